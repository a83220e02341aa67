"""Text to records: exact splitting into cells that keeps the line on which each record starts."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from data.reading.refusal import RefusedError
from data.reading.text import Text

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SPACES = " "  # any run of blanks, of files that are padded into columns
DELIMITER_NAMES = {**DELIMITERS, SPACES: "spaces", "": "sheet"}

# A cell may hold a whole mail; Python's own limit of 128 KiB is too small for that.
csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Dialect:
    """How the cells of a line are told apart."""

    delimiter: str
    is_wrapped: bool = False  # every line stands as a whole in quotes

    @property
    def name(self) -> str:
        return DELIMITER_NAMES[self.delimiter] + (", each line in quotes" if self.is_wrapped else "")


@dataclass(frozen=True)
class Records:
    """Non-blank records of a file and the physical line on which each one starts."""

    rows: list[list[str]]
    lines: list[int]


def lines_of(text: Text) -> io.TextIOWrapper:
    """The file as Python reads it, with its line ends as they are."""
    file = text.path.open("rb")
    file.seek(text.start)
    return io.TextIOWrapper(file, encoding="utf-8", newline="")


def chunks(text: Iterable[str], dialect: Dialect, size: int) -> Iterator[Records]:
    """All records, `size` at a time, so that a long file never stands in memory as a million lists."""
    if dialect.delimiter == SPACES:
        yield from _padded(text, size)
        return
    reader = csv.reader(text, delimiter=dialect.delimiter)
    start = 1
    while True:
        rows: list[list[str]] = []
        lines: list[int] = []
        try:
            for row in reader:
                if row and (row[0].strip() or "".join(row).strip()):
                    rows.append(_unwrapped(row, dialect) if dialect.is_wrapped else row)
                    lines.append(start)
                start = reader.line_num + 1
                if len(rows) == size:
                    break
        except csv.Error as error:
            raise RefusedError("not text", f"Line {reader.line_num} cannot be split into cells: {error}.") from error
        if not rows:
            return
        yield Records(rows, lines)


def _unwrapped(row: list[str], dialect: Dialect) -> list[str]:
    if len(row) > 1:
        return row  # a line that stands without the quotes around it
    return next(csv.reader([row[0]], delimiter=dialect.delimiter), row)


def _padded(text: Iterable[str], size: int) -> Iterator[Records]:
    numbered = ((line.split(), number) for number, line in enumerate(text, start=1))
    filled = ((cells, number) for cells, number in numbered if cells)
    while some := list(islice(filled, size)):
        yield Records([cells for cells, _ in some], [number for _, number in some])


def unclosed_quote(text: Text, dialect: Dialect, last_line: int) -> int | None:
    """The line of the last record if its quoted cell never ends, which is what an interrupted download leaves."""
    if text.quotes % 2 == 0 or dialect.delimiter not in DELIMITERS:
        return None
    with lines_of(text) as lines:
        last = islice(lines, last_line - 1, None)
        try:
            for _ in csv.reader(last, delimiter=dialect.delimiter, strict=True):
                pass
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                return last_line
    return None


def looks_wrapped(rows: list[list[str]]) -> bool:
    """True where records are single cells that hold delimiters themselves."""
    single = [row[0] for row in rows if len(row) == 1]
    return len(single) >= max(2, len(rows) // 2) and any(re.search(r"[,;\t|]", cell) for cell in single)
