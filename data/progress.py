"""How far a load is: written by the one process that loads, read by all the others that show it."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from data.versions import is_locked

FILE = "progress.json"
SECONDS_BETWEEN = 0.3


@dataclass(frozen=True)
class Progress:
    """A moment of a load: the file that is being read, or the step after the last file."""

    number: int
    files: int
    doing: str  # the name of the file, or what is done with all of them

    def __str__(self) -> str:
        return f"file {self.number} of {self.files}: {self.doing}" if self.number else self.doing


class Teller:
    """Writes the progress of a load into the store. It never stops a load: what cannot be written is not told."""

    def __init__(self, root: Path) -> None:
        self._path = root / FILE
        self._told_at = 0.0

    def file(self, number: int, files: int, name: str) -> None:
        if time.monotonic() - self._told_at >= SECONDS_BETWEEN:
            self._write(Progress(number, files, name))

    def step(self, doing: str) -> None:
        self._write(Progress(0, 0, doing))

    def done(self) -> None:
        self._path.unlink(missing_ok=True)

    def _write(self, progress: Progress) -> None:
        self._told_at = time.monotonic()
        temporary = self._path.with_suffix(f".{os.getpid()}")
        try:
            temporary.write_text(json.dumps(asdict(progress)), encoding="utf-8")
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)


def progress(root: Path) -> Progress | None:
    """How far the load is that runs now, in whichever process; None while nobody loads."""
    try:
        told = json.loads((root / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Progress(**told) if is_locked(root) else None
