#!/usr/bin/env python3
"""As many edits as one likes, twenty of them in a frame, and the session is kept meanwhile: memory, open files and the
journal must not grow with the work that was done.

soak.py WAYMARK EDITS"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

EDITS_A_FRAME = 20
SIZE = (1920, 1080)
DRIFT = 1.05  # of the memory between the middle and the end
JOURNAL_LIMIT = 10 << 20
WARM = 0.5  # of the work: until then caches and the history of a thousand steps fill


def frames(edits):
    """Twenty times a frame a note is moved to another cell, here and there another is taken for it."""
    chance = random.Random(5)
    yield {"size": SIZE, "keys": ["tab"]}
    yield {"keys": ["n"]}
    yield {"text": "On its way"}
    yield {"keys": ["escape"]}
    for _ in range(edits // EDITS_A_FRAME):
        yield {"mods": ["control"], "keys": [chance.choice(("left", "right", "up", "down"))
                                             for _ in range(EDITS_A_FRAME)]}
        if chance.random() < 0.1:
            yield {"keys": [chance.choice(("left", "right", "up", "down"))]}


def resident_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def bytes_below(folder):
    return sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk(folder) for name in names)


def sample(pid, state):
    return {"rss": resident_mb(pid), "files": len(os.listdir(f"/proc/{pid}/fd")),
            "journal": bytes_below(f"{state}/waymark/sessions")}


def main():
    waymark, edits = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="waymark-soak-") as folder:
        session, inputs, state, answers = (f"{folder}/{name}" for name in ("a.waymark", "in.jsonl", "state", "out"))
        subprocess.run([waymark, "new", session, "--template", "winter-jacket"], check=True, capture_output=True)
        count = 0
        with open(inputs, "w", encoding="ascii") as file:
            for frame in frames(edits):
                file.write(json.dumps(frame, separators=(",", ":")) + "\n")
                count += 1
        with open(answers, "w", encoding="ascii") as out:
            replay = subprocess.Popen([waymark, "replay", session, inputs, "--keep", "-o", f"{folder}/end.waymark"],
                                      stdout=out, env={**os.environ, "XDG_STATE_HOME": state})
        samples = []
        while replay.poll() is None:
            time.sleep(0.2)
            with open(answers, encoding="ascii") as file:
                done = sum(1 for _ in file)
            try:
                samples.append((done / count, sample(replay.pid, state)))
            except (FileNotFoundError, StopIteration):
                break  # it has just ended
        assert replay.wait() == 0, "the replay failed"
        with open(answers, encoding="ascii") as file:
            commits = int(file.readlines()[-2].split()[3].rstrip(","))
    warm = [values for done, values in samples if WARM <= done]
    assert len(warm) >= 4, f"too short to see anything: {len(samples)} samples; give more edits"
    first, last = warm[0], warm[-1]
    largest = max(values["journal"] for _, values in samples)
    assert commits >= count * 0.8, f"only {commits} of {count} frames changed anything"
    print(f"{edits} edits in {count} frames, {commits} commits: memory {first['rss']:.0f} MB in the middle, "
          f"{last['rss']:.0f} MB at the end; open files {first['files']} and {last['files']}; "
          f"journal {largest / 1e6:.1f} MB at most.")
    assert last["rss"] <= first["rss"] * DRIFT, "memory grows"
    # A snapshot that is just being written is open, too.
    half = len(warm) // 2
    kept_open = [min(values["files"] for values in part) for part in (warm[:half], warm[half:])]
    assert kept_open[1] <= kept_open[0], "files stay open"
    assert largest <= JOURNAL_LIMIT, "the journal grows"
    return 0


if __name__ == "__main__":
    sys.exit(main())
