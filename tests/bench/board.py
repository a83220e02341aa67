"""How long the board of a large company takes to build, how much memory it needs, and its slowest page queries."""

import resource
import statistics
import sys
import time
from pathlib import Path

from queries import board as building
from queries import open_board, query_names, read, run
from tests.bench.company import make

RUNS = 3
PAGE_ROWS = 1000


def main(folder: Path) -> None:
    """Print the figures of one board, built from nothing in this process."""
    version = make(folder)
    before = _peak_gib()
    started = time.perf_counter()
    board = open_board(version)
    took = time.perf_counter() - started
    print(f"board built in {took:.1f} s, peak memory {_peak_gib():.2f} GiB (before: {before:.2f})")
    timings = []
    for name in query_names():
        parameters = {"today": board.as_of} if "today" in read(name).parameters else {}
        seconds = []
        for attempt in range(RUNS):
            started = time.perf_counter()
            # As a page asks: the first thousand rows; never the same call twice, so nothing comes from memory.
            rows = len(run(board, name, limit=PAGE_ROWS - attempt, **parameters))
            seconds.append(time.perf_counter() - started)
        timings.append((statistics.median(seconds), name, rows))
    for middle, name, rows in sorted(timings, reverse=True)[:8]:
        print(f"{name:28} {middle * 1000:7.0f} ms  {rows:,} rows")


def _peak_gib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    if "--steps" in sys.argv:
        original = building._create

        def timed(connection: object, kind: str, name: str, sql: str) -> None:
            started = time.perf_counter()
            original(connection, kind, name, sql)  # type: ignore[arg-type]
            seconds = time.perf_counter() - started
            if seconds > 0.2:
                print(f"  {name:28} {seconds:6.2f} s  {_peak_gib():.2f} GiB")

        building._create = timed
    main(Path(sys.argv[1]))
