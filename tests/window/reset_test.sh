#!/usr/bin/env bash
# The graphics driver is reset while people work: the board goes on in a new window with everything that was on it, also when that
# window is lost before it was drawn. A driver that is reset again and again ends the program with a sentence, and the work is there at the next start.
set -euo pipefail
source "$(dirname "$0")/window.sh"
[[ -e $WAYMARK_BUILD/libdriver_reset.so ]] || skip "The driver that can be reset was not built."

real=$WAYMARK reset=$folder/reset
printf '#!/bin/sh\nLD_PRELOAD=%q WAYMARK_DRIVER_RESET=%q exec %q "$@"\n' "$WAYMARK_BUILD/libdriver_reset.so" "$reset" "$real" >"$folder/waymark"
chmod +x "$folder/waymark"

file=$HOME/board.waymark
"$real" new "$file" --template winter-jacket >/dev/null
look "$file"
WAYMARK=$folder/waymark
start --audience "$file"
WAYMARK=$real

find_board() {
    local audience
    audience=$(xdotool search --all --pid "$program" --name '^Waymark – audience$' || true)
    window=$(xdotool search --onlyvisible --pid "$program" --class waymark | grep -vxF "${audience:-none}" | tail -n 1)
    [[ -n $window ]]
}
has_gone_on() { (($(grep -c 'goes on in a new window' "$log") >= $1)); }
# reset_driver N: for the N-th time.
reset_driver() {
    touch "$reset"
    xdotool mousemove 640 $((300 + $1 * 10)) mousemove 660 $((310 + $1 * 10))
    until_so "the board goes on in a new window" has_gone_on "$1"
    until_so "there is one" find_board
    settle
    find_board
}

find_board
xdotool windowraise "$window"
stroke $(place note 42) $(place cell 79 14)
until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
# In mid-drag: what is held falls back, what was done stays.
from=($(place note 31))
xdotool mousemove "${from[@]}" mousedown 1 mousemove $((from[0] + 40)) $((from[1] + 20)) mousemove $((from[0] + 80)) $((from[1] + 40))
reset_driver 1
xdotool mouseup 1
settle
picture back
expect "the session is on the board as it was, unsaved" title_is "• Winter jacket – Waymark"
notes_here=$("$WAYMARK_BUILD/pixels" "$window" FFE27A)
expect "and drawn ($notes_here yellow pixels)" test "$notes_here" -gt 2000
letters_here=$("$WAYMARK_BUILD/pixels" "$window" 1F2328)
expect "with its panels' letters ($letters_here dark pixels)" test "$letters_here" -gt 100

xdotool windowraise "$window" windowfocus "$window"
settle
keys ctrl+s
until_so "it can be saved" title_is "Winter jacket – Waymark"
"$real" json "$file" >"$folder/json"
stage_of_note() { grep -A6 "\"id\": $1," "$folder/json" | sed -n 's/.*"stage": \([0-9]*\).*/\1/p'; }
expect "with the edit before the reset" test "$(stage_of_note 42)" = 79

# Again and again: a sentence, and nothing is lost.
look "$file"
xdotool windowraise "$window"
stroke $(place note 42) $(place cell 18 15)
until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
settle
touch "$reset.making" # and is lost once more while the new window is being made
reset_driver 3
touch "$reset"
xdotool mousemove 600 400 mousemove 610 410
until_so "it gives up" is_gone
expect "with a failure" test "$(wait "$program"; echo $?)" -eq 1
expect "and a sentence" grep -q "The graphics driver has been reset, and with it the window is gone; start Waymark again" "$log"
expect "the work is kept" grep -q "Winter jacket  $file" <("$real" recover)
