#!/usr/bin/env bash
# A real window in the frame of a window manager: fingers meet what they touch wherever the frame puts the window, maximised and
# full screen as well, and the window comes back from both.
set -euo pipefail
real_hands=yes size=1280x800
source "$(dirname "$0")/window.sh" jwm xwininfo python3

printf '<?xml version="1.0"?>\n<JWM>\n<FocusModel>click</FocusModel>\n<WindowStyle><Width>5</Width><Height>26</Height></WindowStyle>\n</JWM>\n' >"$folder/jwmrc"
jwm -f "$folder/jwmrc" >"$folder/jwm.log" 2>&1 &
manager=$!
tidy_manager() { end "$manager"; tidy; }
trap tidy_manager EXIT
is_managed() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }
until_so "the window manager works" is_managed

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
size=1000x600
start "$file"

# where_it_is: its inner place on the screen, as left, top, width and height.
where_it_is() {
    read -r left top width height < <(xwininfo -id "$window" | awk '/Absolute upper-left X/ { x = $NF } /Absolute upper-left Y/ { y = $NF }
        /^ *Width:/ { w = $NF } /^ *Height:/ { h = $NF } END { print x, y, w, h }')
}
# has_size WIDTHxHEIGHT
has_size() { where_it_is && [[ ${width}x$height == "$1" ]]; }
is_larger_than() { where_it_is && ((width > $1 && height > $2)); }
# drags NOTE STAGE LANE NAME: a finger drags the note there; both are where they are seen in the window as it is now.
drags() {
    settle
    keys Escape shift+1 # fitted, as `where` sees a session
    settle
    where_it_is
    size=${width}x$height
    look "$file"
    local note=($(place note "$1")) cell=($(place cell "$2" "$3"))
    fingers down 1 $((left + note[0])) $((top + note[1]))
    fingers glide 10 8 1 $((left + cell[0])) $((top + cell[1]))
    picture "$4"
    lift 1
    until_so "the drag ended in an edit" title_is "• Winter jacket – Waymark"
    settle
    keys Escape ctrl+s
    until_so "the session is in its file" title_is "Winter jacket – Waymark"
    "$WAYMARK" json "$file" >"$folder/session.json"
    python3 - "$folder/session.json" "$@" <<'PYTHON'
import json, sys

notes = {note["id"]: note for note in json.load(open(sys.argv[1], encoding="utf-8"))["journeys"][0]["notes"]}
note, stage, lane = map(int, sys.argv[2:5])
assert notes[note]["place"] == {"in": "cell", "stage": stage, "lane": lane}, notes[note]
PYTHON
}

xdotool windowfocus "$window" || true
until_so "it has its size" has_size 1000x600
where_it_is
expect "it lies in a frame with a title ($left, $top)" test "$top" -ge 20
drags 42 79 14 framed

# On its title; on a busy machine the manager may take the two clicks for single ones.
is_maximised_by_two_clicks() {
    is_larger_than 1100 700 && return
    where_it_is
    xdotool mousemove $((left + 300)) $((top - 12)) click --repeat 2 --delay 80 1
    for _ in {1..20}; do
        ! is_larger_than 1100 700 || return 0
        sleep 0.1
    done
    false
}
until_so "it is maximised" is_maximised_by_two_clicks
where_it_is
expect "its title is in sight" test "$top" -ge 20
drags 31 55 15 maximised
maximised=${width}x$height

keys F11
until_so "it fills the screen" has_size 1280x800
expect "and begins in its corner ($left, $top)" test "$left,$top" = 0,0
drags 50 67 14 full

keys F11
until_so "it is maximised again" has_size "$maximised"
xdotool mousemove $((left + 300)) $((top - 12)) click --repeat 2 --delay 80 1
until_so "it is a window again" has_size 1000x600
drags 19 41 15 again
keys ctrl+q
until_so "it closes" is_gone
expect "it ended well" wait "$program"
