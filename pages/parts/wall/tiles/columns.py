"""Months as columns: the height is the value, a mark says where it should be, and the last one is this month's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from pages.parts.wall.tile import Wall, changing


@dataclass(frozen=True)
class Column:
    """One month; `height` and `mark` are shares of the tallest column."""

    month: date
    height: float
    text: str
    mark: float | None = None
    is_few: bool = False


def columns(wall: Wall, months: Sequence[Column], places: int = 12) -> str:
    """The last months that have room, the values above them and their names beneath."""
    shown = months[-wall.that_fit(places) :]
    return f'<div class="mb-columns">{"".join(_column(month) for month in shown)}</div>'


def _column(column: Column) -> str:
    mark = f'<i class="mb-due" style="bottom:{min(column.mark, 1) * 100:.1f}%"></i>' if column.mark is not None else ""
    return (
        f"<div{' class=mb-few' if column.is_few else ''}>{changing(f'month {column.month}', escape(column.text))}"
        f'<span class="mb-upright"><i style="height:{min(max(column.height, 0), 1) * 100:.1f}%"></i>{mark}</span>'
        f"<small>{column.month:%b}</small></div>"
    )
