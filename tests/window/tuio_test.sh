#!/usr/bin/env bash
# A touch table that speaks TUIO: off until it is asked for; fingers and objects by UDP, with loss and disorder, into the
# saved file; a port in use is one sentence.
set -euo pipefail
source "$(dirname "$0")/window.sh" python3

file=$HOME/board.waymark
"$WAYMARK" new "$file" --template winter-jacket >/dev/null
look "$file"

cat >"$folder/tracker.py" <<'PYTHON'
"""tracker PORT WxH: reads lines `frame NUMBER ID X Y …` (pixels), `object NUMBER ID CLASS X Y …`, `garbage`; sends them as TUIO 1.1."""
import os, random, socket, struct, sys

port, (width, height) = int(sys.argv[1]), map(int, sys.argv[2].split("x"))
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
text = lambda s: s.encode() + b"\0" * (4 - len(s) % 4)
def message(profile, *values):
    types = "," + "".join({str: "s", int: "i", float: "f"}[type(v)] for v in values)
    data = b"".join(text(v) if isinstance(v, str) else struct.pack(">i" if isinstance(v, int) else ">f", v) for v in values)
    return text(profile) + text(types) + data
def send(profile, number, sets):
    messages = [message(profile, "source", "test@here"), message(profile, "alive", *[s[0] for s in sets])]
    messages += [message(profile, "set", *s) for s in sets] + [message(profile, "fseq", number)]
    out.sendto(b"#bundle\0" + struct.pack(">Q", 1) + b"".join(struct.pack(">i", len(m)) + m for m in messages), ("127.0.0.1", port))
for line in sys.stdin:
    kind, *words = line.split()
    if kind == "garbage":
        for i in range(200):
            out.sendto(random.Random(i).randbytes(i * 7), ("127.0.0.1", port))
        continue
    number, words = int(words[0]), words[1:]
    if kind == "frame":
        sets = [(int(i), float(x) / width, float(y) / height, 0.0, 0.0, 0.0) for i, x, y in zip(*[iter(words)] * 3)]
        send("/tuio/2Dcur", number, sets)
    else:
        sets = [(int(i), int(c), float(x) / width, float(y) / height, *[0.0] * 6) for i, c, x, y in zip(*[iter(words)] * 4)]
        send("/tuio/2Dobj", number, sets)
PYTHON

# ways FROM_X FROM_Y TO_X TO_Y FROM_X …: frames in which as many fingers go all their ways, with every third frame lost
# and two in wrong order, then all let go.
ways() {
    python3 - "$@" <<'PYTHON'
import sys

ways = list(zip(*[iter(map(float, sys.argv[1:]))] * 4))
frames = []
for step in range(31):
    part = min(1, step / 24)  # at the end they rest
    places = [f"{i} {a + (c - a) * part} {b + (d - b) * part}" for i, (a, b, c, d) in enumerate(ways)]
    frames.append(f"frame {step + 1} " + " ".join(places))
del frames[4:24:3]
frames[6], frames[7] = frames[7], frames[6]
print("\n".join(frames + ["garbage", "frame 40"]))
PYTHON
}
# slowly: a line every so often, so that what is sent is a motion.
slowly() {
    local line
    while read -r line; do
        printf '%s\n' "$line"
        sleep 0.02
    done
}

# listens: whether the program has a socket that packets can come to.
listens() {
    local inode
    for inode in $(awk 'NR > 1 { print $10 }' /proc/net/udp /proc/net/udp6); do
        ! ls -l "/proc/$program/fd" | grep -q "socket:\[$inode\]" || return 0
    done
    return 1
}
is_deaf() { ! listens; }

# Not asked for, nothing listens.
start "$file"
expect "nobody listens by itself" is_deaf
keys ctrl+q
until_so "the program has ended" is_gone

start "$file" --touch tuio --tuio-port 0 --tuio-stamp 5=note
port=$(sed -n 's/.*touch table (TUIO) at 127.0.0.1:\([0-9]*\)\..*/\1/p' "$log")
expect "it says where it listens" test -n "$port"
expect "it does" listens
{
    ways $(place note 42) $(place cell 79 14) $(place note 20) $(place cell 67 15)
    # Another count, as after a restart of the tracker; and an object that lays a note.
    echo "object 1 9 5 $(place cell 18 15)"
    echo "object 2 9 5 $(place cell 18 15)"
    echo "object 3"
} | slowly | python3 "$folder/tracker.py" "$port" "$size"
settle
picture table
until_so "the title tells of the change" title_is "• Winter jacket – Waymark"
keys ctrl+s
until_so "the session is in its file" title_is "Winter jacket – Waymark"
"$WAYMARK" json "$file" >"$folder/session.json"
python3 - "$folder/session.json" <<'PYTHON'
import json, sys

notes = {note["id"]: note for note in json.load(open(sys.argv[1], encoding="utf-8"))["journeys"][0]["notes"]}
place = lambda stage, lane: {"in": "cell", "stage": stage, "lane": lane}
assert notes[42]["place"] == place(79, 14), notes[42]
assert notes[20]["place"] == place(67, 15), notes[20]
laid = [note for id, note in notes.items() if id > 111]
assert [note["place"] for note in laid] == [place(18, 15)], laid
PYTHON

# The port is taken: a second board says so and works on.
first=$program
"$WAYMARK" new "$HOME/second.waymark" --template blank >/dev/null
start "$HOME/second.waymark" --touch both --tuio-port "$port"
expect "it says that the port is taken" grep -q "listens at UDP port $port of 127.0.0.1 already" "$log"
picture port-in-use
keys ctrl+q
until_so "the second one has ended" is_gone
program=$first
