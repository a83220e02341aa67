"""Lists of things that belong to somebody: what it is, whose it is, and its numbers, under a line that names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pages.parts.wall.tile import Wall, changing


@dataclass(frozen=True)
class Owned:
    """A row: `notes` and `value` are plain text, `key` tells it from the others."""

    key: str
    name: str | None
    whose: str | None
    notes: Sequence[str]
    value: str
    act: bool = False
    """True where the notes are what to act on."""


def owned(wall: Wall, headings: Sequence[str], rows: Sequence[Owned], places: int, none: str) -> str:
    """The list with room for so many rows below its headings, one for each column; words where there are none."""
    if not rows:
        return f'<div class="mb-needs">{escape(none)}</div>'
    first, second, *others = (f"<span>{escape(heading)}</span>" for heading in headings)
    head = f'<div class="mb-row mb-headings">{first}{second}{"".join(others)}</div>'
    lines = "".join(_line(wall, row) for row in rows)
    figures = " ".join(["auto"] * len(others))
    return f'<div class="mb-list mb-owned" style="--rows:{places + 1};--figures:{figures}">{head}{lines}</div>'


def _line(wall: Wall, row: Owned) -> str:
    sign, css = ("▲ ", "mb-act") if row.act else ("", "mb-muted")
    notes = "".join(changing(f"note {at} {row.key}", f"{sign}{escape(note)}", css) for at, note in enumerate(row.notes))
    return (
        f'<div class="mb-row">{wall.name(row.name)}<span class="mb-whose">{wall.name(row.whose, "nobody")}</span>'
        f"{notes}<b>{changing(f'row {row.key}', escape(row.value))}</b></div>"
    )
