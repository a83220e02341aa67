"""The line above the tiles: whose board it is, what the colours mean, how old each export is, and the day it shows."""

from html import escape

from pages.parts import ask, links
from pages.parts.format import age, weekday
from pages.parts.wall.tile import Wall

LEGEND = (
    ("mb-layer-1", "to collect"),
    ("mb-layer-2", "signed, not invoiced"),
    ("mb-layer-3", "about to close"),
    ("mb-layer-gap", "not covered"),
)


def top(wall: Wall, *, sample: bool, trouble: str = "") -> str:
    """The header; a stale export is marked with a sign and in words, not by colour alone."""
    legend = "".join(f'<span><i class="{css}"></i>{text}</span>' for css, text in LEGEND)
    who = f'<span class="mb-chip">{escape(wall.rep)}</span>' if wall.rep else ""
    sign = '<span class="mb-chip">sample data</span>' if sample else ""
    ages = "".join(_age(row) for row in ask.ages(wall.board))
    warning = f'<b class="mb-stale">▲ {escape(trouble)}</b>' if trouble else ""
    return (
        '<header class="mb-top" style="grid-area:top">'
        f'<b class="mb-company">{escape(wall.board.version.settings.company)}</b>{sign}{who}'
        f'<span class="mb-legend">{legend}</span>'
        f'<a class="mb-ages" href="{links.page("data")}">{warning}{ages}</a>'
        f'<b class="mb-day">{weekday(wall.day)}</b>'
        "</header>"
    )


def _age(row: dict[str, object]) -> str:
    days = row["age_days"]
    text = age(days if isinstance(days, int) else None)
    shown = f'<b class="mb-stale">{text} ▲</b>' if row["is_stale"] else text
    return f"<span>{escape(str(row['area']))} {shown}</span>"
