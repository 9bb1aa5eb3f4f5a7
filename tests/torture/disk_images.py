#!/usr/bin/env python3
"""A power cut below the file system: while Waymark keeps a session on a file system of its own, it is stopped, the
image of the disk is copied as it is at that instant, and what another Waymark recovers from the copy must have
everything of which it was said that the disk had it.

The images lie on an XFS whose files share their blocks: there a copy is made in one instant. Read from its beginning to
its end while the kernel still writes, an image is none that a disk ever had.

disk_images.py WAYMARK RUNS [ext4 xfs btrfs]"""
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

LETTERS = 20_000
MEGABYTES = {"ext4": 64, "xfs": 320, "btrfs": 160}
STORE = "store"
ALONE = "WAYMARK_ALONE"
STORE_MEGABYTES = 2048  # a hole where nothing is written
SYNCS_NOTHING = "int fsync(int f) { return f - f; } int fdatasync(int f) { return f - f; }"
MAKE = {"ext4": ["mkfs.ext4", "-q"], "xfs": ["mkfs.xfs", "-q"], "btrfs": ["mkfs.btrfs", "-q"]}


def letters(count):
    return "".join(chr(ord("a") + i * i % 23) for i in range(count))


def run(*words, **options):
    return subprocess.run(words, check=True, capture_output=True, text=True, **options)


class Mounted:
    """An image, mounted at a place of its own."""

    def __init__(self, image, place):
        self.place = place
        os.makedirs(place, exist_ok=True)
        run("mount", "-o", "loop", image, place)

    def __enter__(self):
        return self.place

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.place], check=False)


def stored(folder):
    """Where the images lie."""
    image = f"{folder}/{STORE}.img"
    with open(image, "wb") as file:
        file.truncate(STORE_MEGABYTES << 20)
    run("mkfs.xfs", "-q", "-m", "reflink=1", image)
    return Mounted(image, f"{folder}/{STORE}")


