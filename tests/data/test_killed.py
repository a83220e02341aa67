"""A load that is killed at any moment leaves the old version or the new one, whole, and the next load works."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.store import current, load, store_of, versions
from data.versions import is_locked
from tests.data.deep import TIMES

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
FORKED, STARTED = 8 * TIMES, 2 * TIMES
"""How many loads are killed: quickly forked ones, and ones that were started as a command."""
ROWS = 10
TABLES = (("lead", "created_at", "2026-06-01"), ("deal", "stage", "Open"), ("invoice", "total", "5.00"))


def write(folder: Path, number: int) -> None:
    """The exports of one moment: each table has `number` rows more than at first."""
    for table, heading, value in TABLES:
        lines = "".join(f"{row},{value}\n" for row in range(ROWS + number))
        (folder / f"{table}s.csv").write_text(f"{table}_id,{heading}\n{lines}")
        os.utime(folder / f"{table}s.csv", (time.time() - 3600,) * 2)


def rows_of(version) -> set[int]:
    """The rows of the tables of a version; every file of it is read to its end."""
    counts = {}
    for path in version.path.glob("*.parquet"):
        counts[path.stem] = len(duckdb.sql(f"select * from read_parquet('{path}')").fetchall())
    assert {"import_file", "import_issue", "open_list", "deal_seen"} <= set(counts)
    return {counts[table] for table, *_ in TABLES}


class Moments:
    """Moments of a load at which it is killed, spread over the time that loads were seen to take."""

    def __init__(self, count: int) -> None:
        self.shares = [(number + random.random()) / count * 1.05 for number in range(count)]
        random.shuffle(self.shares)

    def kill(self, process_id: int, is_alive, root: Path, seconds: float) -> None:
        """Waits for the load to begin, then kills it after a share of the time that it takes."""
        until = time.monotonic() + PATIENCE
        while not is_locked(root) and is_alive():
            assert time.monotonic() < until
            time.sleep(0.001)
        time.sleep(self.shares.pop() * seconds)
        if is_alive():
            os.kill(process_id, signal.SIGKILL)


@pytest.fixture
def place(exports, tmp_path):
    """A folder that was loaded once, its store, and how long a load takes."""
    write(exports.folder, 0)
    load(exports.folder, tmp_path / "store")
    write(exports.folder, 1)
    began = time.monotonic()
    load(exports.folder, tmp_path / "store")
    return exports.folder, tmp_path / "store", time.monotonic() - began


def check(folder: Path, store: Path, number: int) -> bool:
    """The state after a kill, and the next load; says whether the killed load had come to its end."""
    version = current(folder, store)
    assert version is not None
    rows = rows_of(version)
    assert rows in ({ROWS + number - 1}, {ROWS + number})
    mended = load(folder, store)
    assert rows_of(mended) == {ROWS + number}
    assert versions(folder, store)[-1] == mended
    left = [path.name for path in store_of(folder, store).iterdir()]
    assert [name for name in left if name.startswith(".")] == []
    assert len([name for name in left if name[0].isdigit()]) == len(versions(folder, store)) == number + 1
    return rows == {ROWS + number}


def test_a_load_is_killed_at_many_moments(place):
    folder, store, seconds = place
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data.store"])
    moments = Moments(FORKED)
    for number in range(2, FORKED + 2):
        write(folder, number)
        process = context.Process(target=load, args=(folder, store))
        process.start()
        moments.kill(process.pid, process.is_alive, store_of(folder, store), seconds)
        process.join()
        check(folder, store, number)


def test_the_command_is_killed_while_it_loads(place):
    folder, store, seconds = place
    moments = Moments(STARTED)
    for number in range(2, STARTED + 2):
        write(folder, number)
        command = [sys.executable, "-m", "data", "load", str(folder)]
        environment = os.environ | {"MONEYBOARD_STORE": str(store)}
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
            moments.kill(process.pid, lambda: process.poll() is None, store_of(folder, store), seconds)
        check(folder, store, number)


SPREAD = 5 * TIMES
"""At how many of its steps a load dies, spread over all of them."""
STEPS = ("os.mkdir", "os.rename", "os.remove", "shutil.rmtree", "open")
"""What Python tells of before it does it, where it touches the store."""
NEVER, AFTER_THE_SWAP = 0, -1


def load_and_die(folder: Path, store: Path, step: int, seen: Any) -> None:
    """Loads, counts its steps, and kills itself just before it does the given one, or the first after the swap."""
    swapped = False

    def die(event: str, arguments: tuple) -> None:
        nonlocal swapped
        if event in STEPS and any(str(argument).startswith(str(store)) for argument in arguments[:2]):
            seen.value += 1
            if seen.value == step or (swapped and step == AFTER_THE_SWAP):
                os.kill(os.getpid(), signal.SIGKILL)
            swapped = event == "os.rename" and str(arguments[1]).endswith("CURRENT")

    sys.addaudithook(die)
    load(folder, store)


def test_a_load_is_killed_at_its_steps_on_disk(place):
    folder, store, _ = place
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data.store"])

    def died_at(number: int, step: int) -> tuple[bool, int]:
        seen = context.Value("i", 0, lock=False)
        write(folder, number)
        process = context.Process(target=load_and_die, args=(folder, store, step, seen))
        process.start()
        process.join()
        return process.exitcode == -signal.SIGKILL, seen.value

    died, steps = died_at(2, NEVER)
    assert not died
    assert check(folder, store, 2)
    # Later loads take more steps, because they look at more versions.
    for number, step in enumerate(range(1, steps + 1, max(1, steps // SPREAD)), start=3):
        assert died_at(number, step) == (True, step)
        check(folder, store, number)
    assert died_at(number + 1, AFTER_THE_SWAP)[0]
    assert check(folder, store, number + 1), "the version was the current one, but for the killed load's last steps"
