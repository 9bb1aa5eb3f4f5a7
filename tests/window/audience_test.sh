#!/usr/bin/env bash
# Two real windows: the facilitator's and the audience's. The board is in both, an edit appears in both, chrome and choice only in
# the first; the second is closed, moved about and opened again without harm, and draws nothing while it stays the same.
set -euo pipefail
size=1280x800 screen=2600x800
source "$(dirname "$0")/window.sh" python3

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"
start "$file" --audience

audience_there() { audience=$(xdotool search --all --pid "$program" --name '^Waymark – audience$') && [[ -n $audience ]]; }
audience_gone() { ! xdotool search --onlyvisible --all --pid "$program" --name '^Waymark – audience$'; }
find_windows() {
    until_so "there is a window for the audience" audience_there
    window=$(xdotool search --pid "$program" --class waymark | grep -vx "$audience")
    # Beside each other: what lies under another window cannot be read.
    xdotool windowmove "$window" 0 0 windowsize "$audience" 1200 700 windowmove "$audience" 1300 50
    settle
    audience_there
}
shown() { "$WAYMARK_BUILD/pixels" "$@"; }
differs() { [[ $("$WAYMARK_BUILD/pixels" "$1") != "$2" ]]; }
more_than() { (($1 > $2)); }

find_windows
picture both
yellow=$(shown "$window" FFE27A) yellow_there=$(shown "$audience" FFE27A)
expect "notes lie on the board ($yellow yellow pixels)" more_than "$yellow" 2000
expect "and in the audience's window ($yellow_there)" more_than "$yellow_there" 2000
accent=0B63CE # of buttons that are on, and of what is chosen
expect "the facilitator has a toolbar" more_than "$(shown "$window" $accent)" 200
expect "the audience has none" test "$(shown "$audience" $accent)" -eq 0

# Chosen, panel open: nothing of it in the audience's window.
before=$(shown "$audience") drawn=$(grep -c ' audience: ' "$log")
xdotool windowfocus "$window"
click $(place note 19)
settle
keys ctrl+k
settle
expect "what the facilitator does with panels is not shown" test "$(shown "$audience")" = "$before"
expect "and costs the audience's window nothing" test "$(grep -c ' audience: ' "$log")" -eq "$drawn"
keys Escape
keys Escape
settle

# Two windows that nobody touches draw nothing.
rests() {
    local still
    still=$(frames)
    sleep 2
    test "$(frames)" -eq "$still"
}
until_so "both windows rest" rests

# An edit appears in both windows.
here=$(shown "$window")
stroke $(place note 42) $(place cell 79 14)
until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
settle
expect "the facilitator sees it" differs "$window" "$here"
expect "the audience sees it" differs "$audience" "$before"
picture edited

# The audience's window has a view of its own when somebody moves it, and nothing is edited by that.
before=$(shown "$audience")
xdotool mousemove --window "$audience" 600 350 mousedown 1 mousemove_relative 40 30 mousemove_relative 60 30 mouseup 1
settle
expect "its view has moved" differs "$audience" "$before"
xdotool windowfocus "$audience"
keys Delete f
settle
expect "keys of the audience's window edit nothing" title_is "• Winter jacket – Waymark"

# Closed by the person, opened again by the facilitator.
"$WAYMARK_BUILD/ask_to_close" "$audience"
until_so "it is closed" audience_gone
xdotool windowfocus "$window"
settle
expect "the board goes on" is_running
keys shift+F11
find_windows
yellow_there=$(shown "$audience" FFE27A)
expect "the board is there again ($yellow_there)" more_than "$yellow_there" 2000
picture again

xdotool windowfocus "$window"
keys ctrl+s
until_so "the session is in its file" title_is "Winter jacket – Waymark"
keys ctrl+q
until_so "both windows close" is_gone
expect "it ended well" wait "$program"
"$WAYMARK" json "$file" >"$folder/session.json"
python3 - "$folder/session.json" <<'PYTHON'
import json, sys

notes = {note["id"]: note for note in json.load(open(sys.argv[1], encoding="utf-8"))["journeys"][0]["notes"]}
assert notes[42]["place"] == {"in": "cell", "stage": 79, "lane": 14}, notes[42]
assert 19 in notes, "what was chosen is still there"
PYTHON
