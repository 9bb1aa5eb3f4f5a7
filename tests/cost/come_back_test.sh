#!/usr/bin/env bash
# When twice as many notes come back that were not there, looking for those that have moved costs about twice as much, not
# four times: instructions counted by callgrind.
set -euo pipefail
build=${WAYMARK_BUILD:?the build folder}
command -v valgrind >/dev/null || { echo "Instructions are not counted: valgrind is not installed."; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# instructions NOTES
instructions() {
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" --toggle-collect='*moved_notes*' \
        "$build/come_back_costs" "$1" >"$scratch/said" 2>"$scratch/log" || { cat "$scratch/said" "$scratch/log" >&2; exit 1; }
    sed -n 's/^\(summary\|totals\): //p' "$scratch/out" | tail -n 1
}
few=$(instructions 4000) many=$(instructions 8000)
((few > 0)) || { echo "Nothing was counted."; exit 1; }
echo "$few instructions for 4000 notes, $many for 8000"
((many * 10 <= few * 26)) || { echo "It grows faster than the number of notes."; exit 1; }
