"""Cells of an Excel workbook that come out blank although they are not: errors, and formulas nobody has computed."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import IO

from data.reading.sheet import Note

BLOCK = 1 << 20
_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="[A-Z]+(\d+)"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="[A-Z]+(\d+)"[^>]*>'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r'(?:\w+:)?(\w+)="([^"]*)"')
# What is missing -> what every such cell has, how it is told from others, and how that is said.
_GAPS = {
    "errors": ((b't="e"',), _ERROR, "hold an error such as #N/A"),
    "formulas without results": ((b"<f", b":f"), _FORMULA, "hold formulas whose results were not saved"),
}


def notes(path: Path) -> dict[str, list[Note]]:
    """For each sheet of an .xlsx file what is missing from it; nothing for workbooks of other kinds."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        found = {}
        for sheet, part in _parts(archive):
            if part in names:
                with archive.open(part) as xml:
                    found[sheet] = list(_missing(xml))
        return found


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets, each with the file of the archive that it is in."""
    targets = {}
    for _, tag in _tags(archive, "xl/_rels/workbook.xml.rels"):
        targets[tag.get("Id", "")] = tag.get("Target", "")
    for _, tag in _tags(archive, "xl/workbook.xml"):
        target = targets.get(tag.get("id", ""), "")
        yield tag.get("name", ""), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _tags(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    text = archive.read(name).decode("utf-8", "replace")
    for tag, attributes in _TAG.findall(text):
        yield tag, {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}


def _missing(xml: IO[bytes]) -> Iterator[Note]:
    rows: dict[str, list[int]] = {kind: [] for kind in _GAPS}
    for cells in _whole_cells(xml):
        for kind, (signs, pattern, _) in _GAPS.items():
            if any(sign in cells for sign in signs):
                rows[kind] += map(int, pattern.findall(cells))
    for kind, (_, _, words) in _GAPS.items():
        if rows[kind]:
            first, count = min(rows[kind]), len(rows[kind])
            cells_in = "one cell" if count == 1 else f"{count} cells"
            yield Note(kind, f"line {first}: {cells_in} {words}, the first in this line; read as blank.", first)


def _whole_cells(xml: IO[bytes]) -> Iterator[bytes]:
    """The text of a sheet in blocks that end where a cell ends."""
    rest = b""
    while block := xml.read(BLOCK):
        cells, end, rest = (rest + block).rpartition(b"c>")
        yield cells + end
    yield rest
