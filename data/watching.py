"""Watching an exports folder: what is new or changed there is taken in once nobody writes it any more.

The system tells of changes; on a network drive, where it cannot, watchfiles looks itself. A look of our own every few
seconds finds what nobody told.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from data.reading.sources import SETTLED_AFTER_SECONDS
from data.store import OWNERS_WORDS, Version, load

LOOK_SECONDS = 5.0
"""How long a change that nobody told can go unseen; a load that failed is tried again as often."""
QUIET_SECONDS = SETTLED_AFTER_SECONDS + 0.3
"""How long the folder must have stayed as it is before it is read: until then a file may still grow."""
POLL_MILLISECONDS = 1000
MOUNTS = Path("/proc/self/mounts")
NETWORK_DRIVES = ("nfs", "cifs", "smb", "9p", "afs", "ncpfs", "davfs", "fuse.", "vboxsf", "drvfs", "virtiofs")
"""How the names of file systems begin that do not tell of changes made on another machine."""

FolderState = frozenset[tuple[str, int, int]]

log = logging.getLogger("moneyboard")


def keep_loaded(
    folder: Path,
    told: Callable[[Version], None],
    failed: Callable[[Exception], None],
    stop: Event | None = None,
    store: Path | None = None,
) -> None:
    """Loads a folder now and whenever it changes, until `stop` is set.

    Args:
        told: gets every version that becomes current
        failed: gets why a load failed, each reason once; the last good version stays
    """
    stop = stop or Event()
    version: Version | None = None
    reason = ""

    def attempt() -> None:
        nonlocal version, reason
        try:
            loaded = load(folder, store)
        except OWNERS_WORDS as error:
            if str(error) != reason:
                failed(error)
            reason = str(error)
            return
        reason = ""
        if loaded != version:
            told(loaded)
        version = loaded

    seen = folder_state(folder)
    attempt()
    for _ in changes(folder, stop, seen, wants_retry=lambda: bool(reason)):
        attempt()


def changes(folder: Path, stop: Event, seen: FolderState, wants_retry: Callable[[], bool]) -> Iterator[None]:
    """Yields each time that the folder differs from the last time and is quiet, or that a retry is wanted."""
    for _ in _hints(folder, stop):
        if folder_state(folder) != seen or wants_retry():
            state = _quiet(folder, stop)
            if stop.is_set():
                return
            seen = state
            yield


def folder_state(folder: Path) -> FolderState:
    """Name, size and time of every file of the folder; hidden files do not count."""
    found = set()
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and not name.endswith((".py", ".pyc")):
                path = os.path.join(place, name)  # noqa: PTH118
                try:
                    facts = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                found.add((path, facts.st_size, facts.st_mtime_ns))
    return frozenset(found)


def _quiet(folder: Path, stop: Event) -> FolderState:
    """Waits until the folder has stayed as it is for a while."""
    state, since = folder_state(folder), time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS and not stop.wait(0.2):
        now = folder_state(folder)
        if now != state:
            state, since = now, time.monotonic()
    return state


def _hints(folder: Path, stop: Event) -> Iterator[None]:
    """Yields when something may have changed: when the system tells so, and every LOOK_SECONDS."""
    must_poll = is_on_network(folder)
    while not stop.is_set():
        identity = _identity(folder)
        if identity is None:
            yield from _look_for_itself(stop)
            continue
        try:
            for _ in watch(
                folder,
                watch_filter=_counts_in(folder),
                debounce=500,
                stop_event=stop,
                rust_timeout=int(LOOK_SECONDS * 1000),
                yield_on_timeout=True,
                raise_interrupt=True,
                force_polling=True if must_poll else None,
                poll_delay_ms=POLL_MILLISECONDS,
                ignore_permission_denied=True,
            ):
                yield
                if _identity(folder) != identity:
                    break  # the folder was replaced by another one of its name
        except (OSError, RuntimeError) as error:
            log.warning("The system does not tell of changes in %s (%s); it is looked at instead.", folder, error)
            must_poll = True
            yield from _look_for_itself(stop)


def _look_for_itself(stop: Event) -> Iterator[None]:
    if not stop.wait(LOOK_SECONDS):
        yield


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        facts = folder.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _counts_in(folder: Path) -> Callable[[Change, str], bool]:
    def counts(_: Change, path: str) -> bool:
        below = path.removeprefix(str(folder))
        return not any(part.startswith(".") for part in Path(below).parts)

    return counts


def is_on_network(folder: Path, mounts: Path = MOUNTS) -> bool:
    """True where the folder lies on a drive of another machine; False where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    folder = folder.resolve()
    found = [(place, kind) for place, kind in map(_mount, lines) if folder.is_relative_to(place)]
    return bool(found) and max(found, key=lambda mount: len(mount[0]))[1].startswith(NETWORK_DRIVES)


def _mount(line: str) -> tuple[str, str]:
    """Place and file system of a line of the table of mounts, in which a blank is written as \\040."""
    _, place, kind, *_ = line.split(" ")
    return place.encode().decode("unicode_escape"), kind
