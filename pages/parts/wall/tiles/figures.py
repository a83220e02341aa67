"""Large numbers, and small tables whose amounts stand in columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from pages.parts.wall.tile import changing

ROOM = 7
"""So many letters have room at full size."""
GAP = 2
"""A gap between two columns is as wide as so many letters."""
LEAD = 1.4
"""So much larger are the amounts of the line that leads a table."""


@dataclass(frozen=True)
class Line:
    """A line of a table; its cells are HTML."""

    cells: Sequence[str]
    css: str = ""
    is_lead: bool = False
    """True for the line that the others explain."""

    def widths(self) -> list[float]:
        """How many letters of usual size each cell is wide."""
        return [letters_of(cell) * (LEAD if self.is_lead else 1) for cell in self.cells]

    def html(self) -> str:
        cells = "".join(f"<span>{cell}</span>" for cell in self.cells)
        return f'<div class="{self.css}{" mb-lead" if self.is_lead else ""}">{cells}</div>'


def headline(key: str, text: str) -> str:
    """The largest number of a board; a long amount ("CHF 1.24m") gets smaller, so that it never leaves the tile."""
    fit = min(1.0, ROOM / len(text))
    return f'<div class="mb-headline" style="--fit:{fit:.2f};--letters:{len(text)}">{changing(key, text)}</div>'


def large(key: str, text: str, css: str = "") -> str:
    """The number of a smaller tile; `text` is plain. An orange one (css mb-act) has its sign, a blue one its tick."""
    sign = {"mb-act": '<i class="mb-sign">▲ </i>', "mb-ok": '<i class="mb-sign mb-tick">✓ </i>'}.get(css, "")
    letters = len(text) + (1 if sign else 0)
    shown = changing(key, f"{sign}{escape(text)}")
    fit = f"--fit:{min(1.0, ROOM / letters):.2f};--letters:{letters}"
    return f'<div class="mb-large {css}" style="{fit}">{shown}</div>'


def pairs(lines: Sequence[tuple[str, str]]) -> str:
    """Words with the value of each at the right; values are HTML."""
    inner = "".join(f"<div><span>{escape(words)}</span><b>{value}</b></div>" for words, value in lines)
    return f'<div class="mb-lines">{inner}</div>'


def sheet(heads: Sequence[str], lines: Sequence[Line]) -> str:
    """A table with plain words above its columns, the first of which holds names; a wide one has smaller texts."""
    widths = zip(map(letters_of, heads), *(line.widths() for line in lines), strict=True)
    letters = sum(max(column) for column in widths) + GAP * (len(heads) - 1)
    top = "".join(f"<span>{escape(head)}</span>" for head in heads)
    inner = "".join(line.html() for line in lines)
    return (
        f'<div class="mb-sheet-frame"><div class="mb-sheet" style="--columns:{len(heads) - 1};'
        f'--letters:{letters:.0f}"><div class="mb-sheet-head">{top}</div>{inner}</div></div>'
    )


def letters_of(cell: str) -> int:
    """How many letters a piece of HTML shows."""
    return len(unescape(re.sub("<[^>]*>", "", cell)))
