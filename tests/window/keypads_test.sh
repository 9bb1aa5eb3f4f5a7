#!/usr/bin/env bash
# Two people at a real touch screen write at the same time, each on a keyboard of his own: one in Russian, one in Chinese by
# pinyin, key by key in turn with both fingers down. What counts is the saved file.
set -euo pipefail
real_hands=yes size=1920x1080
source "$(dirname "$0")/window.sh" xinput python3

[[ -e /usr/share/rime-data/pinyin_simp.dict.yaml ]] ||
    skip "The dictionary is not installed (package rime-data-pinyin-simp), so nobody typed Chinese in a window."

chinese_note=31 russian_note=82
file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
"$WAYMARK" json "$file" >"$folder/before.json"
look "$file" keys "$chinese_note" 3 keys "$russian_note" 2

# tap_twice ID THING…
tap_twice() {
    local id=$1
    shift
    tap "$id" $(place "$@")
    tap "$id" $(place "$@")
}
# speaks NOTE LANGUAGE: by its two keys.
speaks() {
    tap 3 $(place languages "$1")
    tap 3 $(place language "$1" "$2")
}
# both RUSSIAN CHINESE: a key of each keyboard, the second finger down before the first is up; - is the space bar.
both() {
    local russian=(key "$russian_note" "$1") chinese=(key "$chinese_note" "$2")
    [[ $1 != - ]] || russian=(space "$russian_note")
    [[ $2 != - ]] || chinese=(space "$chinese_note")
    fingers down 1 $(place "${russian[@]}")
    fingers down 2 $(place "${chinese[@]}")
    fingers up 1 2
}
# letters WORDS: into the array $typed, one character each.
letters() { mapfile -t typed < <(python3 -c 'import sys; print("\n".join("-" if c == " " else c for c in sys.argv[1]))' "$1"); }

start "$file"
tap_twice 1 note "$chinese_note"
settle
speaks "$chinese_note" 3
settle # the dictionary has been read by now: while it is, there are frames
tap_twice 2 note "$russian_note"
speaks "$russian_note" 2
letters "тёплая но не тяжёлая куртка"
russian=("${typed[@]}")
letters "womenxuyaobangzhu shejishi "
chinese=("${typed[@]}")
((${#russian[@]} == ${#chinese[@]})) || fail "Both should type equally much."
for i in "${!russian[@]}"; do
    both "${russian[i]}" "${chinese[i]}"
    [[ $i != 14 ]] || picture two-keyboards-at-once
done
picture two-keyboards
tap 1 $(place done "$russian_note")
tap 2 $(place done "$chinese_note")
settle
picture two-texts
keys ctrl+s
until_so "the session is in its file" title_is "Winter jacket – Waymark"
"$WAYMARK" json "$file" >"$folder/session.json"
until_so "the session is sound" "$WAYMARK" check "$file"
python3 - "$folder" "$russian_note" "$chinese_note" <<'PYTHON'
import json, sys

folder, russian, chinese = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def texts(name):
    journey = json.load(open(f"{folder}/{name}.json", encoding="utf-8"))["journeys"][0]
    return {note["id"]: note["text"] for note in journey["notes"]}
was, now = texts("before"), texts("session")
wanted = dict(was)
wanted[russian] += "тёплая но не тяжёлая куртка"
wanted[chinese] += "我们需要帮助设计师"
assert now == wanted, {id: now.get(id) for id in now if now.get(id) != wanted.get(id)}
PYTHON
