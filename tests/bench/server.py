"""A server on a copy of the sample company, with a store of its own, whose numbers can be changed."""

import csv
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from data.store import store_of

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
INVOICES = "xero_invoices.csv"
LONGEST_START = 60.0
STEP = 1000
STEPS = 20
"""The changed invoice grows by so many steps, and begins again: more would make it stand out from the others."""


class Company:
    """The sample's exports in a folder of one's own."""

    def __init__(self, place: Path, refresh_seconds: int = 10) -> None:
        self.exports = place / "exports"
        self.store = place / "store"
        shutil.copytree(SAMPLE, self.exports, ignore=shutil.ignore_patterns("*.py", "*.md", "__pycache__"))
        _set_refresh(self.exports / "settings.toml", refresh_seconds)
        self._changes = 0

    @property
    def pointer(self) -> Path:
        """The file that names the version that counts."""
        return store_of(self.exports, self.store) / "CURRENT"

    def version(self) -> str:
        """The name of the version that counts; empty before the first load."""
        try:
            return self.pointer.read_text(encoding="utf-8").splitlines()[0].strip()
        except FileNotFoundError:
            return ""

    def change_amount(self) -> None:
        """Give the largest open invoice another amount, as the next export would; a reader never meets half a file."""
        self._changes += 1
        path = self.exports / INVOICES
        lines = (SAMPLE / INVOICES).read_text(encoding="utf-8").splitlines(keepends=True)
        rows = list(csv.DictReader(lines))
        number, row = max(enumerate(rows, start=1), key=lambda found: _open_amount(found[1]))
        amount = f"{_open_amount(row) + STEP * (1 + self._changes % STEPS):.2f}"
        lines[number] = lines[number].replace(row["amount_due"], amount)
        beside = path.with_name(f".{INVOICES}")
        beside.write_text("".join(lines), encoding="utf-8")
        beside.replace(path)


def _open_amount(row: dict[str, str]) -> float:
    return float(row["amount_due"]) if row["type"] == "ACCREC" else 0.0


def _set_refresh(settings: Path, seconds: int) -> None:
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^refresh_seconds.*\n", "", text)
    if "[wall]\n" not in text:
        text += "\n[wall]\n"
    settings.write_text(text.replace("[wall]\n", f"[wall]\nrefresh_seconds = {seconds}\n"), encoding="utf-8")


class Server:
    """Streamlit on a free port of this machine, until the `with` block ends. What it says goes into a file."""

    def __init__(
        self, company: Company | None = None, script: Path = ROOT / "dashboard.py", log: Path | None = None
    ) -> None:
        """Without a company the server shows what an ordinary start shows."""
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        places = {"MONEYBOARD_EXPORTS": str(company.exports), "MONEYBOARD_STORE": str(company.store)} if company else {}
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(self.port)]
        with (log or Path(os.devnull)).open("ab") as said:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | places, stdout=said, stderr=subprocess.STDOUT
            )

    def __enter__(self) -> Self:
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1)
            except OSError:
                time.sleep(0.1)
            else:
                return self
        self._end()
        raise RuntimeError("the server did not start")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
