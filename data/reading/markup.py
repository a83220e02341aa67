"""Workbooks that are web pages or XML inside, as many programs write them under the name .xls."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from data.reading.grid import Grid
from data.reading.refusal import RefusedError
from data.reading.text import BLANKS, lines_of, open_text
from data.reading.workbooks import number_as_text

_SIGNS = (b"<html", b"<table", b"<!doctype html", b"<head", b"<meta", b"urn:schemas-microsoft-com:office:spreadsheet")


def looks_like(beginning: bytes) -> bool:
    """Whether a file that begins so is a page with tables, or a workbook in XML."""
    text = beginning.replace(b"\0", b"").lower()
    return text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and any(sign in text for sign in _SIGNS)


def sheets(path: Path, folder: Path) -> Iterator[tuple[str, Grid]]:
    """The tables that hold anything, with the names of their sheets; raises RefusedError for one that never ends."""
    parser = _Tables()
    with lines_of(open_text(path, folder)) as lines:
        for line in lines:
            parser.feed(line)
    parser.close()
    if parser.open_tables:
        raise RefusedError("half-written", "The file is half-written: its last table never ends. Export it again.")
    for name, rows in parser.tables:
        grid = Grid.of(rows)
        if grid.rows:
            yield name, grid


class _Tables(HTMLParser):
    """Gathers the cells of <table>, <tr>, <td> and of <Worksheet>, <Row>, <Cell>, <Data>."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.open_tables: list[list[list[str]]] = []
        self.sheet = ""
        self.texts: list[str] | None = None  # of the open cell
        self.blank_behind = 0  # cells that the open cell covers beside its own
        self.type = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name.removeprefix("ss:"): value or "" for name, value in attrs}
        if tag == "worksheet":
            self.sheet = attributes.get("name", "")
        elif tag == "table":
            self._end_cell()
            self.open_tables.append([])
            self.tables.append((self.sheet or f"table {len(self.tables) + 1}", self.open_tables[-1]))
        elif tag in ("tr", "row") and self.open_tables:
            self._end_cell()
            rows = self.open_tables[-1]
            rows += [[] for _ in range(_number(attributes, "index", 1) - 1 - len(rows))]
            rows.append([])
        elif tag in ("td", "th", "cell") and self.open_tables and self.open_tables[-1]:
            self._end_cell()
            row = self.open_tables[-1][-1]
            row += [""] * (_number(attributes, "index", 1) - 1 - len(row))
            self.blank_behind = _number(attributes, "colspan", 1) - 1 + _number(attributes, "mergeacross", 0)
            self.texts, self.type = [], ""
        elif tag == "data":
            self.type = attributes.get("type", "")
        elif tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "cell"):
            self._end_cell()
        elif tag == "table" and self.open_tables:
            self._end_cell()
            self.open_tables.pop()

    def handle_data(self, data: str) -> None:
        # In a page a line end is a blank like any other.
        self._add(data if self.type else data.replace("\r", " ").replace("\n", " "))

    def _add(self, text: str) -> None:
        if self.texts is not None:
            self.texts.append(text)

    def _end_cell(self) -> None:
        if self.texts is None:
            return
        self.open_tables[-1][-1] += [_typed("".join(self.texts), self.type), *[""] * self.blank_behind]
        self.texts = None


def _number(attributes: dict[str, str], name: str, otherwise: int) -> int:
    value = attributes.get(name, "")
    return min(int(value), 20_000_000) if value.isdecimal() else otherwise


def _typed(text: str, kind: str) -> str:
    """A cell as an export would write it."""
    text = text.strip(BLANKS)
    if kind == "Number":
        try:
            return number_as_text(float(text))
        except ValueError:
            return text
    if kind == "DateTime":
        return text.removesuffix(".000").removesuffix("T00:00:00").replace("T", " ")
    if kind == "Boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    return text if kind else "\n".join(" ".join(line.split()) for line in text.splitlines())
