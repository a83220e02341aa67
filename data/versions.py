"""The versions of an exports folder on disk: which one counts, from which one it came, and which were undone.

CURRENT is one small file that is swapped in one step: its first line names the version that counts, the lines below it
those that were undone. A version that neither line nor undoing knows was left behind by a process that was killed.
"""

import fcntl
import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data import journal
from data.settings import Settings, read_settings

DEFAULT_STORE = Path(__file__).parent / "store"
BUILDING = ".building-"
SWAPPING = ".CURRENT-"


@dataclass(frozen=True)
class Version:
    """One accepted load of a folder."""

    folder: Path  # the exports
    path: Path  # the Parquet files
    name: str
    loaded_at: datetime
    exported_on: date | None
    settings: Settings
    decided: int = 0  # the last decision or note of the journal that counts with it


@dataclass(frozen=True)
class Pointer:
    """What CURRENT says: the name of the version that counts, and the names of those that were undone."""

    name: str | None
    undone: tuple[str, ...] = ()


def store_of(folder: Path, store: Path | None = None) -> Path:
    """Where the versions of an exports folder are kept."""
    base = store or Path(os.environ.get("MONEYBOARD_STORE") or DEFAULT_STORE)
    folder = folder.resolve()
    return base / f"{folder.name}-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"


def read_pointer(root: Path) -> Pointer:
    try:
        first, *rest = (root / "CURRENT").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return Pointer(None)
    return Pointer(first.strip(), tuple(line.removeprefix("undone ").strip() for line in rest))


def swap_pointer(root: Path, pointer: Pointer) -> None:
    """Makes another version the one that counts; whoever looks sees the old one or the new one."""
    temporary = root / f"{SWAPPING}{os.getpid()}-{threading.get_ident()}"
    with temporary.open("w", encoding="utf-8") as file:
        file.write("\n".join([str(pointer.name), *(f"undone {name}" for name in pointer.undone)]) + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(root / "CURRENT")
    _sync_folder(root)


def current_path(root: Path) -> Path | None:
    """The folder of the version that counts; None where there is none, or where somebody deleted it."""
    name = read_pointer(root).name
    return root / name if name is not None and is_whole(root / name) else None


def is_whole(path: Path) -> bool:
    return (path / "load.json").exists()


def facts_of(path: Path) -> dict[str, Any]:
    """What load.json says of a version."""
    facts: dict[str, Any] = json.loads((path / "load.json").read_text(encoding="utf-8"))
    return facts


def version_at(folder: Path, path: Path) -> Version:
    facts = facts_of(path)
    exported_on = facts["exported_on"]
    return Version(
        folder=folder,
        path=path,
        name=path.name,
        loaded_at=datetime.fromisoformat(facts["loaded_at"]),
        exported_on=date.fromisoformat(exported_on) if exported_on else None,
        settings=read_settings(folder),
        decided=journal.last_number(path.parent),
    )


def last_path(root: Path) -> Path | None:
    """The version that a new one follows: the current one, or the newest that is left where that one was deleted."""
    pointer = read_pointer(root)
    return current_path(root) or _newest_before(root, pointer.name or "", pointer.undone)


def path_before(root: Path, path: Path) -> Path | None:
    """The version that was current before this one; where it was deleted, the newest older one that is left."""
    before: str | None = facts_of(path).get("follows", "")
    if before is None:
        return None
    if before and is_whole(root / before):
        return root / before
    return _newest_before(root, path.name, read_pointer(root).undone)


def _newest_before(root: Path, name: str, undone: tuple[str, ...]) -> Path | None:
    older = [path.parent for path in root.glob("[0-9]*/load.json") if path.parent.name < name]
    return max((path for path in older if path.name not in undone), default=None)


def line_of(root: Path) -> list[Path]:
    """The versions from the first to the current one, without those that were undone."""
    line: list[Path] = []
    path = current_path(root)
    while path is not None:
        line.insert(0, path)
        path = path_before(root, path)
    return line


def undone_paths(root: Path) -> list[Path]:
    return [root / name for name in read_pointer(root).undone if is_whole(root / name)]


def sweep(root: Path) -> None:
    """Removes what killed processes left behind. Only for who holds the lock: nobody else is building then."""
    for path in root.glob(f"{BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in root.glob(f"{SWAPPING}*"):
        path.unlink(missing_ok=True)
    pointer = read_pointer(root)
    known = {path.name for path in line_of(root)} | set(pointer.undone)
    for path in root.glob("[0-9]*"):
        if path.name > (pointer.name or "") and path.name not in known:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """One builder a folder, over threads and processes; the others wait here."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def is_locked(root: Path) -> bool:
    """True while somebody holds the lock; a process that was killed holds nothing."""
    try:
        with (root / "lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def to_disk(folder: Path) -> None:
    """Has everything in a folder written before its name is changed."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
