#!/usr/bin/env python3
"""One in ten of the system's calls fails, of one kind after the other and then of all: open, write, sync, rename,
reserving and giving back room. The program is killed in the midst of it: what it said was kept must come back as it
was, the session opens again, and it never ends by itself.

failing_calls.py WAYMARK LIBRARY RUNS"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

from disk_images import acknowledged, last_frame_of, letters, run, text_in

# Of a thousand calls so many fail; of those that are made seldom more, or a run would see none.
KINDS = {"write": 100, "sync": 100, "room": 300, "open": 300, "rename": 500, "open write sync rename room": 100}
LETTERS = 4000  # all written into one title: the journal grows by more than a checkpoint waits for
IDLE_FRAMES = 500_000  # behind the work, so that it is killed before it ends properly


def lines_in(path):
    with open(path, "rb") as file:
        return file.read().count(b"\n")


def said_in(folder):
    with open(f"{folder}/said", encoding="utf-8") as file:
        return file.read()


def one_run(waymark, library, kind, seed, folder, session, inputs):
    state, answers, count = f"{folder}/{seed}", f"{folder}/answers", f"{folder}/count"
    for path in (answers, count):
        if os.path.exists(path):
            os.remove(path)
    chance = random.Random(seed)
    there = {**os.environ, "XDG_STATE_HOME": state}
    failing = {"LD_PRELOAD": library, "WAYMARK_FAIL": kind, "WAYMARK_FAIL_BELOW": state, "WAYMARK_FAIL_COUNT": count,
               "WAYMARK_FAIL_PERMILLE": str(KINDS[kind]), "WAYMARK_FAIL_SEED": str(seed)}
    os.makedirs(state)
    with open(answers, "w", encoding="utf-8") as out, open(f"{folder}/said", "w", encoding="utf-8") as said:
        writer = subprocess.Popen([waymark, "replay", session, inputs, "--keep", "-o", f"{folder}/never"], stdout=out,
                                  stderr=said, env={**there, **failing})
    frames = LETTERS + 5000 if seed % 2 == 0 else chance.randint(50, LETTERS)  # one of two comes to its checkpoints
    while lines_in(answers) < frames and writer.poll() is None:
        time.sleep(0.01)
    assert writer.poll() is None, f"{kind}, seed {seed}: it ended: {said_in(folder)}"
    found = acknowledged(writer, answers)
    # After a sync that failed less counts as kept than before; a kill takes nothing of it along all the same.
    kept = max(kept for _, kept, _ in found)
    sure = last_frame_of(found, kept) if kept else 0  # the first frame has no letter, every other one
    output = f"{folder}/back.waymark"
    answer = subprocess.run([waymark, "recover", session, "-o", output], capture_output=True, text=True, env=there,
                            check=False)
    assert answer.returncode == 0, f"{kind}, seed {seed}: {answer.stderr}"
    text = text_in(waymark, output)
    os.remove(output)
    back = len(text) if text.startswith("a") else 0  # else nothing was written yet and the old title stands
    assert back == 0 or text == letters(len(text)), f"{kind}, seed {seed}: what came back is not what was written"
    assert back >= min(sure, LETTERS), f"{kind}, seed {seed}: {sure - back} letters that were kept are lost"
    failed = 0
    if os.path.exists(count):
        with open(count, encoding="ascii") as file:
            failed = int(file.read())
    return failed, back


def main():
    waymark, library, runs = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    for kind in KINDS:
        with tempfile.TemporaryDirectory(prefix="waymark-failing-") as folder:
            session, inputs = f"{folder}/board.waymark", f"{folder}/inputs.jsonl"
            run(waymark, "new", session, "--template", "five-stages")
            with open(inputs, "w", encoding="utf-8") as file:
                file.write(json.dumps({"keys": ["tab", "enter"]}) + "\n")
                file.writelines(f'{{"text":"{letter}"}}\n' for letter in letters(LETTERS))
                file.write("{}\n" * IDLE_FRAMES)
            results = [one_run(waymark, library, kind, seed, folder, session, inputs) for seed in range(1, runs + 1)]
        failed, back = (sum(part) for part in zip(*results))
        assert failed > 0, f"{kind}: no call failed, so nothing was tried"
        print(f"{kind}: {runs} kills, {failed} calls failed, {back} letters came back, none that was kept is missing.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
