#!/usr/bin/env bash
# The program is killed while somebody writes; started again it shows the session as it was, without a question.
set -euo pipefail
source "$(dirname "$0")/window.sh"

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"
start "$file"
stroke $(place note 42) $(place cell 79 14)
until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
settle
xdotool mousemove $(place note 19) click --repeat 2 --delay 60 1 # to write on it
settle
type_text " и метель"
kill -KILL "$program"
until_so "it is gone" is_gone
wait "$program" 2>/dev/null || true

expect "it is listed as left open" grep -q "Winter jacket  $file" <("$WAYMARK" recover)
start
expect "the session is on the board, unsaved" title_is "• Winter jacket – Waymark"
picture back
keys ctrl+s
until_so "it is saved into its own file" title_is "Winter jacket – Waymark"
keys ctrl+q
until_so "it closes without a question" is_gone
"$WAYMARK" json "$file" >"$folder/json"
expect "the words being written are there" grep -q " и метель" "$folder/json"
stage_of_note() { grep -A6 '"id": 42,' "$folder/json" | sed -n 's/.*"stage": \([0-9]*\).*/\1/p'; }
expect "the note is where it was moved to" test "$(stage_of_note)" = 79
expect "nothing is left open" test -z "$("$WAYMARK" recover)"
