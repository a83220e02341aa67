"""How long the wall takes to open in a browser that has never seen it, against the smallest page that Streamlit can
make: directly, and through nginx as pages/hanging/nginx.conf has it.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession

from pages.parts.wall.board import wall_boards
from tests.bench.nginx import Nginx, executable
from tests.bench.screen import LONGEST_OPENING, SIZE, browser
from tests.bench.server import Company, Server

LOADS = 5
OPENING = Path(__file__).with_name("opening.js")
BARE = """import streamlit as st\n\nst.metric("One number", 42)\n"""
# The time of day says whose turn it is; the first board stays for an hour, so that every load shows it.
EVERY_BOARD = ",".join(f"{name}:{3 if place else 3600}" for place, name in enumerate(wall_boards()))
PAGES = {"one board": "/?wall=1&boards=all", "all boards": f"/?wall=1&boards={EVERY_BOARD}"}
GOALS = {"number": 1.5, "chart": 2.5}
UNTIL_THERE = {"bare page": "() => moneyboardOpening.number", "wall": "() => moneyboardOpening.chart"}
SETTLES_AFTER = 1500
"""Milliseconds in which a number could still come after the chart; the next refresh is later."""


@dataclass(frozen=True)
class Opening:
    """One load: milliseconds from asking for the page, and what came over the line in kilobytes."""

    number: float
    chart: float | None
    kilobytes: float


def main() -> None:
    """Load the pages in turn, so that a busy moment of the machine hits all of them; print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=LOADS)
    parser.add_argument("--megabits", type=float, default=0, help="how much the line carries in a second; 0: all")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="moneyboard-opening-") as name, ExitStack() as running:
        place = Path(name)
        script = place / "bare.py"
        script.write_text(BARE)
        company = Company(place, refresh_seconds=60)
        bare, wall = (running.enter_context(server) for server in (Server(script=script), Server(company)))
        started = running.enter_context(browser())
        _open(started, wall.address + PAGES["one board"], "wall", 0)  # the first viewer waits for the load
        ways = {"directly": (bare.address, wall.address)}
        if executable() is None:
            print("nginx is not installed here: only without it")
        else:
            fronts = [
                running.enter_context(Nginx(place / f"nginx-{each.port}", each.port)).address for each in (bare, wall)
            ]
            ways["through nginx"] = (fronts[0], fronts[1])
        for way, addresses in ways.items():
            _compare(started, way, *addresses, asked.loads, asked.megabits)


def _compare(started: Browser, way: str, bare: str, wall: str, loads: int, megabits: float) -> None:
    pages = {"bare page": bare} | {name: wall + address for name, address in PAGES.items()}
    found: dict[str, list[Opening]] = {name: [] for name in pages}
    for attempt in range(loads + 1):
        for name, address in pages.items():
            opening = _open(started, address, "wall" if name in PAGES else "bare page", megabits)
            if attempt:  # the first fills what nginx keeps
                found[name].append(opening)
    least = statistics.median(opening.number for opening in found["bare page"])
    print(f"{way}, median of {loads} cold loads{f' at {megabits:g} Mbit/s' if megabits else ''}:")
    for name, openings in found.items():
        print(f"    {name:10}", ", ".join(_words(openings, least)), flush=True)


def _words(openings: list[Opening], least: float) -> Iterator[str]:
    """The last number and the last chart, each against the number of the bare page; and the weight."""
    for what, goal in GOALS.items():
        times = [value for opening in openings if (value := getattr(opening, what)) is not None]
        if times:
            middle = statistics.median(times)
            yield f"last {what} {middle:.0f} ms ({middle / least:.2f} times, goal {goal})"
    yield f"{statistics.median(opening.kilobytes for opening in openings):.0f} kB"


def _open(started: Browser, address: str, kind: str, megabits: float) -> Opening:
    """Load a page in a browser that holds nothing yet."""
    context = started.new_context(viewport=SIZE)  # type: ignore[arg-type]
    try:
        context.add_init_script(path=OPENING)
        page = context.new_page()
        line = context.new_cdp_session(page)
        received = _count_bytes(line)
        if megabits:
            _slow_down(line, megabits)
        page.goto(address, timeout=LONGEST_OPENING)
        page.wait_for_function(UNTIL_THERE[kind], timeout=LONGEST_OPENING)
        page.wait_for_timeout(SETTLES_AFTER)
        found = page.evaluate("() => moneyboardOpening")
        return Opening(found["number"], found["chart"], sum(received) / 1000)
    finally:
        context.close()


def _count_bytes(line: CDPSession) -> list[float]:
    """Fills with the bytes of each answer as they came over the line; the board's own connection is not among them."""
    received: list[float] = []
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    line.send("Network.enable")
    return received


def _slow_down(line: CDPSession, megabits: float) -> None:
    bytes_a_second = megabits * 1_000_000 / 8
    conditions = {"offline": False, "latency": 5, "downloadThroughput": bytes_a_second, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", conditions)


if __name__ == "__main__":
    main()
