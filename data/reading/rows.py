"""Text to records: exact splitting into cells that keeps the line on which each record starts."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from data.reading.refusal import RefusedError
from data.reading.text import BLANKS, Text, lines_of

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


@dataclass
class Records:
    """Some records of a file, the blank ones left out. Their cells stand in one list: a list for each record would
    cost more than the reading."""

    cells: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)  # how many cells each record has
    lines: list[int] = field(default_factory=list)  # the physical line on which each one starts
    blank_lines: set[int] = field(default_factory=set)  # on which blank records ended

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], lines: list[int]) -> "Records":
        return cls([cell for row in rows for cell in row], [len(row) for row in rows], lines)

    def add(self, row: Sequence[str], line: int) -> None:
        self.cells.extend(row)
        self.widths.append(len(row))
        self.lines.append(line)

    @property
    def rows(self) -> Iterator[list[str]]:
        end = 0
        for width in self.widths:
            start, end = end, end + width
            yield self.cells[start:end]

    def part(self, first: int, behind: int) -> "Records":
        """The records from one place to another."""
        start, end = sum(self.widths[:first]), sum(self.widths[:behind])
        return Records(self.cells[start:end], self.widths[first:behind], self.lines[first:behind], self.blank_lines)


def records_of(text: Text, dialect: Dialect, size: int) -> Iterator[Records]:
    """All records of a file, `size` at a time; raises RefusedError for one whose last cell never ends."""
    with lines_of(text) as lines:
        for some in chunks(chain(lines, [END]), dialect, size):
            if some.cells[-1].endswith(END):
                if some.cells[-some.widths[-1] :] != [END]:
                    line = some.lines[-1]
                    message = f"The file is half-written: the quoted cell that begins in line {line} never ends."
                    raise RefusedError("half-written", message, line)
                some = some.part(0, len(some.lines) - 1)
            if some.lines:
                yield some


def chunks(text: Iterable[str], dialect: Dialect, size: int) -> Iterator[Records]:
    """The records of some lines, `size` at a time."""
    if dialect.delimiter == SPACES:
        yield from _padded(text, size)
        return
    reader = csv.reader(text, delimiter=dialect.delimiter)
    start = 1
    while True:
        found = Records()
        lines = found.lines
        try:
            for row in reader:
                if row and (row[0].strip(BLANKS) or "".join(row).strip(BLANKS)):
                    found.add(_unwrapped(row, dialect) if dialect.is_wrapped else row, start)
                else:
                    found.blank_lines.add(reader.line_num)
                start = reader.line_num + 1
                if len(lines) == size:
                    break
        except csv.Error as error:
            message = f"The record that begins in line {start} cannot be split into cells: {error}."
            raise RefusedError("not text", message, start) from error
        if not lines:
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
        yield Records.of([cells for cells, _ in some], [number for _, number in some])


def looks_wrapped(rows: list[list[str]]) -> bool:
    """True where records are single cells that hold delimiters themselves."""
    single = [row[0] for row in rows if len(row) == 1]
    return len(single) >= max(1, len(rows) // 2) and any(re.search(r"[,;\t|]", cell) for cell in single)
