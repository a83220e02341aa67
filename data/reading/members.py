"""Files that hold files: archives are opened within bounds, workbooks give one grid for each sheet that is filled."""

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import python_calamine

from data.reading.refusal import RefusedError

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt", ".yaml", ".yml")
ARCHIVES = (".zip", ".gz")

# What an archive may hold, so that a small file cannot fill the disk.
MOST_MEMBERS = 2_000
MOST_BYTES = 8 << 30
MOST_TIMES_LARGER = 200
ALWAYS_ALLOWED = 64 << 20  # a small file may be as dense as it likes
BLOCK = 1 << 20


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Grid:
    """One sheet of a workbook as text: its filled rows and their numbers in the sheet."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Member:
    """One table-like thing of a file: a text on disk, or a grid. Its name begins with the file's name."""

    name: str
    path: Path
    grid: Grid | None = None


def members(name: str, path: Path, folder: Path) -> Iterator[Member]:
    """Everything in a file that can hold rows; `folder` takes what is unpacked."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".zip":
        yield from _of_zip(name, path, folder)
    elif suffix == ".gz" or _is_gzip(path):
        target = _new_file(folder, PurePosixPath(name).stem if suffix == ".gz" else PurePosixPath(name).name)
        with gzip.open(path) as packed:
            _unpack(name, packed, path.stat().st_size, target)
        yield from _inner(name, target.name, target)
    else:
        yield from _inner(name, name, path)


def _is_gzip(path: Path) -> bool:
    """Some programs give a packed file the name of what is in it."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _inner(name: str, inner: str, path: Path) -> Iterator[Member]:
    suffix = PurePosixPath(inner).suffix.lower()
    if suffix in WORKBOOKS:
        yield from _of_workbook(name, path)
    elif suffix in TEXTS:
        yield Member(name, path)
    else:
        known = ", ".join(word.removeprefix(".").upper() for word in (*TEXTS[:3], *WORKBOOKS, *ARCHIVES))
        message = f"A {suffix or 'nameless'} file is not read. The board reads {known}: save it as one of these."
        raise RefusedError("not read", message)


def _of_zip(name: str, path: Path, folder: Path) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
            if len(entries) > MOST_MEMBERS:
                raise RefusedError("too large", f"The archive holds {len(entries):,} files; {MOST_MEMBERS:,} are read.")
            for entry in entries:
                inner = PurePosixPath(entry.filename.replace("\\", "/"))
                if inner.suffix.lower() in ARCHIVES:
                    raise RefusedError("archive in an archive", f"{inner.name} is an archive in an archive: unpack it.")
                target = _new_file(folder, inner.name)
                with archive.open(entry) as packed:
                    _unpack(f"{name}/{entry.filename}", packed, max(entry.compress_size, 1), target)
                yield from _inner(f"{name}/{entry.filename}", inner.name, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RefusedError("half-written", f"The archive is damaged, locked or not all there: {error}.") from error


def _new_file(folder: Path, name: str) -> Path:
    return Path(tempfile.mkdtemp(dir=folder)) / name


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _unpack(name: str, packed: _Readable, packed_bytes: int, target: Path) -> None:
    written = 0
    try:
        with target.open("wb") as file:
            while block := packed.read(BLOCK):
                written += file.write(block)
                if written > MOST_BYTES or (written > ALWAYS_ALLOWED and written > MOST_TIMES_LARGER * packed_bytes):
                    raise RefusedError("too large", f"{name} unpacks to more than it may: {written:,} bytes and on.")
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise RefusedError("half-written", f"{name} is damaged or not all there: {error}.") from error


def _of_workbook(name: str, path: Path) -> Iterator[Member]:
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        grids = [(sheet, _grid(workbook.get_sheet_by_name(sheet))) for sheet in workbook.sheet_names]
    except RefusedError:
        raise
    except Exception as error:  # the library has many errors for a broken workbook, and no common one
        message = f"The workbook cannot be opened: {error}. Is it locked by a password, or half-written?"
        raise RefusedError("not a workbook", message) from error
    filled = [(sheet, grid) for sheet, grid in grids if grid.rows]
    for sheet, grid in filled:
        yield Member(name if len(filled) == 1 else f"{name} [{sheet}]", path, grid)
    if not filled:
        raise RefusedError("empty", "The workbook is empty.")


def _grid(sheet: Any) -> Grid:
    grid = Grid()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_as_text(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            grid.rows.append(cells)
            grid.lines.append(number)
    return grid


def _as_text(cell: Any) -> str:
    """A cell as an export would write it: days and times in ISO form, numbers with a decimal point."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell) if not isinstance(cell, timedelta) else str(cell.total_seconds())


def _number(cell: float) -> str:
    """Fifteen digits, as the program that wrote it keeps them; 1.125 as 1.1250, so that it is no thousand."""
    if cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = format(cell, ".15g")
    _, point, decimals = text.partition(".")
    return text + "0" if point and len(decimals) == 3 and decimals.isdigit() else text
