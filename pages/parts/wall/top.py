"""The line above the tiles: whose board it is, what the colours mean, how old each export is, and the day it shows."""

from collections.abc import Sequence
from html import escape

from pages.parts import ask, links
from pages.parts.format import age, weekday
from pages.parts.wall.board import WallBoard
from pages.parts.wall.tile import Wall

LEGEND = (
    ("mb-layer-1", "to collect"),
    ("mb-layer-2", "signed, not invoiced"),
    ("mb-layer-3", "about to close"),
    ("mb-layer-gap", "not covered"),
)
MOST_NOTES = 2


def top(wall: Wall, board: WallBoard, turn: int = 0, turns: int = 1) -> str:
    """The header of the board whose turn it is in a rotation; a stale export is marked with a sign and in words."""
    who = f'<span class="mb-chip">{wall.name(wall.rep)}</span>' if wall.rep else ""
    sign = '<span class="mb-chip">sample data</span>' if wall.sample else ""
    warning = f'<b class="mb-stale">▲ {escape(wall.trouble)}</b>' if wall.trouble else ""
    company = f'<b class="mb-company" dir="auto">{escape(wall.board.version.settings.company)}</b>'
    # Where the legend stands there is no room for a title; the ten tiles tell what they are.
    words = "" if board.has_legend else escape(board.title)
    title = f'<span class="mb-title">{words}{_dots(turn, turns)}</span>' if turns > 1 else ""
    return (
        f'<header class="mb-top" style="grid-area:top">{company}{sign}{who}{title}'
        f"{_legend() if board.has_legend else ''}{_ages(wall, warning)}"
        f'<b class="mb-day">{weekday(wall.day)}</b>{_notes(wall.display.notes)}</header>'
    )


def _legend() -> str:
    return (
        f'<span class="mb-legend">{"".join(f"<span><i class={css}></i>{text}</span>" for css, text in LEGEND)}</span>'
    )


def _dots(turn: int, turns: int) -> str:
    """Which of the boards this is, as a row of dots."""
    return (
        f'<i class="mb-dots">{"".join("<i class=mb-now></i>" if at == turn else "<i></i>" for at in range(turns))}</i>'
    )


def _ages(wall: Wall, warning: str) -> str:
    inner = warning + "".join(_age(row) for row in ask.ages(wall.board))
    if wall.display.is_private:
        return f'<span class="mb-ages">{inner}</span>'
    return f'<a class="mb-ages" href="{links.page("data")}">{inner}</a>'


def _age(row: dict[str, object]) -> str:
    days = row["age_days"]
    text = age(days if isinstance(days, int) else None)
    shown = f'<b class="mb-stale">{text} ▲</b>' if row["is_stale"] else text
    return f"<span>{escape(str(row['area']))} {shown}</span>"


def _notes(notes: Sequence[str]) -> str:
    """What the display's address says that nobody understands."""
    if not notes:
        return ""
    more = [f"and {len(notes) - MOST_NOTES} more"] if len(notes) > MOST_NOTES else []
    words = "; ".join([*notes[:MOST_NOTES], *more])
    return f'<span class="mb-address">▲ in the address of this display: {escape(words)}</span>'
