"""A real server and a real browser. Skipped with a word where no Chromium is installed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MEASURE = Path(__file__).with_name("measure.js").read_text()
PATIENCE = 60_000
"""Milliseconds to wait for something that must come; a busy machine is slow."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def _executable() -> str | None:
    if Path("/usr/bin/chromium").exists():
        return "/usr/bin/chromium"
    return next(filter(None, map(shutil.which, BROWSERS)), None)


class Server:
    """The app on a port of its own."""

    def __init__(self, exports: Path, store: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {"MONEYBOARD_EXPORTS": str(exports), "MONEYBOARD_STORE": str(store)}
        self.run()

    def run(self) -> None:
        """Start it, also once more after it was killed, on the same port."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(self.port)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = _executable()
    if executable is None:
        pytest.skip(f"no browser here: install one of {', '.join(BROWSERS)}")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser-store")


@pytest.fixture(scope="session")
def start(store: Path) -> Iterator[Callable[[Path], Server]]:
    servers: list[Server] = []

    def _start(exports: Path) -> Server:
        servers.append(Server(exports, store))
        return servers[-1]

    yield _start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def sample(start: Callable[[Path], Server]) -> Server:
    """The server of the sample company, shared by the tests that only look."""
    return start(SAMPLE)


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new page of a given size and colour scheme; fails the test when the page reaches beyond this machine."""
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []

    def _look(address: str, width: int = 1440, height: int = 1000, scheme: str = "dark") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: _note(request.url, elsewhere))
        page.goto(address)
        return page

    yield _look
    for context in contexts:
        context.close()
    assert not elsewhere, f"requests left this machine: {elsewhere}"


def _note(url: str, elsewhere: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "http://localhost:", "ws://127.0.0.1:", "data:", "blob:")):
        elsewhere.append(url)
