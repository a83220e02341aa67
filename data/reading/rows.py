"""Text to records: exact splitting into cells that keeps the line on which each record starts."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from data.reading.refusal import RefusedError
from data.reading.text import BLANKS, Text

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SPACES = " "  # any run of blanks, of files that are padded into columns
DELIMITER_NAMES = {**DELIMITERS, SPACES: "spaces", "": "sheet"}
# Follows the last line. No text has such a sign, so it ends up in another record only if a quoted cell is still open.
END = "\0"

# A cell may hold a whole mail, for which Python's own limit of 128 KiB is too small.
LONGEST_CELL = 1 << 26
csv.field_size_limit(LONGEST_CELL)


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
    """Records of a file without the blank ones, and the physical line on which each one starts."""

    rows: list[list[str]]
    lines: list[int]
    blank_lines: set[int] = field(default_factory=set)  # on which blank records ended


def lines_of(text: Text) -> io.TextIOWrapper:
    """The file as Python reads it, with its line ends as they are."""
    file = text.path.open("rb")
    file.seek(text.start)
    return io.TextIOWrapper(file, encoding="utf-8", newline="")


def records_of(text: Text, dialect: Dialect, size: int) -> Iterator[Records]:
    """All records of a file, `size` at a time; raises RefusedError for one whose last cell never ends."""
    with lines_of(text) as lines:
        for some in chunks(chain(lines, [END]), dialect, size):
            if some.rows[-1][-1].endswith(END):
                last, line = some.rows.pop(), some.lines.pop()
                if last != [END]:
                    message = f"The file is half-written: the quoted cell that begins in line {line} never ends."
                    raise RefusedError("half-written", message, line)
            if some.rows:
                yield some


def chunks(text: Iterable[str], dialect: Dialect, size: int) -> Iterator[Records]:
    """The records of some lines, `size` at a time, so that a long file never stands in memory as a million lists."""
    if dialect.delimiter == SPACES:
        yield from _padded(text, size)
        return
    reader = csv.reader(text, delimiter=dialect.delimiter)
    start = 1
    while True:
        found = Records([], [])
        rows, lines = found.rows, found.lines
        try:
            for row in reader:
                if row and (row[0].strip(BLANKS) or "".join(row).strip(BLANKS)):
                    rows.append(_unwrapped(row, dialect) if dialect.is_wrapped else row)
                    lines.append(start)
                else:
                    found.blank_lines.add(reader.line_num)
                start = reader.line_num + 1
                if len(rows) == size:
                    break
        except csv.Error as error:
            message = f"The record that begins in line {start} cannot be split into cells: {error}."
            raise RefusedError("not text", message, start) from error
        if not rows:
            return
        yield found


def _unwrapped(row: list[str], dialect: Dialect) -> list[str]:
    """The cells of a line that stands in quotes; another line stays as it is."""
    if len(row) > 1:
        return row
    records = list(csv.reader(io.StringIO(row[0], newline=""), delimiter=dialect.delimiter))
    return records[0] if len(records) == 1 else row


def _padded(text: Iterable[str], size: int) -> Iterator[Records]:
    numbered = ((line.split(), number) for number, line in enumerate(text, start=1))
    filled = ((cells, number) for cells, number in numbered if cells)
    while some := list(islice(filled, size)):
        yield Records([cells for cells, _ in some], [number for _, number in some])


def looks_wrapped(rows: list[list[str]]) -> bool:
    """True where records are single cells that hold delimiters themselves."""
    single = [row[0] for row in rows if len(row) == 1]
    return len(single) >= max(2, len(rows) // 2) and any(re.search(r"[,;\t|]", cell) for cell in single)
