"""Checks exports without taking them in, and takes one in: what the command line and the data page use."""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from data import owners_folder, rejects
from data.reading import sources
from data.reading.beginning import Beginning, beginning
from data.reading.folder import Reading, read_folder
from data.reading.mapping import Mapping
from data.reading.members import TEXTS, members
from data.reading.reports import FileReport, Reason
from data.reading.sql import quoted, run
from data.reading.tables_in import samples_of
from data.settings import Settings, read_settings
from data.store import business_now

__all__ = [
    "FileReport",
    "Look",
    "Reason",
    "Refusal",
    "Trial",
    "beginnings",
    "check",
    "check_alone",
    "check_upload",
    "head_of",
    "look",
    "source_of",
    "take_in",
    "try_mapping",
]

SHOWN_ROWS = 8
# A trial answers while somebody looks on; more than this is read once the choices are kept.
HEAD_BYTES = 4_000_000
CUT_BYTES = 100_000


@dataclass(frozen=True)
class Refusal:
    """A file that was given back; where the reader has a question, the cell that can be read in two ways."""

    file: str
    line: int | None
    code: str
    heading: str | None
    cell: str | None
    message: str
    system: str = ""  # where the file was recognised


@dataclass(frozen=True)
class Trial:
    """What a mapping makes of one file: its report, and the first rows as they were read."""

    report: FileReport
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    refusal: Refusal | None = None  # why it cannot be read so
    is_head: bool = False  # only the beginning of a large file was tried


@dataclass(frozen=True)
class Look:
    """A folder that was read without being taken in."""

    reports: tuple[FileReport, ...]
    refusals: tuple[Refusal, ...]


def check(folder: Path, rejects_file: Path | None = None) -> list[FileReport]:
    """A report for every file of a folder, read together as a load would read them.

    Args:
        rejects_file: where everything that was not taken in is written as CSV
    """
    settings = read_settings(folder)
    with closing_reading(read_folder(folder, settings, business_now(settings))) as reading:
        if rejects_file is not None:
            with rejects_file.open("w", encoding="utf-8-sig", newline="") as file:
                rejects.write(rejects.rows_of(reading.connection), file)
        return reading.reports


def look(folder: Path) -> Look:
    """The folder as a load would read it now, for when it did not become a version."""
    settings = read_settings(folder)
    with closing_reading(read_folder(folder, settings, business_now(settings))) as reading:
        return Look(tuple(reading.reports), tuple(_refusals(reading)))


def check_upload(folder: Path, name: str, content: bytes) -> list[FileReport]:
    """The reports of a file as if it stood in the folder, one for each of its sheets; nothing is written."""
    source = sources.Source(_target(folder, name).name, folder / name, content)
    settings = read_settings(folder)
    with closing_reading(read_folder(folder, settings, business_now(settings), source)) as reading:
        return [report for report in reading.reports if _holds(source.name, report.file)]


def take_in(folder: Path, name: str, content: bytes) -> Path:
    """Writes a file into the folder in one step, so that nobody ever reads half of it."""
    return owners_folder.write(folder, _target(folder, name).name, content)


def source_of(folder: Path, file: str, content: bytes | None = None) -> sources.Source:
    """The file that holds what a report names, such as "book.xlsx [Deals]".

    Args:
        content: of a file that is not in the folder
    """
    if content is not None:
        inner = re.search(r"(?i)\.zip(?=/)|(?<=\w)(?= \[[^/]*\]$)", file)
        name = file[: inner.end()] if inner else file
        return sources.Source(name, folder / name, content)
    found = [source for source in sources.find(folder) if _holds(source.name, file)]
    if not found:
        raise ValueError(f"There is no {file} in {folder}.")
    return max(found, key=lambda source: len(source.name))


