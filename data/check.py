"""Checks exports without taking them in, and takes one in: what the command line and the data page use."""

import os
from pathlib import Path, PurePosixPath

from data.reading import sources
from data.reading.folder import read_folder
from data.reading.reports import FileReport, Reason
from data.settings import read_settings
from data.store import business_now

__all__ = ["FileReport", "Reason", "check", "check_upload", "take_in"]


def check(folder: Path) -> list[FileReport]:
    """A report for every file of a folder, read together as a load would read them."""
    return _reports(folder, None)


def check_upload(folder: Path, name: str, content: bytes) -> FileReport:
    """The report of a file as if it stood in the folder; nothing is written."""
    target = _target(folder, name)
    reports = _reports(folder, sources.Source(target.name, target, content))
    return next(report for report in reports if report.file == target.name)


def take_in(folder: Path, name: str, content: bytes) -> Path:
    """Writes a file into the folder in one step, so that nobody ever reads half of it."""
    target = _target(folder, name)
    temporary = folder / f".{target.name}.{os.getpid()}.part"
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _reports(folder: Path, extra: sources.Source | None) -> list[FileReport]:
    settings = read_settings(folder)
    reading = read_folder(folder, settings, business_now(settings), extra)
    reading.connection.close()
    return reading.reports


def _target(folder: Path, name: str) -> Path:
    """The place of an uploaded file; a name with path parts could leave the folder and is refused."""
    is_plain = (
        name == PurePosixPath(name).name and not set(name) & set("\\/:\0\r\n") and not name.startswith((".", "~"))
    )
    if not is_plain or not name.strip():
        raise ValueError(f"{name!r} is not a plain file name.")
    if Path(name).suffix.lower() not in sources.READABLE:
        raise ValueError(f"{name} is not a CSV, TSV or TXT file. Save it as CSV.")
    return folder / name
