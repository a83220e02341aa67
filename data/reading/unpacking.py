"""Unpacks within bounds, so that a small file can fill neither the disk nor the memory."""

import zipfile
from gzip import GzipFile
from pathlib import Path
from typing import IO

from data.reading.refusal import RefusedError

MOST_BYTES = 8 << 30
MOST_BYTES_OF_A_WORKBOOK = 1 << 30  # it is read in memory
MOST_TIMES_LARGER = 200
ALWAYS_ALLOWED = 64 << 20  # a small file may be as dense as it likes
BLOCK = 1 << 20


def unpack(name: str, packed: IO[bytes] | GzipFile, packed_bytes: int, target: Path) -> None:
    """Writes an unpacked file; raises RefusedError for one that is too large for what it was packed in."""
    written = 0
    with target.open("wb") as file:
        while block := packed.read(BLOCK):
            written += file.write(block)
            if written > MOST_BYTES or _is_too_dense(written, packed_bytes):
                raise RefusedError("too large", f"{name} unpacks to more than it may: {written:,} bytes and on.")


def refuse_large_workbook(path: Path) -> None:
    """Raises RefusedError for a workbook that would take too much memory. One that is no archive packs nothing."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > MOST_BYTES_OF_A_WORKBOOK or _is_too_dense(size, path.stat().st_size):
        raise RefusedError("too large", f"The workbook unpacks to {size:,} bytes. Save its sheets as CSV (UTF-8).")


def _is_too_dense(size: int, packed: int) -> bool:
    return size > ALWAYS_ALLOWED and size > MOST_TIMES_LARGER * packed
