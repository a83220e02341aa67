"""Every accepted load is a new version in Parquet; CURRENT names the one that counts and is swapped in one step."""

import fcntl
import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from data import journal
from data.reading import sources
from data.reading.folder import Reading, read_folder
from data.reading.mapping_files import COLUMNS
from data.reading.reports import FileReport
from data.reading.tables_out import write_tables
from data.settings import Settings, read_settings
from data.tables import SCHEMA

DEFAULT_STORE = Path(__file__).parent / "store"


class LoadError(Exception):
    """A folder that could not be taken in; the text lists every file and its reason."""

    def __init__(self, message: str, reports: list[FileReport]) -> None:
        super().__init__(message)
        self.reports = reports


@dataclass(frozen=True)
class Version:
    """One accepted load of a folder."""

    folder: Path  # the exports
    path: Path  # the Parquet files
    name: str
    loaded_at: datetime
    exported_on: date | None
    settings: Settings
    decided: int = 0  # the last decision of the journal that counts with it


def load(folder: Path, store: Path | None = None) -> Version:
    """The version of a folder as it is now: read anew when something changed, else the current one."""
    folder = folder.resolve()
    settings = read_settings(folder)
    fingerprint = _fingerprint(folder, settings, _contents(folder))
    found = _unchanged(folder, store, fingerprint)
    if found is not None:
        return found
    root = store_of(folder, store)
    root.mkdir(parents=True, exist_ok=True)
    with _lock(root):
        # Whoever held the lock may have read the same files.
        found = _unchanged(folder, store, fingerprint)
        if found is not None:
            return found
        _raise_again(root, fingerprint)
        try:
            return _build(folder, root, settings)
        except LoadError as error:
            if all(report.is_settled for report in error.reports):
                _failed[root] = (fingerprint, str(error), error.reports)
            raise


def current(folder: Path, store: Path | None = None) -> Version | None:
    """The version that counts, or None before the first load."""
    folder = folder.resolve()
    path = _current_path(store_of(folder, store))
    return _version(folder, path) if path is not None else None


def versions(folder: Path, store: Path | None = None) -> list[Version]:
    """Every version that was ever current, the oldest first."""
    folder = folder.resolve()
    found = sorted(path.parent for path in store_of(folder, store).glob("[0-9]*/load.json"))
    return [_version(folder, path) for path in found]


def store_of(folder: Path, store: Path | None = None) -> Path:
    """Where the versions of an exports folder are kept."""
    base = store or Path(os.environ.get("MONEYBOARD_STORE") or DEFAULT_STORE)
    folder = folder.resolve()
    return base / f"{folder.name}-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"


def business_now(settings: Settings) -> datetime:
    """The time in the business's zone: the only look at the clock while reading."""
    return datetime.now(ZoneInfo(settings.timezone)).replace(tzinfo=None)


def _build(folder: Path, root: Path, settings: Settings) -> Version:
    """Reads the folder, writes a version beside the others, and only then makes it the current one."""
    reading = read_folder(folder, settings, business_now(settings))
    try:
        _accept(folder, root, reading)
        fingerprint = _fingerprint(folder, settings, reading.contents)
        if any(not report.is_settled for report in reading.reports):
            fingerprint += "-unsettled"  # so that the next look reads the folder again
        loaded_at = datetime.now(UTC).replace(tzinfo=None)
        name = f"{loaded_at:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
        building = root / f".building-{name}-{os.getpid()}-{threading.get_ident()}"
        building.mkdir()
        try:
            write_tables(reading, building)
            facts = {
                "fingerprint": fingerprint,
                "folder": str(folder),
                "loaded_at": loaded_at.isoformat(),
                "exported_on": reading.newest_export.isoformat() if reading.newest_export else None,
            }
            (building / "load.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
            _to_disk(building)
            building.replace(root / name)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    finally:
        reading.connection.close()
    _swap_current(root, name)
    return _version(folder, root / name)


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
    path = _current_path(root)
    if path is None:
        return set(), set()
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select file_name, system, kind from read_parquet($path) where status = 'read'",
            {"path": str(path / "import_file.parquet")},
        ).fetchall()
    return {row[0] for row in rows}, {(row[1], row[2]) for row in rows}


# The last failure of each folder: the same files fail the same way, and need not be read for every viewer.
_failed: dict[Path, tuple[str, str, list[FileReport]]] = {}


def _raise_again(root: Path, fingerprint: str) -> None:
    failed_on, message, reports = _failed.get(root, ("", "", []))
    if failed_on == fingerprint:
        raise LoadError(message, reports)


def _current_path(root: Path) -> Path | None:
    """The folder of the version that counts; None where there is none, or where somebody deleted it."""
    try:
        path = root / (root / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return path if (path / "load.json").exists() else None


def _unchanged(folder: Path, store: Path | None, fingerprint: str) -> Version | None:
    version = current(folder, store)
    if version is not None and _facts(version.path)["fingerprint"] == fingerprint:
        return version
    return None


def _version(folder: Path, path: Path) -> Version:
    facts = _facts(path)
    exported_on = facts["exported_on"]
    return Version(
        folder=folder,
        path=path,
        name=path.name,
        loaded_at=datetime.fromisoformat(str(facts["loaded_at"])),
        exported_on=date.fromisoformat(exported_on) if exported_on else None,
        settings=read_settings(folder),
        decided=journal.last_number(path.parent),
    )


def _facts(path: Path) -> dict[str, str | None]:
    facts: dict[str, str | None] = json.loads((path / "load.json").read_text(encoding="utf-8"))
    return facts


def _contents(folder: Path) -> dict[str, str]:
    return {source.name: sources.fingerprint(source) for source in sources.find(folder)}


def _fingerprint(folder: Path, settings: Settings, contents: dict[str, str]) -> str:
    """One hash over all that the tables depend on: exports, mappings, settings, and the reader itself."""
    digest = hashlib.sha256()
    for name, sha256 in sorted(contents.items()):
        digest.update(f"{name}\0{sha256}\n".encode())
    reader = [*sorted((Path(__file__).parent / "reading").glob("*.py")), SCHEMA, Path(__file__)]
    for path in [*reader, *sorted(COLUMNS.glob("*.toml")), *sorted((folder / "columns").glob("*.toml"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    used = (settings.timezone, settings.currency, settings.date_order, settings.decimal_mark)
    digest.update("\0".join(used).encode())
    return digest.hexdigest()


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    """One builder a folder, over threads and processes; the others wait here."""
    with (root / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _swap_current(root: Path, name: str) -> None:
    temporary = root / f".CURRENT-{os.getpid()}-{threading.get_ident()}"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(root / "CURRENT")
    _sync_folder(root)


def _to_disk(folder: Path) -> None:
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
