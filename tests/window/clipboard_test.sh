#!/usr/bin/env bash
# Text goes from a note to other programs and from other programs to the board.
set -euo pipefail
source "$(dirname "$0")/window.sh" xclip

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"
start "$file"

clipboard() { timeout 2 xclip -selection clipboard -o; }
clipboard_is() { [[ $(clipboard) == "$1" ]]; }
has_text() { "$WAYMARK" json "$file" >"$folder/json" && grep -F "\"text\": \"$1\"" "$folder/json"; }
save() {
    keys ctrl+s
    until_so "the session is in its file" title_is "Winter jacket – Waymark"
}

click $(place note 42)
settle
keys ctrl+c
until_so "the note's text is on the clipboard" clipboard_is "Looks at other sites and shops"

foreign='Из другой программы: 另一个程序'
printf '%s' "$foreign" | xclip -selection clipboard -i >/dev/null 2>&1
point $(place cell 18 15)
keys Escape ctrl+v
until_so "the board has changed" title_is "• Winter jacket – Waymark"
settle
picture pasted
save
expect "the text is on a note of its own" has_text "$foreign"

# While a note is written the clipboard works on its text.
click $(place note 42)
keys F2
settle
keys ctrl+a ctrl+x
until_so "the text was cut out" clipboard_is "Looks at other sites and shops"
keys ctrl+v ctrl+v
settle
keys Escape
settle
save
expect "it was pasted twice" has_text "Looks at other sites and shopsLooks at other sites and shops"
