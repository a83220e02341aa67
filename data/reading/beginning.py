"""The headings and the first rows of a file that no mapping knows."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from data.reading.cell_kinds import kinds_of
from data.reading.mapping import normal

# (delimiter, line, cells) of one record.
Record = tuple[str, int, list[str]]

EXAMPLES = 3
# A line of headings has at least two, and no heading is as long as a sentence.
FEWEST_HEADINGS = 2
LONGEST_HEADING = 80
SEARCHED = 40
COMPARED = 25
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Beginning:
    """The line of headings of a file, and the rows below it, each as wide as the headings."""

    headings: tuple[str, ...]  # as a mapping names them: a second "Date" is "Date#2"; blank ones are ""
    rows: tuple[tuple[str, ...], ...]
    line: int

    def cells(self, heading: str) -> list[str]:
        """The cells below a heading."""
        position = self.headings.index(heading)
        return [row[position] for row in self.rows]

    def examples(self, heading: str) -> list[str]:
        """The first cells below a heading that are filled and differ."""
        return list(islice(dict.fromkeys(cell for cell in self.cells(heading) if cell), EXAMPLES))

    @property
    def named(self) -> tuple[str, ...]:
        """The headings that have a name."""
        return tuple(heading for heading in self.headings if heading)


def records_of(text: str, most: int = 300) -> list[Record]:
    """The first records of a text, split by each delimiter that it could have."""
    found: list[Record] = []
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        found += [(delimiter, line, cells) for line, cells in islice(_filled(reader), most)]
    return found


def beginning(records: Iterable[Record]) -> Beginning | None:
    """The likeliest line of headings with what stands below it; None where no line looks like one."""
    best: tuple[float, Beginning] | None = None
    by_delimiter: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_delimiter[record[0]].append(record)
    for listed in by_delimiter.values():
        for index, (_, line, cells) in enumerate(listed[:SEARCHED]):
            below = [cells for _, _, cells in listed[index + 1 :]]
            score = _likeness(cells, below)
            if score and (best is None or score > best[0]):
                best = (score, _below(cells, below, line))
    return best[1] if best else None


def _filled(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1  # type: ignore[attr-defined]


def _likeness(cells: list[str], below: list[list[str]]) -> float:
    """How much a line looks like headings: many short words, no two alike, and rows of that width below. 0 is no."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    kinds = kinds_of(filled)
    if len(filled) < FEWEST_HEADINGS or kinds.longest > LONGEST_HEADING or kinds.dates or kinds.emails or kinds.numbers:
        return 0.0
    compared = below[:COMPARED]
    fitting = sum(_fits(cells, row) for row in compared) / len(compared) if compared else 0.5
    return len(filled) * (0.2 + fitting) * len({normal(cell) for cell in filled}) / len(filled)


def _fits(cells: list[str], row: list[str]) -> bool:
    """A row of data has a cell below the headings, and nothing to the right of them."""
    filled = sum(bool(cell.strip()) for cell in row)
    return filled >= FEWEST_HEADINGS and not "".join(row[len(cells) :]).strip()


def _below(cells: list[str], below: list[list[str]], line: int) -> Beginning:
    width = len(cells)
    rows = [tuple(cell.strip() for cell in (row + [""] * width)[:width]) for row in below if _fits(cells, row)]
    return Beginning(tuple(_named(cells)), tuple(rows), line)


def _named(cells: list[str]) -> Iterator[str]:
    seen: dict[str, int] = defaultdict(int)
    for cell in cells:
        heading = " ".join(cell.replace("\ufeff", "").split())
        seen[normal(heading)] += 1
        number = seen[normal(heading)]
        yield f"{heading}#{number}" if heading and number > 1 else heading
