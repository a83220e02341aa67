"""The headings and the first rows of a file that no mapping knows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from data.reading.cell_kinds import kinds_of
from data.reading.header import Sample
from data.reading.mapping import fingerprint_of, normal
from data.reading.rows import SPACES

EXAMPLES = 3
# A line of headings has at least two, and no heading is as long as a sentence.
FEWEST_HEADINGS = 2
LONGEST_HEADING = 80
SEARCHED = 40
COMPARED = 25


@dataclass(frozen=True)
class Beginning:
    """The line of headings of a file, and the rows below it, each as wide as the headings."""

    headings: tuple[str, ...]  # as a mapping names them: a second "Date" is "Date#2"; blank ones are ""
    rows: tuple[tuple[str, ...], ...]
    line: int
    fingerprint: str = ""  # of the headings

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


def beginning(samples: Iterable[Sample]) -> Beginning | None:
    """The likeliest line of headings with what stands below it; None where no line looks like one.

    Args:
        samples: the first records of a file, in every way that it may be split
    """
    best: tuple[tuple[bool, float], Beginning] | None = None
    for sample in samples:
        for index, cells in enumerate(sample.rows[:SEARCHED]):
            below = sample.rows[index + 1 :]
            # Any sentence falls apart into words, so blanks count only where nothing else does.
            score = (sample.dialect.delimiter != SPACES, _likeness(cells, below))
            if score[1] and (best is None or score > best[0]):
                best = (score, _below(cells, below, sample.lines[index]))
    return best[1] if best else None


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
    """A row of data has more than one cell, unless that is all there are, and nothing to the right of the headings."""
    filled = sum(bool(cell.strip()) for cell in row)
    return filled >= min(FEWEST_HEADINGS, len(cells) - 1) and not "".join(row[len(cells) :]).strip()


def _below(cells: list[str], below: list[list[str]], line: int) -> Beginning:
    width = len(cells)
    rows = [tuple(cell.strip() for cell in (row + [""] * width)[:width]) for row in below if _fits(cells, row)]
    return Beginning(tuple(_named(cells)), tuple(rows), line, fingerprint_of(cells))


def _named(cells: list[str]) -> Iterator[str]:
    seen: dict[str, int] = defaultdict(int)
    for cell in cells:
        heading = " ".join(cell.replace("\ufeff", "").split())
        seen[normal(heading)] += 1
        number = seen[normal(heading)]
        yield f"{heading}#{number}" if heading and number > 1 else heading
