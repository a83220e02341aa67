"""Bytes to text: the byte order mark first, then strict UTF-8, then the Windows code page."""

import codecs

from data.reading.refusal import RefusedError


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding."""
    if content.startswith(codecs.BOM_UTF8):
        return _strict(content[len(codecs.BOM_UTF8) :], "utf-8"), "UTF-8 with BOM"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(content, "utf-16"), "UTF-16"
    if b"\0" in content:
        raise RefusedError("not text", "The file is not text. Save it as CSV (UTF-8) and try again.")
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open must not make a whole file unreadable.
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            "half-written",
            f"The file says that it is {encoding.upper()}, but it breaks off or is damaged at byte {error.start}.",
        ) from error
