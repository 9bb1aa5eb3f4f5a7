#!/usr/bin/env bash
# To take back a step on twice as many notes costs about twice as much, not four times: instructions counted by callgrind.
set -euo pipefail
build=${WAYMARK_BUILD:?the build folder}
command -v valgrind >/dev/null || { echo "Instructions are not counted: valgrind is not installed."; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# instructions NOTES STEP
instructions() {
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" --toggle-collect='*History::take_back*' \
        "$build/take_back_costs" "$@" >"$scratch/said" 2>"$scratch/log" || { cat "$scratch/said" "$scratch/log" >&2; exit 1; }
    sed -n 's/^\(summary\|totals\): //p' "$scratch/out" | tail -n 1
}
for step in remove move; do
    few=$(instructions 4000 $step) many=$(instructions 8000 $step)
    ((few > 0)) || { echo "Nothing was counted."; exit 1; }
    echo "$step: $few instructions for 4000 notes, $many for 8000"
    ((many * 10 <= few * 26)) || { echo "Taking back grows faster than the number of notes."; exit 1; }
done
