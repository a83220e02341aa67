"""A browser without a window on the wall, and what can be asked of it: its memory, its complaints, what it showed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.processes import family, resident, with_argument

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SEEN = Path(__file__).with_name("seen.js")
LONGEST_OPENING = 120_000
SIZE = {"width": 1920, "height": 1080}


@contextmanager
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        raise SystemExit(f"no browser here: install one of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@dataclass(frozen=True)
class Shown:
    """A version of the data that came onto the screen."""

    name: str
    at: float
    changed: bool  # whether any text of a tile changed with it


@dataclass(frozen=True)
class Held:
    """What a page holds; memory in MB, the heap after collecting what nobody uses."""

    renderer: float
    browser: float
    heap: float
    nodes: int
    listeners: int


class Screen:
    """One page on the wall's address, watched from its first moment."""

    def __init__(self, started: Browser) -> None:
        self.context: BrowserContext = started.new_context(viewport=SIZE)  # type: ignore[arg-type]
        self.context.add_init_script(path=SEEN)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("console", lambda said: self._note(said.type, said.text, said.location.get("url", "")))
        self.page.on("pageerror", lambda error: self._note("error", str(error), self.page.url))
        self.page.on("crash", lambda page: self._note("error", "the page crashed", page.url))
        self._asked = self.context.new_cdp_session(self.page)
        self._asked.send("Performance.enable")

    def open(self, address: str) -> None:
        """Go to the wall and wait for its first picture."""
        self.page.goto(address)
        self.page.wait_for_selector(".mb-beat", state="attached", timeout=LONGEST_OPENING)

    def seen(self) -> tuple[int, list[Shown]]:
        """How often the board changed since the page was opened, and the versions since the last call."""
        found = self.page.evaluate("() => moneyboardSeen()")
        return found["boards"], [Shown(**version) for version in found["versions"]]

    def holds(self) -> Held:
        """Its memory at this moment."""
        self._asked.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in self._asked.send("Performance.getMetrics")["metrics"]}
        processes = with_argument(family(os.getpid()), "--no-sandbox")
        return Held(
            renderer=resident(with_argument(processes, "--type=renderer")),
            browser=resident(processes),
            heap=metrics["JSHeapUsedSize"] / 1024**2,
            nodes=int(metrics["Nodes"]),
            listeners=int(metrics["JSEventListeners"]),
        )

    def _note(self, kind: str, text: str, place: str) -> None:
        if kind == "error":
            self.errors.append(f"{text} ({place})")
