"""The review: when it is, what was won and lost for it, where each rep stands, and which deals are past their day."""

from functools import partial
from html import escape
from typing import Any

from pages.parts import ask
from pages.parts.format import count, day, short_day
from pages.parts.wall.tile import Content, Tile, Wall, changing, needs, tick
from pages.parts.wall.tiles.owned import Owned, owned
from pages.parts.wall.tiles.standing import great

REPS = 8
PAST = 8
NEXT = "Next review"
OUTCOMES = {"open": "Open", "won": "Won", "lost": "Lost"}
LARGEST, FITS = 0.8, 8.6
"""How large the countdown is at most, and how many letters have room in the largest text there is."""
Row = dict[str, Any]


def countdown(wall: Wall) -> Content:
    """How many days there are until the next review, and its day in words."""
    settings = wall.board.version.settings.review
    row = wall.first("review/countdown", today=ask.today(wall.board))
    if not row or row["next_on"] is None:
        body = (
            '<div class="mb-number mb-none">–</div><div class="mb-needs">no day is set: write<br><b>[review]</b><br>'
            f"<b>on = {wall.day:%Y-%m-%d}</b><br>in settings.toml for a review on {escape(day(wall.day))}</div>"
        )
        return Content(NEXT, body, wall.page("review"), "no day", "mb-grey")
    words = in_days(row["days_left"])
    on = row["next_on"]
    when = f"{on:%A}, {day(on, year_of=wall.day)}"
    last = f"every {count(settings.days, 'day')}, the last on {short_day(row['last_on'], year_of=wall.day)}"
    body = (
        f'<div class="mb-headline" style="--fit:{min(LARGEST, FITS / len(words)):.2f}">{changing("days", words)}</div>'
        f'<div class="mb-when">{changing("day", escape(when))}</div><div class="mb-made">{escape(last)}</div>'
    )
    return Content(NEXT, body, wall.page("review"), css="mb-standing")


def outcome(wall: Wall, name: str) -> Content:
    """The deals that are open, or were won or lost in the days of the review."""
    totals = wall.first("review/totals")
    number, amount = totals.get(f"{name}_deals"), totals.get(f"{name}_amount")
    if number is None:
        return needs(OUTCOMES[name], wall.board.needs("review/totals") or ["deals"])
    since = f"since {day(totals['from_on'], year_of=wall.day)}"
    body = (
        f'{great(count(number))}<div class="mb-worth">{changing("amount", wall.short(amount))}</div>'
        f'<div class="mb-told">{_past_due(totals) if name == "open" else since}</div>'
    )
    return Content(OUTCOMES[name], body, wall.trace("review/totals", f"{name}_amount"), css="mb-outcome")


def reps(wall: Wall) -> Content:
    """Each rep's open, won and lost deals with their amounts, and those past their day."""
    rows = wall.rows("review/by_rep")
    places = wall.that_fit(REPS)
    shown = rows if len(rows) <= places else rows[: places - 1]
    lines = [_rep(wall, row) for row in shown]
    if len(rows) > len(shown):
        lines.append(f'<div class="mb-between">{count(len(rows) - len(shown), "more rep")}</div>')
    if not lines:
        return Content("By rep", '<div class="mb-needs">No deal is open, won or lost</div>', wall.page("review"))
    heads = "".join(f'<span class="mb-pair">{name}</span>' for name in ("open", "won", "lost"))
    head = f'<div class="mb-row mb-headings"><span></span>{heads}<span>late</span></div>'
    body = f'<div class="mb-list mb-outcomes" style="--rows:{places + 1}">{head}{"".join(lines)}</div>'
    return Content("By rep", body, wall.page("review"))


def past(wall: Wall) -> Content:
    """The open deals past their closing day, the longest first: set a new day or close them."""
    places = wall.that_fit(PAST)
    late = [row for row in wall.rows("review/deals") if row["is_past_due"]]
    rows = [
        Owned(
            row["deal_id"],
            row["name"] or row["account"],
            row["rep"],
            (f"{row['days_past_close']} d",),
            wall.whole(row["amount"]),
            act=True,
        )
        for row in late[:places]
    ]
    body = owned(wall, ("", "rep", "late", "amount"), rows, places, "✓ No open deal is past its closing day")
    aside = "set a new day or close them" if rows else ""
    return Content("Past their closing day", body, wall.trace("review/totals", "past_due"), aside)


def in_days(days: int) -> str:
    """How far away a day is, in words."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {count(days, 'day')}")


def _past_due(totals: Row) -> str:
    number = totals.get("past_due")
    if not number:
        return f'<span class="mb-ok">{tick("none past its day")}</span>'
    words = f"▲ {count(number)} past {'its' if number == 1 else 'their'} day"
    return f'<span class="mb-act">{changing("past", words)}</span>'


def _rep(wall: Wall, row: Row) -> str:
    pairs = "".join(_pair(wall, row, name) for name in OUTCOMES)
    number = row["past_due"]
    late = changing(f"past {row['rep']}", f"▲ {count(number)}" if number else "", "mb-act")
    return f'<div class="mb-row">{wall.name(row["rep"])}{pairs}{late}</div>'


def _pair(wall: Wall, row: Row, name: str) -> str:
    number = row[f"{name}_deals"]
    if not number:
        return '<span class="mb-pair mb-muted">–</span>'
    shown = changing(f"{name} {row['rep']}", count(number))
    amount = changing(f"{name} amount {row['rep']}", wall.short(row[f"{name}_amount"]), "mb-muted")
    return f"<b>{shown}</b>{amount}"


COUNTDOWN = Tile("next", NEXT, ("review/countdown",), countdown, stands_alone=True)
OPEN, WON, LOST = (
    Tile(name, title, ("review/totals",), partial(outcome, name=name)) for name, title in OUTCOMES.items()
)
REPS_TILE = Tile("reps", "By rep", ("review/by_rep",), reps)
PAST_TILE = Tile("past", "Past their closing day", ("review/deals",), past)