def syncs_nothing(folder):
    """A library that takes the place of the system's syncs, for LD_PRELOAD."""
    library = f"{folder}/nothing.so"
    run("cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library, input=SYNCS_NOTHING)
    return {"LD_PRELOAD": library}


def writing_until_stopped(waymark, session, inputs, state, seconds, mistake):
    """Lets it write for a while and stops it in mid-air. What it acknowledged lies in the file named second."""
    answers = session + ".answers"
    with open(answers, "w", encoding="utf-8") as file:
        writer = subprocess.Popen([waymark, "replay", session, inputs, "--keep", "-o", session + ".never"],
                                  stdout=file, env={**os.environ, "XDG_STATE_HOME": state, **mistake})
    while os.path.getsize(answers) == 0 and writer.poll() is None:
        time.sleep(0.01)
    time.sleep(seconds)
    writer.send_signal(signal.SIGSTOP)
    # The call returns while other threads still run, on a busy machine for some milliseconds; what the disk is told in
    # those would be missing in a copy that is under way. The system tells when all of them stand.
    _, status = os.waitpid(writer.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), "the program ended before it was stopped"
    return writer, answers


def acknowledged(writer, answers):
    """The last commit made, the last one kept, and the last one that the disk has, a frame each."""
    writer.kill()
    writer.wait()
    with open(answers, encoding="utf-8") as file:
        found = [re.fullmatch(r"made (\d+), kept (\d+), on the disk (\d+)\n", line) for line in file]
    return [tuple(map(int, match.groups())) for match in found if match]


def last_frame_of(answers, commit):
    """The last frame all of whose commits are this one or earlier. What is kept or on the disk lags behind what is made
    where the drive is slow, so that a commit can be told as kept frames after it was made."""
    return max((i for i, (made, _, _) in enumerate(answers) if made <= commit), default=0)


def text_in(waymark, file):
    """What is written in the first stage's title."""
    import json
    session = json.loads(run(waymark, "json", file).stdout)
    return session["journeys"][0]["stages"][0]["title"]


class Lost(AssertionError):
    """Something that the disk had did not come back."""


def one_run(waymark, kind, folder, session, inputs, number, mistake):
    with tempfile.TemporaryDirectory(dir=f"{folder}/{STORE}") as disks: # a disk that nothing of the last run knows
        return power_cut(waymark, kind, (f"{disks}/{kind}.img", f"{disks}/{kind}-copy.img"), session, inputs, number, mistake)


def power_cut(waymark, kind, images, session, inputs, number, mistake):
    image, copy = images
    folder = os.path.dirname(session)
    with open(image, "wb") as file:
        file.truncate(MEGABYTES[kind] << 20)
    run(*MAKE[kind], image)
    with Mounted(image, f"{folder}/disk") as place:
        writer, file = writing_until_stopped(waymark, session, inputs, place, random.uniform(0.05, 1.2), mistake)
        run("cp", "--reflink=always", image, copy)
        answers = acknowledged(writer, file)
    assert answers, "nothing was ever acknowledged"
    durable = max(disk for _, _, disk in answers)
    sure = last_frame_of(answers, durable)  # the first frame has no letter, every other one
    output = f"{folder}/{kind}-{number}.waymark"
    with Mounted(copy, f"{folder}/copy") as place:
        answer = subprocess.run([waymark, "recover", session, "-o", output], capture_output=True, text=True,
                                env={**os.environ, "XDG_STATE_HOME": place}, check=False)
    if answer.returncode != 0:
        if durable != 0:
            raise Lost(f"run {number}: {answer.stderr}")
        return 0, len(answers)
    text = text_in(waymark, output)
    os.remove(output)
    came_back = len(text) if text.startswith("a") else 0
    if came_back < sure:
        kept = shutil.copy(copy, tempfile.gettempdir()) if not mistake else "nowhere"
        raise Lost(f"run {number}: {sure - came_back} letters that the disk had are lost; the disk: {kept}")
    if text.startswith("a"):  # else nothing was written yet and the old title stands
        assert text == letters(len(text)), f"run {number}: what came back is not what was written"
    return came_back, len(answers)


def notices(waymark, folder, session, inputs, runs):
    for number in range(runs):
        try:
            one_run(waymark, "ext4", folder, session, inputs, number, syncs_nothing(folder))
        except Lost:
            return number + 1
    raise AssertionError(f"a system that syncs nothing was not noticed in {runs} power cuts")


def in_a_namespace_of_its_own():
    """Begins anew where nobody else sees what is mounted: whose mount namespace is made while a disk is mounted holds it
    mounted for ever after, and a disk that was taken away would go on living, and writing."""
    if os.environ.get(ALONE) is None:
        os.execvpe("unshare", ["unshare", "--mount", sys.executable, *sys.argv], {**os.environ, ALONE: "1"})


def main():
    waymark, runs, kinds = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or list(MAKE)
    if os.geteuid() != 0:
        print("Disk images were not tried: mounting them needs the superuser.")
        return 77
    in_a_namespace_of_its_own()
    for kind in kinds:
        if not shutil.which(MAKE[kind][0], path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin"):
            print(f"{kind} was not tried: {MAKE[kind][0]} is not installed.")
            continue
        with tempfile.TemporaryDirectory(prefix="waymark-disks-") as folder, stored(folder):
            session, inputs = f"{folder}/board.waymark", f"{folder}/inputs.jsonl"
            run(waymark, "new", session, "--template", "five-stages")
            with open(inputs, "w", encoding="utf-8") as file:
                file.write('{"keys":["tab","enter"]}\n')
                file.writelines(f'{{"text":"{letter}"}}\n' for letter in letters(LETTERS))
            back = [one_run(waymark, kind, folder, session, inputs, number, {}) for number in range(runs)]
            if kind == "ext4":
                print(f"A system that syncs nothing: noticed at power cut {notices(waymark, folder, session, inputs, 20)}.")
        print(f"{kind}: {runs} of {runs} power cuts, {sum(b for b, _ in back)} of "
              f"{sum(a for _, a in back)} letters came back, none that the disk had is missing.")
    return 0


if __name__ == "__main__":
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    sys.exit(main())
