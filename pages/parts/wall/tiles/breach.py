"""The first day on which cash is below the reserve: the likely one and the cautious one."""

from datetime import date
from html import escape
from typing import Any

from pages.parts.format import likely, short_day
from pages.parts.wall.tile import Content, Tile, Wall, changing, unknown
from pages.parts.wall.tiles.figures import large, pairs

TITLE = "First day below the reserve"


def breach(wall: Wall) -> Content:
    """The day, with the cash that there is and the reserve that must stay."""
    needed = wall.first("cash/need")
    return _content(
        wall,
        [
            ("free cash", changing("free cash", wall.short(needed.get("free_cash")))),
            ("reserve", changing("reserve", wall.short(needed.get("reserve")))),
        ],
    )


def chances(wall: Wall) -> Content:
    """The day, with how sure it is that the money needed until then is covered."""
    return _content(wall, [_chance(row) for row in wall.rows("cash/need")[: wall.that_fit(3)]])


BREACH = Tile("breach", TITLE, ("cash/first_breach",), breach)
CHANCES = Tile("breach", TITLE, ("cash/first_breach",), chances)


def _content(wall: Wall, lines: list[tuple[str, str]]) -> Content:
    path = wall.rows("cash/path")
    if not path or all(row["balance"] is None for row in path):
        return unknown(TITLE, wall.first("cash/need").get("missing"))
    days = wall.first("cash/first_breach")
    weeks = (path[-1]["day"] - path[0]["day"]).days // 7
    body = (
        f"{_number(wall, days.get('likely_on'), weeks)}"
        f"{pairs([('cautious path', _cautious(wall, days.get('cautious_on'))), *lines])}"
    )
    return Content(TITLE, body, wall.page("cash"), wall.aside("cash/first_breach"))


def _number(wall: Wall, on: date | None, weeks: int) -> str:
    if on is None:
        return f'{large("day", "none", "mb-ok")}<div class="mb-words">in {weeks} weeks, on the likely path</div>'
    shown = large("day", short_day(on, year_of=wall.day), "mb-act")
    return f'{shown}<div class="mb-words">on the likely path</div>'


def _cautious(wall: Wall, on: date | None) -> str:
    """The day that one of ten draws reaches; with its sign like the likely one."""
    if on is None:
        return changing("cautious", '<i class="mb-tick">✓ </i>none', "mb-ok")
    return changing("cautious", f"▲ {escape(short_day(on, year_of=wall.day))}", "mb-act")


def _chance(row: dict[str, Any]) -> tuple[str, str]:
    words = f"{row['horizon_days']} days covered"
    return words, changing(f"chance {row['horizon_days']}", f"{escape(likely(row['chance']))} sure")
