"""One sheet of a workbook as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.reading.sheet import Note
from data.reading.text import BLANKS


@dataclass(frozen=True)
class Grid:
    """The filled rows of a sheet, and their numbers in it."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> "Grid":
        """The grid of all rows of a sheet, from its first one on."""
        grid = cls()
        for number, row in enumerate(rows, start=1):
            if "".join(row).strip(BLANKS):
                grid.rows.append(list(row))
                grid.lines.append(number)
        return grid
