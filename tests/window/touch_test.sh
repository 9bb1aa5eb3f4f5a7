#!/usr/bin/env bash
# Real fingers on a real window: many at once, beside a mouse, taken away in mid-drag. What counts is the saved file.
set -euo pipefail
real_hands=yes size=1600x1000
source "$(dirname "$0")/window.sh" xinput xwininfo python3

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"

# saved: the session as JSON lies in $folder/session.json.
saved() {
    settle # keys come by another way than fingers
    keys ctrl+s
    until_so "the session is in its file" title_is "Winter jacket – Waymark"
    "$WAYMARK" json "$file" >"$folder/session.json"
    until_so "the session is sound" "$WAYMARK" check "$file"
}
# fit: as `where` sees a session.
fit() {
    keys Escape shift+1
    settle
}
# the_file PYTHON…: an assertion about the journey and what it was before (`was`, from $folder/before.json).
the_file() {
    python3 - "$folder" "$@" <<'PYTHON'
import json, sys

folder, claim = sys.argv[1:]
read = lambda name: json.load(open(f"{folder}/{name}.json", encoding="utf-8"))["journeys"][0]
journey, was = read("session"), read("before")
notes, notes_were = ({note["id"]: note for note in j["notes"]} for j in (journey, was))
place = lambda id: notes[id]["place"]
changed = [note for note in journey["notes"] if notes_were.get(note["id"]) != note]
new_ink = [[point["at"] for point in ink["points"]] for ink in journey["ink"] if ink not in was["ink"]]
assert eval(claim), (claim, {note["id"]: note["place"] for note in changed}, len(new_ink), new_ink[:9])
PYTHON
}
cell() { printf '{"in": "cell", "stage": %d, "lane": %d}' "$1" "$2"; }
begin_scene() {
    fit
    "$WAYMARK" json "$file" >"$folder/before.json"
    look "$file"
}


# --- ten fingers drag ten notes into ten cells while two more go about the board
ten_notes=(19 31 42 50 57 64 69 76 82 91)
ten_cells=("41 15" "18 15" "29 15" "55 15" "67 14" "79 14" "90 14" "18 14" "29 17" "41 14")
ten_fingers_and_two() {
    local i way=() ways=() half=() claim="True"
    begin_scene
    for i in "${!ten_notes[@]}"; do
        fingers down "$i" $(place note "${ten_notes[i]}")
        way=($(place note "${ten_notes[i]}") $(place cell ${ten_cells[i]}))
        half+=("$i" $(((way[0] + way[2]) / 2)) $(((way[1] + way[3]) / 2)))
        ways+=("$i" "${way[2]}" "${way[3]}")
        claim+=" and place(${ten_notes[i]}) == $(cell ${ten_cells[i]})"
    done
    fingers down 11 1250 300
    fingers down 12 1400 300
    fingers glide 10 8 "${half[@]}" 11 1200 500 12 1450 320 # under what others hold the board stays where it is
    fingers glide 10 8 "${ways[@]}" 11 1150 600 12 1500 340
    picture ten-fingers
    lift "${!ten_notes[@]}"
    fingers glide 10 8 11 1250 500 12 1400 300 # now they may
    picture pinch
    fingers up 11 12
    fit
    saved
    the_file "$claim and len(notes) == len(notes_were) and journey['ink'] == []"
}

# --- two fingers on the board change what is seen, never the session; with the pen tool, too: no dot
pinch() {
    local tool
    begin_scene
    for tool in p s; do
        keys "$tool"
        fingers down 1 $(place cell 29 15)
        fingers down 2 $(place cell 41 16)
        fingers glide 6 8 1 200 500 2 800 900
        fingers up 2 1
        settle
        keys v
        fit
    done
    expect "nothing is unsaved after pinches" title_is "Winter jacket – Waymark"
}

# --- a note that lies free is turned and scaled by two fingers, another is pulled out of its cell meanwhile
turn() {
    begin_scene
    fingers down 1 $(place note 19)
    fingers glide 6 8 1 1300 250
    lift 1
    settle
    keys Escape # puts the sheet away, which would lie over it
    settle
    fingers down 1 1285 250
    fingers down 2 1315 250
    fingers down 3 $(place note 31)
    fingers glide 10 8 1 1300 220 2 1300 280 3 1300 600 # a quarter turn, twice as far apart
    picture turn
    lift 1 2 3
    saved
    the_file "place(19)['in'] == 'board' and abs(notes[19]['angle'] - 1.5708) < 0.05 and abs(notes[19]['scale'] - 2) < 0.1 and \
        place(31)['in'] == 'board' and not notes[31].get('angle')"
}

