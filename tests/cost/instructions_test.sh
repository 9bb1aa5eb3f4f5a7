#!/usr/bin/env bash
# Frames of ten thousand notes stay within a number of instructions, counted by callgrind in our own code and in
# what it calls (drawing itself left out, because a software driver does that on the caller's thread).
set -euo pipefail
build=${WAYMARK_BUILD:?the build folder}
skip() { echo "$*"; exit 77; }
command -v valgrind >/dev/null || skip "Instructions are not counted: valgrind is not installed."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# instructions SCENARIO: those of a frame, in the mean.
instructions() {
    local frames collected
    frames=$(valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file=/dev/null --toggle-collect='*BenchBoard::measured_step*' \
        "$build/frame_costs" 10000 "$1" 2>"$scratch/log") || { cat "$scratch/log"; return 1; }
    collected=$(sed -nE 's/^==[0-9]+== Collected : ([0-9]+)$/\1/p' "$scratch/log")
    [[ $collected && $frames -gt 0 ]] || { cat "$scratch/log"; return 1; }
    echo $((collected / frames))
}

status=0
# scenario, at most
for limit in "fit 450000" "pan100 450000" "drag1 450000"; do
    read -r scenario most <<<"$limit"
    count=$(instructions "$scenario")
    echo "$scenario: $count instructions a frame (at most $most)"
    ((count <= most)) || { echo "$scenario takes more than $most instructions a frame."; status=1; }
done
exit "$status"
