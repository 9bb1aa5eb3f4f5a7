#!/usr/bin/env bash
# Closing the window with unsaved changes asks first; Esc stays, "Don't save" and "Save" do what they say.
set -euo pipefail
source "$(dirname "$0")/window.sh"

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"

open_and_change() {
    start "$file"
    stroke $(place note 42) $(place cell 79 14)
    until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
    settle
}
ask_to_close() {
    "$WAYMARK_BUILD/ask_to_close" "$window"
    settle
}
# stage_is STAGE: where the file has the note.
stage_is() {
    "$WAYMARK" json "$file" >"$folder/json"
    [[ $(grep -A6 '"id": 42,' "$folder/json" | sed -n 's/.*"stage": \([0-9]*\).*/\1/p') == "$1" ]]
}

open_and_change
ask_to_close
picture question
expect "the program still runs while it asks" is_running
keys Escape
settle
picture stayed
expect "Esc keeps the board open" is_running
expect "the change is still there, unsaved" title_is "• Winter jacket – Waymark"
expect "nothing was written" stage_is 41

# Esc again closes nothing, and asking once more asks once more.
keys Escape
ask_to_close
expect "it asks again" is_running
click 640 468 # "Don't save", the middle one of the three buttons
until_so "letting the changes go ends the program" is_gone
expect "it ended well" wait "$program"
expect "the file is as it was" stage_is 41

open_and_change
ask_to_close
keys Return
until_so "saving first ends the program" is_gone
expect "it ended well" wait "$program"
expect "the file has the change" stage_is 79

# Without changes there is no question.
start "$file"
ask_to_close
until_so "a saved board closes at once" is_gone
