"""Every accepted load is a new version in Parquet; a load takes in the whole folder or leaves everything as it was."""

import hashlib
import json
import os
import shutil
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from data import questions
from data.difference import difference
from data.history import History, add_history, write_ledgers
from data.progress import Teller
from data.questions import Question
from data.reading import sources
from data.reading.folder import Reading, read_folder
from data.reading.mapping_files import COLUMNS, MappingError
from data.reading.reports import FileReport
from data.reading.tables_out import write_tables
from data.settings import Settings, SettingsError, read_settings
from data.tables import SCHEMA
from data.versions import (
    BUILDING,
    Pointer,
    Version,
    current_path,
    facts_of,
    last_path,
    line_of,
    lock,
    path_before,
    read_pointer,
    store_of,
    swap_pointer,
    sweep,
    to_disk,
    undone_paths,
    version_at,
)

__all__ = [
    "OWNERS_WORDS",
    "LoadError",
    "Version",
    "business_now",
    "confirm",
    "current",
    "load",
    "store_of",
    "undo",
    "versions",
]


class LoadError(Exception):
    """A folder that could not be taken in; the text lists every file and its reason.

    `questions` are those that somebody can confirm, so that the next load takes the files in.
    """

    def __init__(self, message: str, reports: list[FileReport], questions: tuple[Question, ...] = ()) -> None:
        super().__init__(message)
        self.reports = reports
        self.questions = questions


OWNERS_WORDS = (LoadError, SettingsError, MappingError)
"""Errors whose text is written for the person who owns the exports."""


def load(folder: Path, store: Path | None = None, *, again: bool = False) -> Version:
    """The version of a folder as it is now: read anew when something changed, else the current one.

    Contents whose load was undone are left alone until a file changes; `again` takes them in all the same.
    """
    folder = folder.resolve()
    settings = read_settings(folder)
    root = store_of(folder, store)
    contents = _contents(folder)
    found = _settled(folder, root, settings, contents, again=again)
    if found is not None:
        return found
    with lock(root):
        # Whoever held the lock may have read the same files.
        found = _settled(folder, root, settings, contents, again=again)
        if found is not None:
            return found
        sweep(root)
        attempt = f"{_fingerprint(folder, root, settings, contents)} after {read_pointer(root).name}"
        _raise_again(root, attempt)
        try:
            return _build(folder, root, settings)
        except LoadError as error:
            if all(report.is_settled for report in error.reports):
                _failed[root] = (attempt, error)
            raise


def current(folder: Path, store: Path | None = None) -> Version | None:
    """The version that counts, or None before the first load."""
    folder = folder.resolve()
    path = current_path(store_of(folder, store))
    return version_at(folder, path) if path is not None else None


def versions(folder: Path, store: Path | None = None) -> list[Version]:
    """The versions from the first load to the current one, without those that were undone."""
    folder = folder.resolve()
    return [version_at(folder, path) for path in line_of(store_of(folder, store))]


def undo(folder: Path, store: Path | None = None) -> Version:
    """Goes back to the load before the current one. Raises LoadError where there is none."""
    folder = folder.resolve()
    root = store_of(folder, store)
    with lock(root):
        path = current_path(root)
        before = path_before(root, path) if path else None
        if path is None or before is None:
            raise LoadError("There is no load before this one to go back to.", [])
        swap_pointer(root, Pointer(before.name, (*read_pointer(root).undone, path.name)))
    return version_at(folder, before)


def confirm(folder: Path, question: Question, store: Path | None = None) -> None:
    """Says yes to what a load asked. It holds for the very content that was asked about."""
    root = store_of(folder, store)
    with lock(root):
        questions.remember(root, question)


def business_now(settings: Settings) -> datetime:
    """The time in the business's zone: the only look at the clock while reading."""
    return datetime.now(ZoneInfo(settings.timezone)).replace(tzinfo=None)


def _build(folder: Path, root: Path, settings: Settings) -> Version:
    """Reads the folder, writes a version beside the others, and only then makes it the current one."""
    teller = Teller(root)
    teller.step("looking at the exports")
    try:
        reading = read_folder(folder, settings, business_now(settings), progress=teller.file)
        try:
            _accept(folder, root, reading)
            teller.step("comparing with the load before")
            history = add_history(reading, last_path(root), questions.confirmed(root))
            _ask(history, reading, root)
            teller.step("storing the tables")
            return _store(folder, root, settings, reading, history)
        finally:
            reading.connection.close()
    finally:
        teller.done()


