"""The same work on many things: in order, on all cores, and the same as one after the other."""

from __future__ import annotations

import subprocess
import sys

import pytest

from microsite.parallel import WORTH, cores, each
from tests.samples import ROOT
from tests.terminal import Terminal

# Tests run beside threads, where no process may be split: these run in processes of their own.
SPLIT = """
import os
from microsite import parallel
from microsite.parallel import WORTH, each
found = list(each(lambda it: (it, sum(range(10_000)) and os.getpid()), range(40 * WORTH)))
assert [it for it, _ in found] == list(range(40 * WORTH))
print(len({process for _, process in found} - {os.getpid()}))
"""
FAILING = """
from microsite.parallel import WORTH, each
try:
    list(each(lambda it: 1 // (it - WORTH), range(2 * WORTH)))
except ZeroDivisionError:
    print("told")
"""
BUILT = """
from pathlib import Path
from microsite import parallel
from microsite.line import build
from tests.samples import BASE_URL, CONTENT, DAY
parallel.WORTH = 1_000_000
one = build(CONTENT["other"], DAY, BASE_URL).files
parallel.WORTH = 1
used = []
pool = parallel._on_all_cores
parallel._on_all_cores = lambda work, items: used.append(len(items)) or pool(work, items)
assert build(CONTENT["other"], DAY, BASE_URL).files == one
print(sum(used) > 20)
"""


def printed(program: str) -> str:
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.strip()


@pytest.mark.skipif(cores() < 2 or sys.platform != "linux", reason="there is one core, or nothing to split")
def test_much_work_is_done_by_several_processes() -> None:
    """What comes back is in order, whoever did it."""
    assert int(printed(SPLIT)) >= 2


def test_mistake_in_another_process_is_told() -> None:
    assert printed(FAILING) == "told"


def test_site_is_the_same_from_several_processes() -> None:
    """The pages of a site that are made on all cores are those that are made one after the other."""
    assert printed(BUILT) == str(cores() > 1 and sys.platform == "linux")


ASIDE = """
import os
from microsite.parallel import WORTH, aside, each
with aside(os.getpid) as found:
    other = found()
assert os.getpid() not in set(each(lambda _: os.getpid(), range(2 * WORTH)))
try:
    with aside(lambda: 1 // 0) as failing:
        failing()
except ZeroDivisionError:
    print(other != os.getpid())
"""


@pytest.mark.skipif(cores() < 2 or sys.platform != "linux", reason="there is one core, or nothing to split")
def test_work_goes_on_aside() -> None:
    """In another process, which tells its mistakes; afterwards, work can be split again."""
    assert printed(ASIDE) == "True"


def test_little_work_is_done_here() -> None:
    done: list[int] = []
    list(each(done.append, range(WORTH - 1)))
    assert done == list(range(WORTH - 1))


WAITING = """
import sys, time
from microsite.parallel import each
list(each(lambda it: time.sleep({pause}), range(8)))
print("end")
"""


BEHIND_A_BAR = """
import os
from microsite.parallel import WORTH, each
list(each(str, range(3)))
print("apart", os.getpid() not in set(each(lambda _: os.getpid(), range(2 * WORTH))))
"""


@pytest.mark.skipif(cores() < 2 or sys.platform != "linux", reason="there is one core, or nothing to split")
def test_work_is_split_on_a_terminal() -> None:
    """Where bars are shown, the work behind them is done by several processes as it is elsewhere."""
    terminal = Terminal("-c", BEHIND_A_BAR, program=True)
    assert terminal.end() == 0
    assert "apart True" in terminal.shown


@pytest.mark.parametrize(("pause", "shown"), [(0.0, False), (0.4, True)])
def test_bar_is_shown_to_who_waits(pause: float, shown: bool) -> None:
    """On a terminal, from one second on; it is gone in the end."""
    terminal = Terminal("-c", WAITING.format(pause=pause), program=True)
    assert terminal.end() == 0
    assert ("%" in terminal.shown) == shown
