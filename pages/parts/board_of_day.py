"""The version of the exports that every viewer sees: loaded once, watched, and swapped when a new one is ready."""

import logging
import os
import sqlite3
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

import streamlit as st

import data.store
import queries
from data import journal, progress, watching
from data.questions import Question, confirmed
from data.store import OWNERS_WORDS, LoadError
from data.versions import read_pointer
from pages.parts import process

ROOT = Path(__file__).resolve().parents[2]
LOOK_AGAIN_SECONDS = 3.0
"""How often the folder is looked at, at most."""
TRY_AGAIN_SECONDS = 15.0
"""How long a load that failed is left alone while the folder stays as it is; a file may still be on its way."""

log = logging.getLogger("moneyboard")
if not log.handlers:
    log.addHandler(logging.StreamHandler())  # Streamlit shows the log of its own modules only
    log.setLevel(logging.INFO)

Seen = tuple[frozenset[tuple[str, int, int]], str | None]
"""What a load depends on, and the version that counted then."""


@dataclass(frozen=True)
class Trouble:
    """Why the newest state of the folder is not on the board, in the owner's words, and since when."""

    message: str
    since: datetime
    questions: tuple[Question, ...] = ()  # what somebody can confirm, so that the files are taken in


@dataclass(frozen=True)
class State:
    """What a page starts from: the version to show, and what stands in the way of a newer one."""

    version: data.store.Version | None
    trouble: Trouble | None
    loading: bool


def exports_folder() -> Path:
    """MONEYBOARD_EXPORTS, else data/exports when it holds an export, else the sample company."""
    named = os.environ.get("MONEYBOARD_EXPORTS")
    if named:
        return Path(named).expanduser().resolve()
    own = ROOT / "data" / "exports"
    if own.is_dir() and any(_is_export(path) for path in own.rglob("*")):
        return own
    return ROOT / "data" / "sample"


def _is_export(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in {".md", ".toml"}


@cache
def is_sample(folder: Path) -> bool:
    """True for the company that comes with the board."""
    return folder.resolve() == (ROOT / "data" / "sample").resolve()


class Keeper:
    """Holds the current version of one folder. Only the very first look waits for a load; later ones load aside.

    From the first look on the folder is watched, so that a new file is on the board whether somebody looks or not.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._first = threading.Lock()
        self._version: data.store.Version | None = None
        self._trouble: Trouble | None = None
        self._loading = False
        self._seen: Seen | None = None
        self._looked_at = 0.0
        self._tried_at = 0.0
        self._stop = threading.Event()

    def close(self) -> None:
        """Ends the watching."""
        self._stop.set()

    @property
    def has_looked(self) -> bool:
        """False until the first load ended, well or badly."""
        return self._seen is not None

    def look_again(self) -> None:
        """Makes the next look load, after something was decided that no file tells."""
        with self._lock:
            self._seen, self._looked_at = (frozenset(), None), 0.0

    def look(self) -> State:
        """The state of this moment; starts a load in the background when the folder changed."""
        if self._seen is None:
            with self._first:
                if self._seen is None:
                    seen = watching.folder_state(self.folder)
                    self._load(self._stat())
                    threading.Thread(target=self._watch, args=(seen,), daemon=True).start()
        elif self._should_load():
            threading.Thread(target=self._load_aside, args=(self._stat(),), daemon=True).start()
        return State(self._version, self._trouble, self._loading)

    def _watch(self, seen: watching.FolderState) -> None:
        """Loads when the folder changed and nobody writes it any more."""
        process.give_way()
        for _ in watching.changes(self.folder, self._stop, seen, wants_retry=lambda: False):
            with self._lock:
                if self._loading:
                    continue
                self._loading = True
            self._load(self._stat())

    def _should_load(self) -> bool:
        now = time.monotonic()
        with self._lock:
            if self._loading or now - self._looked_at < LOOK_AGAIN_SECONDS:
                return False
            self._looked_at = now
            retry = self._trouble is not None and now - self._tried_at > TRY_AGAIN_SECONDS
            if not retry and self._stat() == self._seen:
                return False
            self._loading = True
            return True

    def _load_aside(self, seen: Seen) -> None:
        process.give_way()
        self._load(seen)

    def _load(self, seen: Seen) -> None:
        try:
            version = data.store.load(self.folder)
            # The board is built here, so that the viewers only ever meet a ready one.
            board = queries.open_board(version)
        except OWNERS_WORDS as error:
            self._remember(str(error), error.questions if isinstance(error, LoadError) else ())
        except Exception:
            log.exception("The exports in %s could not be loaded", self.folder)
            self._remember(
                "The new exports could not be loaded because of an unexpected error. The log has the details."
            )
        else:
            self._version, self._trouble = version, None
            _keep_forecasts(board)
            seen = (seen[0], version.name)
        finally:
            self._tried_at = time.monotonic()
            self._seen = seen
            self._loading = False
            process.give_back()

    def _remember(self, message: str, questions: tuple[Question, ...] = ()) -> None:
        since = self._trouble.since if self._trouble else datetime.now()
        self._trouble = Trouble(message, since, questions)
        try:
            # Settings, answers and versions of other processes count, although the exports stay as they were.
            self._version = data.store.current(self.folder) or self._version
        except OWNERS_WORDS:
            if self._version is not None:
                self._version = replace(self._version, decided=journal.last_number(self._version.path.parent))

    def _stat(self) -> Seen:
        """What the board depends on: the files of the folder, what people wrote, and the version that counts."""
        root = data.store.store_of(self.folder)
        found = {("written", journal.last_number(root), 0)}
        found |= {(f"confirmed {content}", 0, 0) for content in confirmed(root)}
        for path in self.folder.rglob("*") if self.folder.is_dir() else ():
            try:
                if path.suffix not in {".py", ".pyc"} and path.is_file():
                    facts = path.stat()
                    found.add((str(path), facts.st_size, facts.st_mtime_ns))
            except OSError:
                continue
        return frozenset(found), read_pointer(root).name


def _keep_forecasts(board: queries.Board) -> None:
    """A log that can't be written, on a full disk for example, holds no board back."""
    try:
        queries.keep_forecasts(board)
    except (OSError, sqlite3.Error):
        log.exception("The forecasts of %s could not be kept", board.as_of)


def progress_of(folder: Path) -> progress.Progress | None:
    """How far the load is that runs now, in this process or in another one."""
    return progress.progress(data.store.store_of(folder))


@st.cache_resource(show_spinner=False, on_release=Keeper.close)
def keeper(folder: str) -> Keeper:
    """The one keeper of a folder in this process."""
    process.use_few_arenas()
    return Keeper(Path(folder))
