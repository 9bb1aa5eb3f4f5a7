#!/usr/bin/env bash
# A board that nobody touches draws nothing and uses no processor time.
set -euo pipefail
source "$(dirname "$0")/window.sh"

# Processor time so far in ticks, of the program and all its threads.
ticks() {
    local stat
    stat=$(<"/proc/$program/stat")
    set -- ${stat##*) }
    echo $((${12} + ${13}))
}

# idle_for_3_seconds WHERE: counts frames and processor time.
idle_for_3_seconds() {
    local frames_before ticks_before
    frames_before=$(frames) ticks_before=$(ticks)
    sleep 3
    expect "$1 draws nothing while nobody touches it ($(($(frames) - frames_before)) frames)" test "$(frames)" -eq "$frames_before"
    # Threads of the OpenGL driver may wake; two hundredths of a second in three seconds is not work.
    expect "$1 rests ($(($(ticks) - ticks_before)) ticks)" test "$(($(ticks) - ticks_before))" -le 2
}

drawn_since() { (($(frames) > $1)); }

"$WAYMARK" new "$HOME/board.waymark" --template winter-jacket >/dev/null
start "$HOME/board.waymark"
point 640 400
settle
idle_for_3_seconds "A board"

before=$(frames)
point 700 420
until_so "a mouse that moves is shown" drawn_since "$before"
settle

# Something chosen, a panel open, a sentence put away by itself: all of these come to rest.
look "$HOME/board.waymark"
click $(place note 19)
settle
idle_for_3_seconds "A board with a chosen note"
keys ctrl+k
settle
picture palette
idle_for_3_seconds "The search palette"
keys Escape
settle

keys ctrl+q
until_so "the program has ended" is_gone
