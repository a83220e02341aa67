"""Bytes to text: finds the encoding, writes what is not UTF-8 anew as UTF-8, and counts what must add up later."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.reading.refusal import RefusedError

BLOCK = 1 << 22
# UTF-16 without a byte order mark: in western text every other byte is zero.
ZEROS_OF_UTF16 = 0.3
# Blanks that people do not see at the ends of a cell, beside the plain space.
ODD_SPACES = "\t\v\f\u00a0\u1680\u2002\u2003\u2007\u2009\u200b\u202f\u205f\u3000"


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

    @property
    def lines(self) -> int:
        return self.newlines + (0 if self.ends_with_newline or not self.size else 1)


def open_text(path: Path, folder: Path) -> Text:
    """The text of a file; `folder` takes the copy of a file that is not UTF-8 or ends its lines the old Mac's way."""
    encoding, start = _encoding(path)
    if encoding == "UTF-8":
        try:
            text = _count(path, start, "UTF-8 with BOM" if start else "UTF-8")
        except UnicodeDecodeError as error:
            if start:
                raise _damaged("UTF-8", error) from error
            encoding = _windows(path)
        else:
            return (
                text if text.newlines or not text.returns else _rewritten(path, start, "utf-8", text.encoding, folder)
            )
    return _rewritten(path, start, _CODECS[encoding], encoding, folder)


_CODECS = {
    "UTF-16": "utf-16",
    "UTF-16 without BOM": "utf-16-le",
    "UTF-16 big-endian without BOM": "utf-16-be",
    "Windows-1252": "cp1252",
    "Latin-1": "latin-1",
}


def _encoding(path: Path) -> tuple[str, int]:
    """The encoding as the first bytes tell it, and how many of them are a byte order mark."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if head.startswith(codecs.BOM_UTF8):
        return "UTF-8", len(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16", 0
    if b"\0" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > ZEROS_OF_UTF16 * len(head) and odd > 20 * even:
            return "UTF-16 without BOM", 0
        if even > ZEROS_OF_UTF16 * len(head) and even > 20 * odd:
            return "UTF-16 big-endian without BOM", 0
        raise RefusedError("not text", "The file is not text. Save it as CSV (UTF-8) and try again.")
    return "UTF-8", 0


def _windows(path: Path) -> str:
    """Windows-1252, but for a file with one of the five bytes that it leaves open."""
    try:
        for _ in _decoded(path, 0, "cp1252"):
            pass
    except UnicodeDecodeError:
        return "Latin-1"
    return "Windows-1252"


def _decoded(path: Path, start: int, codec: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(BLOCK):
            yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _rewritten(path: Path, start: int, codec: str, encoding: str, folder: Path) -> Text:
    copy = folder / f"{path.name}.utf8"
    written = returns = newlines = 0
    try:
        with copy.open("w", encoding="utf-8", newline="") as target:
            for block in _decoded(path, start, codec):
                newlines += block.count("\n")
                returns += block.count("\r")
                written += target.write(block)
    except UnicodeDecodeError as error:
        raise _damaged(encoding, error) from error
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


def _damaged(encoding: str, error: UnicodeDecodeError) -> RefusedError:
    return RefusedError(
        "half-written",
        f"The file says that it is {encoding}, but it breaks off or is damaged at byte {error.start}.",
    )


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
                raise RefusedError("not text", "The file is not text. Save it as CSV (UTF-8) and try again.")
            is_ascii = is_ascii and block.isascii()
            if is_ascii:
                spaces |= {space for space in "\t\v\f" if space.encode() in block}
            else:
                decoded = decoder.decode(block)
                spaces |= {space for space in ODD_SPACES if space in decoded}
            last = block[-1:]
    decoder.decode(b"", final=True)
    newline = "\r\n" if returns and returns == pairs == newlines else "" if returns else "\n"
    return Text(
        path, start, encoding, size, newlines, returns, newline, quotes, "".join(sorted(spaces)),
        ends_with_newline=last in (b"\n", b"\r"),
    )  # fmt: skip