# --- a table that goes in mid-drag lets go of what it held, another table goes on; when it is back its fingers work again
goes_and_comes() {
    begin_scene
    fingers down 1 $(place note 42)
    by touch1 down 1 $(place note 50)
    fingers glide 4 8 1 $(place cell 90 16)
    by touch1 glide 4 8 1 $(place cell 79 16)
    settle
    "$1"
    fingers glide 2 8 1 $(place cell "$3" 16)
    lift 1
    "$2"
    by touch1 down 2 $(place note 65)
    by touch1 glide 4 8 2 $(place cell "$3" 14)
    sleep 0.2
    by touch1 up 2
    saved
    picture "$1"
    the_file "place(42) == $(cell "$3" 16) and notes[50] == notes_were[50] and place(65) == $(cell "$3" 14)"
}
switched_off() { xinput disable touch1; }
switched_on() {
    xinput enable touch1
    hand_on touch1 # the driver has let its connection go
}
detached() { xinput float touch1; } # of this no end of a touch is ever told
attached() {
    by touch1 up 1
    xinput reattach touch1 "Virtual core pointer"
}
taken_away() {
    goes_and_comes switched_off switched_on 67
    goes_and_comes detached attached 55
}

# --- a finger on a panel drives the panel, the others go on
on_a_panel() {
    begin_scene
    fingers down 1 $(place note 57)
    fingers glide 4 8 1 $(place cell 90 16)
    fingers down 2 800 28 # the top bar
    fingers down 3 $(place note 64)
    fingers glide 4 8 2 800 300 3 $(place cell 90 15)
    picture on-a-panel
    lift 2
    fingers glide 4 8 1 $(place cell 18 12)
    lift 3 1
    saved
    the_file "place(57) == $(cell 18 12) and place(64) == $(cell 90 15)"
}

# --- a window elsewhere takes the keyboard: that ends nobody's drag
focus_goes() {
    begin_scene
    fingers down 1 $(place note 68)
    fingers glide 4 8 1 $(place cell 79 12)
    xdotool windowfocus "$(xwininfo -root | sed -n 's/.*Window id: \(0x[0-9a-f]*\).*/\1/p')"
    settle
    expect "the keyboard is elsewhere" test "$(xdotool getwindowfocus)" != "$window"
    fingers glide 4 8 1 $(place cell 90 12)
    lift 1
    xdotool windowfocus "$window"
    saved
    the_file "place(68) == $(cell 90 12)"
}

# --- mouse and finger in turn: each click and each tap makes one dot of ink where it was, and no more
in_turn() {
    local i
    begin_scene
    keys p
    settle
    for ((i = 0; i < 100; ++i)); do
        mouse down 1 $((1200 + i % 10 * 30)) $((120 + i / 10 * 40))
        mouse up 1
        tap 1 $((1210 + i % 10 * 30)) $((140 + i / 10 * 40))
    done
    settle
    picture in-turn
    keys v
    saved
    the_file "len(new_ink) == 200 and all(len(points) == 1 for points in new_ink)"
}

# --- the pen draws, its other end wipes, and neither is taken for a mouse
pens() {
    begin_scene
    keys p
    pen hover 1250 650
    pen down 1 1250 650
    pen glide 10 8 1 1450 700
    pen up 1
    pen down 1 1250 760
    pen glide 10 8 1 1450 790
    pen up 1
    settle
    picture pen
    eraser hover 1350 600
    eraser down 1 1350 650
    eraser glide 8 8 1 1350 700
    eraser up 1
    keys v
    stroke $(place note 69) $(place cell 90 17) # the mouse is as it was
    saved
    the_file "len(new_ink) == 1 and place(69) == $(cell 90 17)"
}

# --- a note that is let go in full swing lands in the next cell; one that a finger rests on gets a ring of actions
flick() {
    begin_scene
    local at=($(place note 59)) # Buy, Touchpoints
    fingers down 1 "${at[@]}"
    fingers fling 8 8 1 $((at[0] + 140)) "${at[1]}" # less than a cell; on a busy machine slower than it should be
    saved
    the_file "place(59)['lane'] == 11 and place(59)['stage'] in (67, 79, 90)"
}
long_press() {
    begin_scene
    local at=($(place note 62))
    fingers down 1 "${at[@]}"
    sleep 0.8
    settle
    picture ring
    fingers up 1
    tap 2 $((at[0] + 92)) $((at[1] + 38)) # the last of six around it: into the bin
    settle
    saved
    the_file "62 not in notes and len(notes) == len(notes_were) - 1"
}

"$WAYMARK" json "$file" >"$folder/session.json"
start "$file"
began=$SECONDS
for scene in ${*:-ten_fingers_and_two pinch turn taken_away on_a_panel focus_goes flick long_press in_turn pens}; do
    "$scene"
    [[ -z ${WAYMARK_PICTURES:-} ]] || echo "$scene: until second $((SECONDS - began))"
done
