#!/usr/bin/env bash
# Both ends of a real pen are of whoever has tapped their toolbox with one of them. What counts is the saved file.
set -euo pipefail
real_hands=yes size=1600x1000
source "$(dirname "$0")/window.sh" python3

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template five-stages >/dev/null
start "$file"

# Two fingers that rest open a toolbox for somebody new, clear of the toolbar; the eraser end takes the pen among its tools.
fingers down 1 210 850
fingers down 2 310 850
sleep 1.5
fingers up 1 2
settle
picture toolbox
eraser hover 201 822
eraser down 1 201 822
eraser up 1
settle
# The other end writes out of reach of the toolbox, with that person's tool and in their name.
pen hover 1400 300
pen down 1 1400 300
pen glide 10 8 1 1500 340
pen up 1
settle
picture written
keys ctrl+s
until_so "the session is in its file" title_is "New workshop – Waymark"
"$WAYMARK" json "$file" >"$folder/session.json"
python3 - "$folder/session.json" <<'PYTHON'
import json, sys

session = json.load(open(sys.argv[1], encoding="utf-8"))
people = [person["id"] for person in session["participants"]]
ink = session["journeys"][0]["ink"]
assert len(ink) == 1, f"{len(ink)} strokes: the pen was nobody's"
assert ink[0]["author"] in people, (ink[0].get("author"), people)
PYTHON