def beginnings(source: sources.Source) -> dict[str, Beginning | None]:
    """The headings and first rows of every sheet of a file; None where nothing looks like headings."""
    with tempfile.TemporaryDirectory(prefix="moneyboard-") as place:
        path = source.path
        if source.content is not None:
            path = Path(place) / PurePosixPath(source.name).name
            path.write_bytes(source.content)
        found = members(source.name, path, Path(place))
        return {member.name: beginning(samples_of(member, Path(place))[0]) for member in found}


def head_of(source: sources.Source, most_bytes: int = HEAD_BYTES) -> sources.Source:
    """The first lines of a large text file, for a quick trial; any other file as it is."""
    if source.content is None and source.path.stat().st_size <= most_bytes:
        return source
    if source.suffix not in TEXTS or (source.content is not None and len(source.content) <= most_bytes):
        return source
    with source.path.open("rb") if source.content is None else io.BytesIO(source.content) as file:
        head = file.read(most_bytes)
    quotes, end = head.count(b'"'), len(head)
    # Not in a text of two bytes a character, where a line end is not one byte.
    while b"\0" not in head[:CUT_BYTES] and (cut := head.rfind(b"\n", 0, end)) > 0:
        quotes, end = quotes - head.count(b'"', cut, end), cut
        if quotes % 2 == 0:  # not inside of a quoted cell
            return sources.Source(source.name, source.path, head[: end + 1])
    return source


def try_mapping(settings: Settings, source: sources.Source, file: str, mapping: Mapping) -> Trial:
    """What a mapping makes of one sheet of a file that is read alone, of a large one the beginning."""
    head = head_of(source)
    with _alone(settings, head, mapping) as reading:
        report = next(report for report in reading.reports if report.file == file)
        part = mapping.parts[0]
        columns = (*part.columns, "source_row")
        rows = run(
            reading.connection,
            f"""
            select {", ".join(map(quoted, columns))} from {quoted("final " + part.table)}
            where source_file = $file order by source_row limit {SHOWN_ROWS}
            """,
            {"file": file},
        )
        refused = next((refusal for refusal in _refusals(reading) if refusal.file == file), None)
        return Trial(report, columns, tuple(rows), refused, is_head=head is not source)


def check_alone(settings: Settings, source: sources.Source) -> list[FileReport]:
    """The reports of one file without the files around it."""
    with _alone(settings, source, None) as reading:
        return reading.reports


@contextmanager
def _alone(settings: Settings, source: sources.Source, mapping: Mapping | None) -> Iterator[Reading]:
    with (
        tempfile.TemporaryDirectory(prefix="moneyboard-") as empty,
        closing_reading(read_folder(Path(empty), settings, business_now(settings), source, mapping)) as reading,
    ):
        yield reading


def _refusals(reading: Reading) -> list[Refusal]:
    found = run(
        reading.connection,
        """
        select file_name, source_row, code, column_name, found, message
        from issue where severity = 'refused' order by file_name, source_row
        """,
    )
    systems = {report.file: report.system or "" for report in reading.reports}
    return [
        Refusal(file, line, code, heading, cell, message, systems.get(file, ""))
        for file, line, code, heading, cell, message in found
    ]


@contextmanager
def closing_reading(reading: Reading) -> Iterator[Reading]:
    """The reading, whose tables go when the block ends."""
    with closing(reading.connection):
        yield reading


def _holds(name: str, file: str) -> bool:
    """True for the file itself, its sheets and its members."""
    return file == name or file.startswith((f"{name} [", f"{name}/"))


def _target(folder: Path, name: str) -> Path:
    """The place of an uploaded file; a name with path parts could leave the folder and is refused."""
    is_plain = (
        name == PurePosixPath(name).name and not set(name) & set("\\/:\0\r\n") and not name.startswith((".", "~"))
    )
    if not is_plain or not name.strip():
        raise ValueError(f"{name!r} is not a plain file name.")
    if Path(name).suffix.lower() not in sources.READABLE:
        known = ", ".join(word.removeprefix(".").upper() for word in sources.READABLE)
        raise ValueError(f"{name} is not a file that the board reads. It reads {known}.")
    return folder / name
