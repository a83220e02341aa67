"""The files of an exports folder: which ones count, their fingerprints, and whether somebody is still writing them."""

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.reading.members import ARCHIVES, TEXTS, WORKBOOKS

READABLE = (*TEXTS, *WORKBOOKS, *ARCHIVES)
IGNORED_SUFFIXES = (".md", ".py", ".toml")
# A file that changed this recently may still be growing.
SETTLED_AFTER_SECONDS = 2.0


@dataclass(frozen=True)
class Source:
    """One file of the folder. `name` is its path relative to the folder, with forward slashes."""

    name: str
    path: Path
    content: bytes | None = None  # set for a file that is only checked, not on disk

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()


@dataclass(frozen=True)
class State:
    """A file at one moment."""

    size: int
    modified_ns: int
    inode: int

    @property
    def modified_at(self) -> datetime:
        return datetime.fromtimestamp(self.modified_ns / 1e9, UTC).replace(tzinfo=None)

    @property
    def is_settled(self) -> bool:
        """False where the file may still be growing. A time in the future says nothing about growing."""
        return not 0 <= time.time() - self.modified_ns / 1e9 < SETTLED_AFTER_SECONDS


def state(path: Path) -> State:
    stat = path.stat()
    return State(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def find(folder: Path) -> list[Source]:
    """Every file that could be an export, hidden ones and our own settings and notes left out."""
    sources = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in name.parts) or not path.is_file():
            continue
        if path.suffix.lower() not in IGNORED_SUFFIXES:
            sources.append(Source(name.as_posix(), path))
    return sources


_known: dict[Path, tuple[State, str]] = {}


def fingerprint(source: Source) -> str:
    """The sha256 of a file, remembered while its size, time and inode stay the same."""
    if source.content is not None:
        return hashlib.sha256(source.content).hexdigest()
    now = state(source.path)
    remembered = _known.get(source.path)
    if remembered is not None and remembered[0] == now:
        return remembered[1]
    with source.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if now.is_settled:
        _known[source.path] = (now, digest)
    return digest
