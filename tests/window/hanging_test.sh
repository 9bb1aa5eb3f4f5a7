#!/usr/bin/env bash
# A drive that does not answer any more keeps nobody: the window goes when somebody leaves, the program ends soon after. What
# was let go lies in the trash, and what was on the board otherwise is there at the next start.
set -euo pipefail
source "$(dirname "$0")/window.sh"
[[ -e $WAYMARK_BUILD/libfailing_calls.so ]] || skip "What lets calls hang was not built."

real=$WAYMARK hangs=$folder/hangs drive=$HOME/drive
mkdir -p "$drive"
file=$drive/board.waymark
"$real" new "$file" --template winter-jacket >/dev/null
look "$file"

# start_below FOLDER: opens the session; syncs of files below FOLDER hang while $hangs is there.
start_below() {
    printf '#!/bin/sh\nLD_PRELOAD=%q WAYMARK_HANG=sync WAYMARK_HANG_WHILE=%q WAYMARK_FAIL_BELOW=%q exec %q "$@"\n' \
        "$WAYMARK_BUILD/libfailing_calls.so" "$hangs" "$1" "$real" >"$folder/waymark"
    chmod +x "$folder/waymark"
    WAYMARK=$folder/waymark
    start "$file"
    WAYMARK=$real
}
has_window() { xdotool search --pid "$program" --class waymark; }
has_none() { ! has_window; }
# Frames go on while something is not written, so the board never rests: a few of them have taken what was sent.
more_frames() {
    local until=$(($(frames) + 10))
    reached() { (($(frames) >= until)); }
    until_so "frames go on" reached
}
ask_to_close() {
    "$WAYMARK_BUILD/ask_to_close" "$window"
    more_frames
}
# A press that comes too soon after the question counts for nothing.
middle_answer_closes() {
    click 640 468
    sleep 0.3
    has_none
}
change() {
    stroke $(place note 42) $(place cell 79 14)
    until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
}
# comes_back_with_stage STAGE: where the session that is brought back has the note.
comes_back_with_stage() {
    start
    expect "the session is on the board, unsaved" title_is "• Winter jacket – Waymark"
    keys ctrl+s
    until_so "it is saved" title_is "Winter jacket – Waymark"
    keys ctrl+q
    until_so "it closes" is_gone
    has_stage "$file" "$1"
}
# has_stage FILE STAGE: where the note is.
has_stage() {
    "$real" json "$1" >"$folder/json"
    expect "the change is in it" test "$(grep -A6 '"id": 42,' "$folder/json" | sed -n 's/.*"stage": \([0-9]*\).*/\1/p')" = "$2"
}

# The journal's own drive hangs.
start_below "$XDG_STATE_HOME"
touch "$hangs"
change
ask_to_close
until_so "“Don't save” closes the window" middle_answer_closes
until_so "the program ends though the drive still hangs" is_gone
expect "it ended well" wait "$program"
expect "it said why it did not wait" grep -q "did not wait any longer for a drive" "$log"
rm "$hangs"
"$real" recover >"$folder/left"
"$real" recover "$(awk '/\(let go of\)/ { print $1; exit }' "$folder/left")" -o "$folder/back.waymark" >/dev/null
has_stage "$folder/back.waymark" 79

# The drive of the session's file hangs while it is saved.
"$real" new "$drive/fresh.waymark" --template winter-jacket >/dev/null
mv "$drive/fresh.waymark" "$file"
start_below "$drive"
change
touch "$hangs"
keys ctrl+s
more_frames
ask_to_close
picture told
ask_to_close
picture question
expect "it asks first" is_running
until_so "“Go without” closes the window" middle_answer_closes
until_so "the program ends though the drive still hangs" is_gone
expect "it ended well" wait "$program"
rm "$hangs"
comes_back_with_stage 79