def _store(folder: Path, root: Path, settings: Settings, reading: Reading, history: History) -> Version:
    fingerprint = _fingerprint(folder, root, settings, reading.contents)
    if any(not report.is_settled for report in reading.reports):
        fingerprint += "-unsettled"  # so that the next look reads the folder again
    loaded_at = datetime.now(UTC).replace(tzinfo=None)
    name = f"{loaded_at:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
    building = root / f"{BUILDING}{name}-{os.getpid()}-{threading.get_ident()}"
    building.mkdir()
    before = last_path(root)
    read = [report for report in reading.reports if report.status == "read"]
    facts = {
        "fingerprint": fingerprint,
        "contents": _content_mark(folder, settings, reading.contents),
        "follows": before.name if before else None,
        "folder": str(folder),
        "loaded_at": loaded_at.isoformat(),
        "exported_on": reading.newest_export.isoformat() if reading.newest_export else None,
        "files": len(read),
        "rows": sum(report.rows_kept for report in read),
        "changes": difference(reading.connection, before, history.closed_invoices),
        "held_back": [asdict(question) for question in history.held_back],
    }
    try:
        write_tables(reading, building)
        write_ledgers(reading, building)
        (building / "load.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
        to_disk(building)
        building.replace(root / name)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    swap_pointer(root, Pointer(name, read_pointer(root).undone))
    return version_at(folder, root / name)


def _accept(folder: Path, root: Path, reading: Reading) -> None:
    """Raises LoadError when nothing was read, or when a file that the current version holds is broken now."""
    refused = [report for report in reading.reports if report.status == "refused"]
    listed = "".join(f"\n  {report.file}: {report.message}" for report in refused)
    if not any(report.status == "read" for report in reading.reports):
        if not reading.reports:
            raise LoadError(f"There is no export in {folder}.", [])
        aside = "".join(f"\n  {report.file}: {report.message}" for report in reading.reports if report not in refused)
        raise LoadError(f"No file in {folder} can be read:{listed}{aside}", reading.reports)
    held_names, held_kinds = _held(root)
    broken = [report for report in refused if report.file in held_names or (report.system, report.kind) in held_kinds]
    if broken:
        listed = "".join(f"\n  {report.file}: {report.message}" for report in broken)
        raise LoadError(
            f"The last good data stays, because a file that it was made from is broken:{listed}",
            reading.reports,
        )


def _held(root: Path) -> tuple[set[str], set[tuple[str, str]]]:
    """The files and the kinds of export that the current version was read from."""
    path = current_path(root)
    if path is None:
        return set(), set()
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select file_name, system, kind from read_parquet($path) where status = 'read'",
            {"path": str(path / "import_file.parquet")},
        ).fetchall()
    return {row[0] for row in rows}, {(row[1], row[2]) for row in rows}


def _ask(history: History, reading: Reading, root: Path) -> None:
    """Raises LoadError when a file changes more than an ordinary export does, and nobody has confirmed it."""
    if history.blocking:
        listed = "".join(f"\n  {question.file}: {question.text}" for question in history.blocking)
        kept = "The last good data stays" if current_path(root) else "Nothing is taken in"
        raise LoadError(f"{kept} until somebody confirms:{listed}", reading.reports, history.blocking)


# The last failure of each folder: the same files fail the same way, and need not be read for every viewer.
_failed: dict[Path, tuple[str, LoadError]] = {}


def _raise_again(root: Path, attempt: str) -> None:
    if root in _failed and _failed[root][0] == attempt:
        error = _failed[root][1]
        raise LoadError(str(error), error.reports, error.questions)


def _settled(folder: Path, root: Path, settings: Settings, contents: dict[str, str], *, again: bool) -> Version | None:
    """The current version, where it holds these contents, or where their load was undone."""
    path = current_path(root)
    if path is None:
        return None
    is_held = facts_of(path)["fingerprint"] == _fingerprint(folder, root, settings, contents)
    if is_held or (not again and _content_mark(folder, settings, contents) in _undone_marks(root)):
        return version_at(folder, path)
    return None


def _undone_marks(root: Path) -> set[str]:
    """The contents that somebody undid and that were not taken in again since."""
    undone = {str(facts_of(path).get("contents")) for path in undone_paths(root)}
    return undone - {str(facts_of(path).get("contents")) for path in line_of(root)} if undone else undone


def _contents(folder: Path) -> dict[str, str]:
    return {source.name: sources.fingerprint(source) for source in sources.find(folder)}


def _fingerprint(folder: Path, root: Path, settings: Settings, contents: dict[str, str]) -> str:
    """One hash over all that the tables depend on: what the folder holds, what was confirmed, and the reader itself."""
    digest = hashlib.sha256(_content_mark(folder, settings, contents).encode())
    here = Path(__file__).parent
    reader = [*(here / "reading").glob("*.py"), *(here / "reading").glob("*.toml"), *here.glob("*.py"), SCHEMA]
    for path in [*sorted(reader), *sorted(COLUMNS.glob("*.toml"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update("\0".join(sorted(questions.confirmed(root))).encode())
    return digest.hexdigest()


def _content_mark(folder: Path, settings: Settings, contents: dict[str, str]) -> str:
    """One hash over what the folder holds: its exports, its own mappings, and the settings that reading depends on."""
    digest = hashlib.sha256()
    for name, sha256 in sorted(contents.items()):
        digest.update(f"{name}\0{sha256}\n".encode())
    for path in sorted((folder / "columns").glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    answers = (settings.date_orders, settings.decimal_marks)
    used = (settings.timezone, settings.currency, settings.date_order, settings.decimal_mark, repr(answers))
    digest.update("\0".join(used).encode())
    return digest.hexdigest()
