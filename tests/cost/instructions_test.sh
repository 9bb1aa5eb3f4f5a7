#!/usr/bin/env bash
# Frames of ten thousand notes, and of a thousand that ten fingers sort, stay within a number of instructions: those of
# our own program, Dear ImGui among it, counted by callgrind. The driver's and the C library's are left out, because they
# differ from machine to machine.
set -euo pipefail
build=${WAYMARK_BUILD:?the build folder}
command -v valgrind >/dev/null || { echo "Instructions are not counted: valgrind is not installed."; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# own FILE: what the program itself took. A line after `calls=` is what the function called took.
own() {
    awk '/^ob=/ { named = $0; sub(/^ob=\([0-9]+\) ?/, "", named); split($0, part, /[()]/)
                  if (named != "") name[part[2]] = named; object = part[2]; next }
         /^cob=/ { named = $0; sub(/^cob=\([0-9]+\) ?/, "", named); split($0, part, /[()]/)
                   if (named != "") name[part[2]] = named; next }
         /^calls=/ { getline; next }
         /^[0-9+*-]/ { sum[object] += $2 }
         END { for (i in sum) if (name[i] ~ /\/frame_costs$/) total += sum[i]; printf "%d\n", total }' "$1"
}

# measure NOTES MOST SCENARIO…: each of them on a board of so many notes.
measure() {
    local notes=$1 most=$2 status=0 part=0 counted scenario frames
    shift 2
    valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$scratch/out" \
        --toggle-collect='*BenchBoard::measured_step*' \
        "$build/frame_costs" "$notes" "$@" >"$scratch/frames" 2>"$scratch/log" || status=$?
    ((status != 77)) || { echo "Instructions are not counted: there is no OpenGL without a screen."; exit 77; }
    ((status == 0)) || { cat "$scratch/log"; exit 1; }
    while read -r scenario frames; do
        part=$((part + 1))
        counted=$(own "$scratch/out.$part")
        ((frames > 0 && counted > 0)) || { echo "Nothing was counted for $scenario."; cat "$scratch/log"; exit 1; }
        echo "$notes notes, $scenario: $((counted / frames)) instructions a frame (at most $most)"
        ((counted / frames <= most)) || { echo "$scenario takes more than $most instructions a frame."; failed=1; }
    done <"$scratch/frames"
    ((part == $#)) || { echo "Only $part scenarios were run."; exit 1; }
}

failed=0
measure 10000 450000 fit pan100 drag1
measure 1000 11500000 hands10 # each finger through other notes, which make room
exit "$failed"
