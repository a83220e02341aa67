"""A wall that hangs for an hour or for days: does memory grow, does every load reach the screen, does the browser
complain?

A load comes every minute and changes one amount; the boards change every five seconds. Ends with 1 when the memory of
the server or of the browser is more than a tenth above that of minute 10, or when the browser complained.
"""

import argparse
import csv
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.bench.processes import family, resident
from tests.bench.screen import Screen, browser
from tests.bench.server import Company, Server

SECONDS_BETWEEN_SAMPLES = 15
SETTLED_MINUTE = 10
LAST_MINUTES = 2
QUIET_END_SECONDS = 45
"""So long before the end the last load comes, so that there is time for it to be seen."""
MOST_GROWTH = 0.10
MEMORY = {"server": "server", "renderer": "browser page", "heap": "heap of the page"}
COUNTS = {"nodes": "nodes", "listeners": "listeners"}


@dataclass(frozen=True)
class Sample:
    """One look at everything; memory in MB."""

    minute: float
    server: float
    renderer: float
    browser: float
    heap: float
    nodes: int
    listeners: int
    boards: int
    loads_seen: int
    errors: int


@dataclass
class Loads:
    """The loads that were asked for, those that ended, and when each came onto the screen."""

    asked: int = 0
    ended: dict[str, float] = field(default_factory=dict)
    waits: dict[str, float] = field(default_factory=dict)
    unchanged: int = 0

    def look(self, company: Company, screen: Screen) -> int:
        """Note what happened since the last look; returns how often the board changed so far."""
        name = company.version()
        if name and name not in self.ended:
            self.ended[name] = company.pointer.stat().st_mtime
        boards, shown = screen.seen()
        for version in shown:
            # The first picture is no load that anybody waited for.
            if self.asked and version.name in self.ended and version.name not in self.waits:
                self.waits[version.name] = version.at - self.ended[version.name]
                self.unchanged += not version.changed
        return boards


def main() -> int:
    """Run, print a line each minute and the sums at the end; returns the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it early gets the sums too
    asked = _arguments()
    minutes = asked.days * 24 * 60 if asked.days else asked.minutes
    address = f"/?wall=1&boards={asked.boards}&seconds={asked.seconds_per_board}"
    with tempfile.TemporaryDirectory(prefix="moneyboard-soak-") as place:
        company = Company(Path(place))
        with Server(company, log=asked.log) as server, browser() as started:
            screen = Screen(started)
            screen.open(server.address + address)
            samples, loads = _run(server, company, screen, minutes, asked.load_every, asked.csv)
            return _report(samples, loads, screen.errors)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--days", type=float, default=0, help="instead of minutes")
    parser.add_argument("--boards", default="every", help="the boards to show in turn")
    parser.add_argument("--seconds-per-board", type=int, default=5)
    parser.add_argument("--load-every", type=float, default=60, help="seconds between two loads; 0: none")
    parser.add_argument("--csv", type=Path, help="where each sample is written, as soon as it is taken")
    parser.add_argument("--log", type=Path, help="where the server's words go")
    return parser.parse_args()


def _run(
    server: Server, company: Company, screen: Screen, minutes: float, load_every: float, target: Path | None
) -> tuple[list[Sample], Loads]:
    """Let the wall hang, until the time is over or somebody interrupts."""
    samples: list[Sample] = []
    loads = Loads()
    write = _writer(target)
    started = time.monotonic()
    loads.look(company, screen)
    try:
        while (passed := time.monotonic() - started) < minutes * 60:
            can_load = passed < minutes * 60 - QUIET_END_SECONDS
            if load_every and can_load and passed >= (loads.asked + 1) * load_every:
                company.change_amount()
                loads.asked += 1
            boards = loads.look(company, screen)
            if passed >= len(samples) * SECONDS_BETWEEN_SAMPLES:
                samples.append(_sample(passed / 60, server, screen, loads, boards))
                write(samples[-1])
                if len(samples) % (60 // SECONDS_BETWEEN_SAMPLES) == 0:
                    _tell(samples[-1], loads)
            screen.page.wait_for_timeout(1000)
    except KeyboardInterrupt:
        print("interrupted; what was seen until now:")
    loads.look(company, screen)
    return samples, loads


def _sample(minute: float, server: Server, screen: Screen, loads: Loads, boards: int) -> Sample:
    return Sample(
        minute=round(minute, 2),
        server=resident(family(server.process.pid)),
        boards=boards,
        loads_seen=len(loads.waits),
        errors=len(screen.errors),
        **asdict(screen.holds()),
    )


def _writer(target: Path | None) -> Callable[[Sample], None]:
    """Writes samples as lines of a file, headings first; without a file it does nothing."""
    if target is None:
        return lambda _: None
    with target.open("w", newline="") as file:
        csv.writer(file).writerow(Sample.__dataclass_fields__)

    def write(sample: Sample) -> None:
        with target.open("a", newline="") as file:
            csv.writer(file).writerow(asdict(sample).values())

    return write


def _tell(sample: Sample, loads: Loads) -> None:
    waits = list(loads.waits.values())
    print(
        f"minute {sample.minute:4.0f}: server {sample.server:.0f} MB, browser page {sample.renderer:.0f} MB "
        f"(all of it {sample.browser:.0f}), heap {sample.heap:.1f} MB, {sample.nodes} nodes, {sample.listeners} "
        f"listeners, {sample.boards} boards, {len(waits)} of {loads.asked} loads seen"
        f"{f', the last after {waits[-1]:.1f} s' if waits else ''}, {sample.errors} complaints",
        flush=True,
    )


def _report(samples: list[Sample], loads: Loads, errors: list[str]) -> int:
    """Print the sums; returns 1 when something grew or the browser complained."""
    settled = min(SETTLED_MINUTE, samples[-1].minute / 2) if samples else 0
    grew = False
    for name, words in (MEMORY | COUNTS).items():
        first = [getattr(sample, name) for sample in samples if abs(sample.minute - settled) <= 1]
        after = [(sample.minute, getattr(sample, name)) for sample in samples if sample.minute >= settled]
        last = [value for minute, value in after if minute > samples[-1].minute - LAST_MINUTES]
        if not first or len(after) < 2:
            print("too short a run to tell whether anything grew")
            return 1
        before, now = statistics.mean(first), statistics.mean(last)
        slope = statistics.linear_regression(*zip(*after, strict=True)).slope * 60
        unit = " MB" if name in MEMORY else ""
        print(
            f"{words}: {before:.1f}{unit} at minute {settled:.0f}, {now:.1f}{unit} at the end "
            f"({now - before:+.1f}{unit}, {(now / before - 1) * 100:+.1f} %), {slope:+.1f}{unit} an hour"
        )
        grew |= name in MEMORY and now > before * (1 + MOST_GROWTH)
    _report_loads(loads)
    print(f"{samples[-1].boards} boards shown")
    print(f"{len(errors)} complaints of the browser", *errors, sep="\n    ")
    return int(grew or bool(errors))


def _report_loads(loads: Loads) -> None:
    waits = list(loads.waits.values())
    print(f"{loads.asked} changes, {len(loads.ended) - 1} loads, {len(waits)} of them seen on the screen", end="")
    print(f", {loads.unchanged} without a changed number" if loads.unchanged else "")
    if waits:
        print(
            f"from the end of a load to the screen: median {statistics.median(waits):.1f} s, longest {max(waits):.1f} s"
        )


if __name__ == "__main__":
    sys.exit(main())
