"""The files of an exports folder: which ones count, their bytes, and whether somebody is still writing them."""

import hashlib
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

READABLE = (".csv", ".tsv", ".txt")
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
class Content:
    data: bytes
    sha256: str
    modified_at: datetime
    is_settled: bool
    changed_while_read: bool


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


def read(source: Source) -> Content:
    """The bytes of a file, and whether they can be trusted to be all of it."""
    if source.content is not None:
        now = datetime.now(UTC).replace(tzinfo=None)
        return Content(source.content, _sha256(source.content), now, True, False)
    before = source.path.stat()
    data = source.path.read_bytes()
    after = source.path.stat()
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size
    return Content(
        data=data,
        sha256=_sha256(data),
        modified_at=datetime.fromtimestamp(after.st_mtime, UTC).replace(tzinfo=None),
        is_settled=not _is_young(after),
        changed_while_read=changed,
    )


def _is_young(stat: os.stat_result) -> bool:
    # A time in the future (a clock that runs ahead on another machine) says nothing about growing.
    return 0 <= time.time() - stat.st_mtime < SETTLED_AFTER_SECONDS


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


_known: dict[Path, tuple[tuple[int, int, int], str]] = {}


def fingerprint(source: Source) -> str:
    """The sha256 of a file, remembered while its size, time and inode stay the same."""
    if source.content is not None:
        return _sha256(source.content)
    stat = source.path.stat()
    state = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    remembered = _known.get(source.path)
    if remembered is not None and remembered[0] == state:
        return remembered[1]
    digest = _sha256(source.path.read_bytes())
    if not _is_young(stat):
        _known[source.path] = (state, digest)
    return digest
