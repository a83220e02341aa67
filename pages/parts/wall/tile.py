"""What every tile has: its frame, its link, its words when an export is missing, and its last good picture."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any, TypeVar

import queries
from pages.parts import ask, links
from pages.parts.format import clock, listing, money, short_money, symbol

T = TypeVar("T")

log = logging.getLogger("moneyboard")


@dataclass(frozen=True)
class Wall:
    """What the tiles are made from."""

    board: queries.Board
    rep: str | None
    as_of: date | None

    @property
    def day(self) -> date:
        return self.board.as_of

    def rows(self, query: str, limit: int | None = None) -> list[dict[str, Any]]:
        return ask.rows(self.board, query, self.rep, limit=limit)

    def first(self, query: str) -> dict[str, Any]:
        return ask.first(self.board, query, self.rep)

    def trace(self, query: str, column: str, **where: object) -> str:
        rep = self.rep if ask.knows_reps(query) else None
        return links.trace(query, column, rep=rep, as_of=self.as_of, where=where)

    def aside(self, query: str, text: str = "") -> str:
        """The words at the right of a tile's head; with a rep chosen, a number of the whole company says so."""
        whole = "all reps" if self.rep and not ask.knows_reps(query) else ""
        return ", ".join(part for part in (text, whole) if part)

    def headline(self, value: Any) -> str:
        return short_money(value, self.board.currency)

    def short(self, value: Any) -> str:
        return short_money(value, self._sign())

    def whole(self, value: Any) -> str:
        return money(value, self._sign(), cents=False)

    def _sign(self) -> str:
        # A currency without a sign of its own stands in the headlines only; its code everywhere would crowd the rest.
        return self.board.currency if len(symbol(self.board.currency)) == 1 else ""


def shell(area: str, href: str, title: str, aside: str, body: str, css: str = "") -> str:
    """A tile around its body; `title` and `aside` are plain text, `body` is HTML."""
    return (
        f'<a class="mb-tile {css}" style="grid-area:{area}" data-tile="{area}" '
        f'href="{escape(href, quote=True)}">{head(title, aside)}{body}</a>'
    )


def head(title: str, aside: str = "") -> str:
    """The line at the top of a tile."""
    return f'<div class="mb-head"><span>{escape(title)}</span><span class="mb-aside">{escape(aside)}</span></div>'


def needs(area: str, title: str, missing: list[str]) -> str:
    """A grey tile that says which exports would fill it; never a zero."""
    body = (
        '<div class="mb-number mb-none">–</div>'
        f'<div class="mb-needs">needs the {escape(listing(missing))} export{"s" if len(missing) > 1 else ""}</div>'
    )
    return shell(area, links.page("data"), title, "no data", body, "mb-grey")


def unknown(area: str, title: str, missing: str | None) -> str:
    """A grey tile for a number that the exports are there for, but do not tell enough yet."""
    body = (
        '<div class="mb-number mb-none">–</div>'
        f'<div class="mb-needs">not known: no export has {escape(missing or "what it takes")}</div>'
    )
    return shell(area, links.page("data"), title, "", body, "mb-grey")


_last_good: dict[tuple[object, ...], tuple[Any, datetime]] = {}


def last_good(part: str, wall: Wall, make: Callable[[Wall], T]) -> tuple[T | None, datetime | None]:
    """A part of the wall; if it cannot be made now, its last good picture with the time it was made."""
    key = (part, wall.board.version.folder, wall.rep, wall.as_of)
    try:
        made = make(wall)
    except Exception:
        log.exception("The part %s of the wall could not be made", part)
        return _last_good.get(key, (None, datetime.now()))
    _last_good[key] = (made, datetime.now())
    return made, None


def standing(area: str, title: str, wall: Wall, make: Callable[[Wall], str]) -> str:
    """A tile that stays on the wall whatever happens to its query."""
    html, since = last_good(area, wall, make)
    if html is None:
        return unavailable(area, title)
    return html if since is None else html.replace("</a>", f"{aged(since)}</a>")


def unavailable(area: str, title: str) -> str:
    """A grey tile for a number that has never been seen and cannot be made."""
    body = '<div class="mb-needs">▲ cannot be shown right now; the log says why</div>'
    return shell(area, links.page("data"), title, "", body, "mb-grey")


def aged(since: datetime) -> str:
    """The mark on a picture that is no longer fresh."""
    return f'<div class="mb-since">▲ as of {clock(since)}</div>'
