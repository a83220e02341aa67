"""Bytes to text: finds the encoding, writes what is not UTF-8 anew as UTF-8, and counts what must add up later."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from data.reading.refusal import RefusedError

BLOCK = 1 << 22
# UTF-16 without a byte order mark: in western text every other byte is zero.
ZEROS_OF_UTF16 = 0.3
# What does not count at the ends of a cell: the white space of Unicode, and two signs that have no width at all.
BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + "\u200b\ufeff"
# Those that stand within a line, beside the plain space.
ODD_SPACES = "".join(sign for sign in BLANKS if sign not in " \r\n")

UTF8, MIXED = "UTF-8", "UTF-8 with signs of Windows-1252"
# Name of the encoding -> Python's codec, and what becomes of bytes that it does not know.
_CODECS = {
    UTF8: ("utf-8", "strict"),
    MIXED: ("utf-8", "windows-1252"),
    "UTF-16": ("utf-16", "strict"),
    "UTF-16 without BOM": ("utf-16-le", "strict"),
    "UTF-16 big-endian without BOM": ("utf-16-be", "strict"),
    "Windows-1252": ("cp1252", "strict"),
    "Latin-1": ("latin-1", "strict"),
}
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Text:
    """A file as UTF-8 without a byte order mark, and the counts that a reader of it must arrive at."""

    path: Path
    start: int  # bytes of the byte order mark
    encoding: str  # of the file as it came
    size: int  # bytes after `start`
    newlines: int
    returns: int
    newline: str  # "\n", "\r\n", or "" where they are mixed
    quotes: int
    spaces: str  # which of ODD_SPACES occur
    ends_with_newline: bool
    mixed_line: int | None = None  # the first line with a sign that is not UTF-8, in a file that otherwise is

    @property
    def lines(self) -> int:
        return self.newlines + (0 if self.ends_with_newline or not self.size else 1)


def open_text(path: Path, folder: Path) -> Text:
    """The text of a file; `folder` takes the copy of a file that is not UTF-8 or ends its lines the old Mac's way."""
    encoding, start = _encoding(path)
    if encoding != UTF8:
        return _rewritten(path, start, encoding, folder)
    try:
        text = _count(path, start, UTF8)
    except UnicodeDecodeError:
        encoding, line = _encoding_of_odd_bytes(path, start)
        return replace(_rewritten(path, start, encoding, folder), mixed_line=line)
    if text.returns and not text.newlines:
        text = _rewritten(path, start, UTF8, folder)
    return replace(text, encoding=f"{UTF8} with BOM") if start else text


def lines_of(text: Text) -> io.TextIOWrapper:
    """The file as Python reads it, with its line ends as they are."""
    file = text.path.open("rb")
    file.seek(text.start)
    return io.TextIOWrapper(file, encoding="utf-8", newline="")


def _encoding(path: Path) -> tuple[str, int]:
    """The encoding as the first bytes tell it, and how many of them are a byte order mark."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if head.startswith(codecs.BOM_UTF8):
        return UTF8, len(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16", 0
    if b"\0" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > ZEROS_OF_UTF16 * len(head) and odd > 20 * even:
            return "UTF-16 without BOM", 0
        if even > ZEROS_OF_UTF16 * len(head) and even > 20 * odd:
            return "UTF-16 big-endian without BOM", 0
        raise _not_text()
    return UTF8, 0


def _encoding_of_odd_bytes(path: Path, start: int) -> tuple[str, int | None]:
    """What a file is that is not wholly UTF-8; for a mixed one also the first line with a byte of another encoding.

    Somebody's old rows in a newer export must not spoil the rest of it, and a file of Windows has next to no two bytes
    that are UTF-8 by accident.
    """
    known = unknown = newlines = 0
    line = None
    for block in _decoded(path, start, "utf-8", "surrogateescape"):
        first = _NOT_UTF8.search(block)
        if first is not None and line is None:
            line = 1 + newlines + block.count("\n", 0, first.start())
        newlines += block.count("\n")
        odd = len(_NOT_UTF8.findall(block))
        unknown += odd
        known += sum(not sign.isascii() for sign in block) - odd
    if start or known > unknown:
        _refuse_half_sign(path)
        return MIXED, line
    try:
        for _ in _decoded(path, start, "cp1252"):
            pass
    except UnicodeDecodeError:
        return "Latin-1", None  # Windows-1252 leaves five bytes open
    return "Windows-1252", None


def _refuse_half_sign(path: Path) -> None:
    """A sign whose last bytes are missing at the end of the file: it was cut off there."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(-min(size, 4), 2)
        tail = file.read()
    while tail and tail[0] & 0xC0 == 0x80:
        tail = tail[1:]
    try:
        tail.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise _damaged(UTF8) from error


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 as an older program meant them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    odd = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in odd), error.end


codecs.register_error("windows-1252", _as_windows)


def _decoded(path: Path, start: int, codec: str, errors: str = "strict") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)(errors)
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(BLOCK):
            yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _rewritten(path: Path, start: int, encoding: str, folder: Path) -> Text:
    copy = folder / f"{path.name}.utf8"
    returns = newlines = 0
    try:
        with copy.open("w", encoding="utf-8", newline="") as target:
            for block in _decoded(path, start, *_CODECS[encoding]):
                newlines += block.count("\n")
                returns += block.count("\r")
                target.write(block)
    except UnicodeDecodeError as error:
        raise _damaged(encoding) from error
    if returns and not newlines:
        _end_lines_with_newlines(copy)
    return _count(copy, 0, encoding)


def _end_lines_with_newlines(path: Path) -> None:
    """A lone carriage return ends a line of old Mac programs; an editor counts it as a line as well."""
    converted = path.with_suffix(".lines")
    with path.open("rb") as source, converted.open("wb") as target:
        while block := source.read(BLOCK):
            target.write(block.replace(b"\r", b"\n"))
    converted.replace(path)


def _not_text() -> RefusedError:
    return RefusedError("not text", "The file is not text. Save it as CSV (UTF-8) and try again.")


def _damaged(encoding: str) -> RefusedError:
    message = f"The file is {encoding}, but it is damaged, or it breaks off in the middle of a sign. Export it again."
    return RefusedError("half-written", message)


def _count(path: Path, start: int, encoding: str) -> Text:
    """Goes once over the bytes; raises UnicodeDecodeError for what is not UTF-8."""
    size = newlines = returns = pairs = quotes = 0
    spaces: set[str] = set()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    is_ascii, last = True, b""
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(BLOCK):
            size += len(block)
            newlines += block.count(b"\n")
            if b"\r" in block or last == b"\r":
                returns += block.count(b"\r")
                pairs += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
            if b'"' in block:
                quotes += block.count(b'"')
            if b"\0" in block:
                raise _not_text()
            is_ascii = is_ascii and block.isascii()
            decoded = block.decode("ascii") if is_ascii else decoder.decode(block)
            spaces.update(space for space in ODD_SPACES if space in decoded)
            last = block[-1:]
    decoder.decode(b"", final=True)
    newline = "\r\n" if returns and returns == pairs == newlines else "" if returns else "\n"
    return Text(
        path, start, encoding, size, newlines, returns, newline, quotes, "".join(sorted(spaces)),
        ends_with_newline=last in (b"\n", b"\r"),
    )  # fmt: skip
