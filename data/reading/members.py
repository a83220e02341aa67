"""Files that hold files: archives are opened within bounds, and everything is known by its content, not its name."""

import gzip
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.reading import markup, workbooks
from data.reading.grid import Grid
from data.reading.refusal import RefusedError
from data.reading.unpacking import unpack

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt", ".yaml", ".yml")
ARCHIVES = (".zip", ".gz")

MOST_MEMBERS = 2_000

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ERRORS_OF_ARCHIVES = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """One table-like thing of a file: a text on disk, or a grid. Its name begins with the file's name."""

    name: str
    path: Path
    grid: Grid | None = None
    refusal: RefusedError | None = None  # why this one cannot be read, though others of the file can


def members(name: str, path: Path, folder: Path) -> Iterator[Member]:
    """Everything in a file that can hold rows; `folder` takes what is unpacked."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in (*TEXTS, *WORKBOOKS, *ARCHIVES):
        raise _not_read(suffix)
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning.startswith(_GZIP):
        yield from _of_gzip(name, path, folder)
    elif (suffix == ".zip" or beginning in _ZIP) and not _is_workbook(path, suffix):
        yield from _of_zip(name, path, folder)
    elif suffix == ".gz":
        raise RefusedError("half-written", "The file is no archive, whatever its name says.")
    else:
        yield from _inner(name, suffix, path, folder)


def _inner(name: str, suffix: str, path: Path, folder: Path) -> Iterator[Member]:
    """What is in a file that is no archive."""
    with path.open("rb") as file:
        beginning = file.read(512)
    if beginning[:4] in (_OLD_WORKBOOK, *_ZIP):
        yield from _of_sheets(name, path, workbooks.sheets(path))
    elif suffix in WORKBOOKS and markup.looks_like(beginning):
        yield from _of_sheets(name, path, markup.sheets(path, folder))
    elif suffix in TEXTS or suffix in WORKBOOKS:
        yield Member(name, path)  # many programs call a text a workbook
    else:
        raise _not_read(suffix)


def _not_read(suffix: str) -> RefusedError:
    known = ", ".join(word.removeprefix(".").upper() for word in (*TEXTS[:3], *WORKBOOKS, *ARCHIVES))
    message = f"A {suffix or 'nameless'} file is not read. The board reads {known}: save it as one of these."
    return RefusedError("not read", message)


def _of_sheets(name: str, path: Path, sheets: Iterable[tuple[str, Grid]]) -> Iterator[Member]:
    found = list(sheets)
    for sheet, grid in found:
        yield Member(name if len(found) == 1 else f"{name} [{sheet}]", path, grid)
    if not found:
        raise RefusedError("empty", "The workbook is empty.")


def _of_gzip(name: str, path: Path, folder: Path) -> Iterator[Member]:
    inner = PurePosixPath(name)
    suffix = PurePosixPath(inner.stem).suffix.lower() if inner.suffix.lower() == ".gz" else inner.suffix.lower()
    target = _new_file(folder, suffix)
    try:
        with gzip.open(path) as packed:
            unpack(name, packed, path.stat().st_size, target)
    except _ERRORS_OF_ARCHIVES as error:
        raise RefusedError("half-written", f"The archive is damaged or not all there: {error}.") from error
    if _is_archive(target, suffix):
        raise _archive_in_archive(name)
    yield from _inner(name, suffix, target, folder)


def _of_zip(name: str, path: Path, folder: Path) -> Iterator[Member]:
    found = False
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in _entries(archive):
                found = True
                inner = PurePosixPath(entry.filename.replace("\\", "/"))
                target = _new_file(folder, inner.suffix.lower())
                with archive.open(entry) as packed:
                    unpack(f"{name}/{inner}", packed, max(entry.compress_size, 1), target)
                yield from _of_entry(f"{name}/{inner}", target, folder)
    except _ERRORS_OF_ARCHIVES as error:
        raise RefusedError("half-written", f"The archive is damaged, locked or not all there: {error}.") from error
    if not found:
        raise RefusedError("empty", "The archive is empty.")


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
    if len(entries) > MOST_MEMBERS:
        raise RefusedError("too large", f"The archive holds {len(entries):,} files; {MOST_MEMBERS:,} are read.")
    return entries


def _of_entry(name: str, path: Path, folder: Path) -> Iterator[Member]:
    """What is in one file of an archive; one that cannot be read keeps none of the others back."""
    try:
        if _is_archive(path, path.suffix):
            raise _archive_in_archive(name)
        yield from _inner(name, path.suffix, path, folder)
    except RefusedError as refusal:
        yield Member(name, path, refusal=refusal)


def _archive_in_archive(name: str) -> RefusedError:
    return RefusedError("archive in an archive", f"{name} is an archive in an archive: unpack it.")


def _is_archive(path: Path, suffix: str) -> bool:
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning.startswith(_GZIP):
        return True
    return (suffix in ARCHIVES or beginning in _ZIP) and not _is_workbook(path, suffix)


def _is_workbook(path: Path, suffix: str) -> bool:
    """True for a zip archive that is a workbook; one that breaks off is what its name says."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except _ERRORS_OF_ARCHIVES:
        return suffix in WORKBOOKS
    return any(name.startswith("xl/workbook") for name in names) or "content.xml" in names


def _new_file(folder: Path, suffix: str) -> Path:
    """A place for an unpacked file. Its own name may be too long, or one that leaves the folder."""
    return Path(tempfile.mkdtemp(dir=folder)) / f"file{suffix if len(suffix) < 10 else ''}"


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
