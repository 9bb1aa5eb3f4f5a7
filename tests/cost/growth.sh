# For scripts that hold a step to growing with the number of notes, not with its square: instructions counted by callgrind.
set -euo pipefail
build=${WAYMARK_BUILD:?the build folder}
command -v valgrind >/dev/null || { echo "Instructions are not counted: valgrind is not installed."; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# instructions FUNCTION PROGRAM ARGUMENTS…: of the function and all that it calls.
instructions() {
    local function=$1 program=$2
    shift 2
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" --toggle-collect="*$function*" \
        "$build/$program" "$@" >"$scratch/said" 2>"$scratch/log" || { cat "$scratch/said" "$scratch/log" >&2; exit 1; }
    sed -n 's/^\(summary\|totals\): //p' "$scratch/out" | tail -n 1
}

# grows_with_notes FUNCTION PROGRAM ARGUMENTS…: for twice as many notes about twice as much, not four times.
grows_with_notes() {
    local function=$1 program=$2 few many
    shift 2
    few=$(instructions "$function" "$program" 4000 "$@") many=$(instructions "$function" "$program" 8000 "$@")
    ((few > 0)) || { echo "Nothing was counted."; exit 1; }
    echo "$function $*: $few instructions for 4000 notes, $many for 8000"
    ((many * 10 <= few * 26)) || { echo "It grows faster than the number of notes."; exit 1; }
}
