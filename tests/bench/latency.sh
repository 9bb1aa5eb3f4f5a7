#!/usr/bin/env bash
# How long a contact waits until the frame that shows it has been handed to OpenGL, in a real window with real fingers, and what
# processor time the program's own thread takes meanwhile. Prints a table; judges nothing. Run by `./dev latency`, which tells it
# where programs lie: latency.sh [FINGERS HERTZ [NOTES]]…
set -euo pipefail
real_hands=yes size=1920x1080
source "$(dirname "$0")/../window/window.sh" python3

# ticks THREADS: processor time so far, of the first thread alone (own) or of all others (rest).
ticks() {
    local task sum=0 stat
    for task in /proc/"$program"/task/*; do
        [[ $1 == own ]] && [[ ${task##*/} != "$program" ]] && continue
        [[ $1 == rest ]] && [[ ${task##*/} == "$program" ]] && continue
        stat=$(<"$task/stat") || continue
        set -- "$1" ${stat##*) }
        sum=$((sum + $(awk '{ print $12 + $13 }' <<<"${stat##*) }")))
    done
    echo "$sum"
}

# measure FINGERS HERTZ NOTES
measure() {
    local fingers=$1 hertz=$2 notes=$3 seconds=6 i ways=() back=() way
    "$WAYMARK_BUILD/big_board" "$HOME/board.waymark" "$notes"
    look "$HOME/board.waymark"
    start "$HOME/board.waymark"
    local places
    mapfile -t places < <(awk -v n="$fingers" '$1 == "note" && $3 > 60 && $3 < 1860 && $4 > 120 && $4 < 900 { at[m++] = $3 " " $4 }
        END { for (i = 0; i < n; ++i) print at[int((2 * i + 1) * m / (2 * n))] }' "$folder/places")
    for i in "${!places[@]}"; do
        way=(${places[i]})
        fingers down "$i" "${way[@]}"
        ways+=("$i" $((way[0] + (way[0] > 960 ? -220 : 220))) $((way[1] + (way[1] > 500 ? -120 : 120))))
        back+=("$i" "${way[@]}")
    done
    fingers glide 50 $((1000 / hertz)) "${ways[@]}" # what has to be made once is made
    settle_once
    local lines=$(wc -l <"$log") own=$(ticks own) rest=$(ticks rest) began=$(date +%s%N)
    for ((i = 0; i < seconds / 2; ++i)); do
        fingers glide "$hertz" $((1000 / hertz)) "${back[@]}"
        fingers glide "$hertz" $((1000 / hertz)) "${ways[@]}"
    done
    local took=$(($(date +%s%N) - began))
    own=$(($(ticks own) - own)) rest=$(($(ticks rest) - rest))
    tail -n +$((lines + 1)) "$log" | python3 -c '
import re, sys
fingers, hertz, notes, own, rest, took = map(int, sys.argv[1:])
waits, samples = [], 0
for line in sys.stdin:
    found = re.search(r"frame \d+: .* (\d+) contacts after ([\d.]+) ms", line)
    if found:
        waits.append(float(found[2])); samples += int(found[1])
waits.sort()
seconds = took / 1e9
print(f"{fingers} fingers at {hertz} Hz, {notes} notes: {len(waits) / seconds:.0f} frames a second, {samples} samples in {seconds:.1f} s; "
      f"a sample waits {waits[len(waits) // 2]:.1f} ms (median of the frames), {waits[len(waits) * 95 // 100]:.1f} ms (95 of 100); "
      f"processor: own thread {own / seconds:.0f} %, drawing threads {rest / seconds:.0f} %")' \
        "$fingers" "$hertz" "$notes" "$own" "$rest" "$took"
    end "$program"
    program=
}
settle_once() { sleep 0.5; }

while (($# >= 3)); do
    measure "$1" "$2" "$3"
    shift 3
done
