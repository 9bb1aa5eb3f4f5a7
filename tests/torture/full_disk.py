#!/usr/bin/env python3
"""A disk that is full in the midst of the work: what was said to be kept comes back, the session's old file stays as
it was, and the session opens again though there is no room. On a disk with room for the journal's reserve nothing at
all is lost, however much is still written.

full_disk.py WAYMARK EDITS"""
import json
import os
import subprocess
import sys
import tempfile
import time

from disk_images import Mounted, acknowledged, last_frame_of, run

LETTERS_A_NOTE = 100
IDLE_FRAMES = 500_000  # behind the work, so that it is killed before it ends properly


def letter(number):
    return chr(ord("a") + number * number % 23)


def frames(edits):
    """Notes, a letter each frame."""
    yield {"keys": ["tab"]}
    for number in range(edits):
        if number % LETTERS_A_NOTE == 0:
            yield {"keys": ["escape"]}
            yield {"keys": ["n"]}
        yield {"text": letter(number)}


def fill(place):
    """Leaves no room at all, in blocks that get smaller."""
    with open(f"{place}/ballast", "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass
        try:
            os.fsync(file.fileno())
        except OSError:
            pass


def lines_in(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def letters_in(waymark, file):
    """Of the notes that this program wrote, which come in the order in which they were made."""
    session = json.loads(run(waymark, "json", file).stdout)
    notes = session["journeys"][0]["notes"]
    return "".join(note["text"] for note in sorted(notes, key=lambda note: note["id"]))


def one_run(waymark, megabytes, edits, folder):
    image, inputs = f"{folder}/disk.img", f"{folder}/in.jsonl"
    count = 0
    with open(inputs, "w", encoding="ascii") as file:
        for frame in frames(edits):
            file.write(json.dumps(frame, separators=(",", ":")) + "\n")
            count += 1
        file.write('{"keys":["escape"]}\n' * IDLE_FRAMES)
    with open(image, "wb") as file:
        file.truncate(megabytes << 20)
    run("mkfs.ext4", "-q", image)
    with Mounted(image, f"{folder}/disk") as place:
        session, answers = f"{place}/board.waymark", f"{folder}/answers"
        run(waymark, "new", session, "--template", "blank")
        with open(session, "rb") as file:
            before = file.read()
        there = {**os.environ, "XDG_STATE_HOME": f"{place}/state", "XDG_RUNTIME_DIR": f"{folder}/run"}
        os.makedirs(f"{folder}/run", mode=0o700, exist_ok=True)
        with open(answers, "w", encoding="utf-8") as out:
            writer = subprocess.Popen([waymark, "replay", session, inputs, "--keep", "-o", f"{folder}/never"],
                                      stdout=out, env=there)
        while os.path.getsize(answers) < 2000 and writer.poll() is None:
            time.sleep(0.005)
        fill(place)
        while lines_in(answers) < count and writer.poll() is None:
            time.sleep(0.1)
        assert writer.poll() is None, "it ended before it could be killed"
        found = acknowledged(writer, answers)
        with open(session, "rb") as file:
            assert file.read() == before, "the session's file is not what it was"
        output = f"{folder}/back.waymark"
        run(waymark, "recover", session, "-o", output, env=there)
        text = letters_in(waymark, output)
        os.remove(output)
        assert text == "".join(letter(i) for i in range(len(text))), "what came back is not what was written"
        frame = last_frame_of(found, max(kept for _, kept, _ in found))
        sure = sum(1 for i, sent in enumerate(frames(edits)) if i <= frame and "text" in sent)
        assert len(text) >= sure, f"{sure - len(text)} letters that were kept are lost"
        with open(inputs, "w", encoding="ascii") as file:
            file.write('{"keys":["tab"]}\n')
        again = subprocess.run([waymark, "replay", session, inputs, "--keep", "-o", f"{folder}/again.waymark"],
                               capture_output=True, text=True, env=there, check=False)
        assert again.returncode == 0, f"it does not open on a full disk: {again.stderr}"
        assert letters_in(waymark, f"{folder}/again.waymark") == text, "opened again it is another session"
        os.remove(f"{folder}/again.waymark")
    print(f"{megabytes} MB of ext4, filled: {len(text)} of {edits} letters came back, {sure} had been kept.")
    return len(text)


def main():
    waymark, edits = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    if os.geteuid() != 0:
        print("A full disk was not tried: mounting one needs the superuser.")
        return 77
    for megabytes, has_reserve in ((64, True), (8, False)):
        with tempfile.TemporaryDirectory(prefix="waymark-full-") as folder:
            back = one_run(waymark, megabytes, edits, folder)
            assert not has_reserve or back == edits, "the reserve did not hold"
    return 0


if __name__ == "__main__":
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    sys.exit(main())
