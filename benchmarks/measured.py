"""Run commands one after the other, and print what they took as JSON: a program of its own.

    python benchmarks/measured.py '[["hugo", "build"], …]' '["folder", …]'

It imports little, since the kernel counts the memory of whoever starts a program as that of the program,
until that has more. `wall` is in seconds, and so is `processor`: user and system time of the commands and of
all that they waited for. `memory` is in bytes: the most that the processes of a command had at one time,
each page that they share counted once (PSS, looked at every 50 ms), or the most that the largest of them had
at any time, whichever is more. Where the kernel tells no PSS, it is the latter.
"""

import json
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

PERIOD = 0.05  # seconds between two looks at the memory
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the kernel tells the largest process
PROCESSES = Path("/proc")


def main(commands: list[list[str]], folders: list[str]) -> dict[str, float | str]:
    """Run commands, each in its folder; `failed` has the last words of one that fails."""
    peaks = [0]
    begun = time.perf_counter()
    for words, folder in zip(commands, folders, strict=True):
        process = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, ended, peaks))
        watch.start()
        said, _ = process.communicate()
        ended.set()
        watch.join()
        if process.returncode:
            return {"failed": said.decode("utf-8", "replace")[-2000:]}
    wall = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = max(*peaks, used.ru_maxrss * UNIT)
    return {"wall": wall, "processor": used.ru_utime + used.ru_stime, "memory": memory}


def _watch(pid: int, ended: threading.Event, peaks: list[int]) -> None:
    """Note what a command has, until it has ended."""
    while not ended.wait(PERIOD):
        peaks.append(sum(map(_share, _tree(str(pid)))))


def _tree(pid: str) -> list[str]:
    """A process and all that it started, as far as they still run."""
    found = [pid]
    with suppress(OSError):
        for children in (PROCESSES / pid / "task").glob("*/children"):
            for child in children.read_text().split():
                found += _tree(child)
    return found


def _share(pid: str) -> int:
    """Bytes of memory that a process has, of shared pages its part; 0 where nobody tells."""
    with suppress(OSError):
        for line in (PROCESSES / pid / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]), json.loads(sys.argv[2]))))
