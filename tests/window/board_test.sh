#!/usr/bin/env bash
# The main job in a real window: a template from the start screen, a note dragged to another stage, texts written in Chinese and
# Russian, the curve drawn with one stroke, a magic moment marked, saved with Ctrl+S, closed; the file then holds exactly that.
set -euo pipefail
source "$(dirname "$0")/window.sh"

file=$HOME/'Зима 冬天.waymark'

start
look
click $(place card winter-jacket)
until_so "the template is on the board" title_is "• Winter jacket – Waymark"
settle
picture template

# The same session from the command line has the same ids, so it says where things lie.
"$WAYMARK" new "$folder/template.waymark" --template winter-jacket >/dev/null
look "$folder/template.waymark"
dragged=42 to_stage=79 to_lane=14 # "Looks at other sites" from Compare to an empty cell of Wear
stroke $(place note $dragged) $(place cell $to_stage $to_lane)
settle
picture dragged

# fit: nothing chosen, all in sight: as `where` sees a session.
fit() {
    keys Escape
    keys shift+1
    settle
}
save_first() {
    keys ctrl+s
    settle
    picture save-panel
    keys ctrl+a
    type_text "$(basename "$file" .waymark)"
    settle
    picture save-named
    keys Return
    until_so "the session is in its file" test -s "$file"
    until_so "the title says so" title_is "Winter jacket – Waymark"
}
save_again() {
    keys ctrl+s
    until_so "the session is in its file" title_is "Winter jacket – Waymark"
}
fit
save_first
look "$file"

# Where frames take long, two clicks may be too far apart for a double-click; a person would click again.
makes_note() {
    xdotool mousemove "$1" "$2" click --repeat 2 --delay 60 1
    settle
    title_is "• Winter jacket – Waymark"
}
# write STAGE LANE TEXT: a new note in an empty cell.
write() {
    until_so "a double-click makes a note" makes_note $(place cell "$1" "$2")
    type_text "$3"
    settle
    picture "writing-$1"
    keys Escape
    fit
}
chinese='很冷，风大：骑车上班' russian='Холодно, ветрено — ёж'
write 18 15 "$chinese"
save_again
look "$file"
write 41 15 "$russian"
save_again
look "$file"

keys e
settle
picture curve-tool
stroke $(place score 18 -3) $(place score 29 1) $(place score 41 -4) $(place score 55 2) $(place score 67 3) $(place score 79 5) $(place score 90 4)
settle
picture curve
keys m
click $(place score 67 3)
settle
picture moment
keys Escape
save_again
picture saved

# Nothing is unsaved, so the window closes without a question.
"$WAYMARK_BUILD/ask_to_close" "$window"
until_so "the program has ended" is_gone
expect "it ended well" wait "$program"

"$WAYMARK" info "$file" --json >"$folder/info.json"
"$WAYMARK" json "$file" >"$folder/session.json"
"$WAYMARK" json "$folder/template.waymark" >"$folder/template.json"
"$WAYMARK" analyse "$file" --json >"$folder/analysis.json"
python3 - "$folder" "$dragged" "$to_stage" "$to_lane" "$chinese" "$russian" <<'PYTHON'
import json, sys

folder, dragged, to_stage, to_lane, chinese, russian = sys.argv[1:]
read = lambda name: json.load(open(f"{folder}/{name}.json", encoding="utf-8"))
info, session, template = read("info"), read("session"), read("template")
journey, before = session["journeys"][0], template["journeys"][0]

assert info["sound"] and not info["flaws"] and not info["damage"], info
counts, counts_before = info["journeys"][0]["counts"], len(before["notes"])
assert counts["notes"] == counts_before + 2, counts
assert counts["moments"] == len(before["moments"]) + 1, counts

notes, notes_before = ({note["id"]: note for note in j["notes"]} for j in (journey, before))
moved = notes[int(dragged)]
assert moved == notes_before[int(dragged)] | {"place": {"in": "cell", "stage": int(to_stage), "lane": int(to_lane)}}, moved
for note in before["notes"]:
    assert note["id"] == int(dragged) or notes[note["id"]] == note, (note, notes[note["id"]])
written = {note["text"]: note["place"] for id, note in notes.items() if id not in notes_before}
assert written == {chinese: {"in": "cell", "stage": 18, "lane": 15}, russian: {"in": "cell", "stage": 41, "lane": 15}}, written

curve, = journey["curves"]
drawn = {18: -3, 29: 1, 41: -4, 55: 2, 67: 3, 79: 5, 90: 4}
for stage, score in drawn.items(): # the hand is as exact as a pixel, the fitted curve a little less
    near = [point["score"] for point in curve["points"] if point["stage"] == stage and abs(point["along"] - 0.5) < 0.2]
    assert stage not in (18, 41, 79, 90) or any(abs(found - score) < 0.4 for found in near), (stage, curve["points"])
new = [moment for moment in journey["moments"] if moment not in before["moments"]]
assert len(new) == 1 and new[0]["stage"] == 67 and new[0]["curve"] == curve["id"] and abs(new[0]["along"] - 0.5) < 0.05, new

figures, = read("analysis")["journeys"][0]["curves"]
high, low, end = figures["positive_peak"], figures["negative_peak"], figures["end"]
assert high["stage"] == "Wear" and abs(high["score"] - 5) < 0.3, high
assert low["stage"] == "Compare" and abs(low["score"] + 4) < 0.4, low
assert end["stage"] == "Return" and abs(end["score"] - 4) < 0.3, end
assert abs(figures["remembered"] - (high["score"] + end["score"]) / 2) < 0.01, figures
for part in ("stages", "lanes", "touchpoints", "pictures", "connectors", "ink", "actions", "metrics"):
    assert journey[part] == before[part], part
PYTHON
