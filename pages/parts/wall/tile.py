"""What every tile has: its frame, its link, its words when an export is missing or old, and its last good picture."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from typing import Any
from zlib import crc32

import queries
from pages.parts import ask, links
from pages.parts.format import band, clock, initials, listing, money, short_money, symbol
from pages.parts.kept import kept
from pages.parts.wall.address import Display, Size

TEXT_SIZES: dict[Size, float] = {"desk": 0.86, "room": 1.0, "hall": 1.22}
"""How large the same text is; what is larger leaves room for fewer rows."""
LONG_AGO = 1000
"""Days that are told in years."""
KEPT_PICTURES = 300
UNASSIGNED = "unassigned"

log = logging.getLogger("moneyboard")


@dataclass(frozen=True)
class Wall:
    """What the tiles are made from: the board, and how the display wants it shown."""

    board: queries.Board
    display: Display
    sample: bool = False
    trouble: str = ""
    """Why newer exports are not on the board; empty when all is well."""

    @property
    def rep(self) -> str | None:
        return self.display.rep

    @property
    def day(self) -> date:
        return self.board.as_of

    def rows(self, query: str, limit: int | None = None, **values: Any) -> list[dict[str, Any]]:
        return ask.rows(self.board, query, self.rep, limit=limit, **values)

    def first(self, query: str, **values: Any) -> dict[str, Any]:
        return ask.first(self.board, query, self.rep, **values)

    def trace(self, query: str, column: str, **where: object) -> str:
        rep = self.rep if ask.knows_reps(query) else None
        return links.trace(query, column, rep=rep, as_of=self.display.as_of, where=where)

    def page(self, name: str) -> str:
        return links.page(name, rep=self.rep, as_of=self.display.as_of)

    def aside(self, query: str, text: str = "") -> str:
        """The words at the right of a tile's head; with a rep chosen, a number of the whole company says so."""
        whole = "all reps" if self.rep and not ask.knows_reps(query) else ""
        return ", ".join(part for part in (text, whole) if part)

    def that_fit(self, rows: int) -> int:
        """So many rows of text have room where `rows` have at the size of a room."""
        return max(1, int(rows / TEXT_SIZES[self.display.size]))

    def name(self, name: str | None, nobody: str = "no name") -> str:
        """A person, an account or a deal as the display may show it, as HTML that follows its own writing direction."""
        shown = name or nobody
        if name and name != UNASSIGNED and self.display.names == "initials":
            shown = initials(name)
        return f'<span class="mb-name" dir="auto">{escape(shown)}</span>'

    def headline(self, value: Any) -> str:
        exact = _to_the_unit if self.display.amounts == "full" else short_money
        return self._amount(value, self.board.currency, exact)

    def short(self, value: Any) -> str:
        """An amount in a line of text; never in full, which no line has room for."""
        return self._amount(value, self._sign(), short_money)

    def whole(self, value: Any) -> str:
        """An amount of a list, to the unit."""
        return self._amount(value, self._sign(), _to_the_unit)

    def _amount(self, value: Any, currency: str, exact: Callable[[Any, str], str]) -> str:
        return band(value, currency) if self.display.amounts == "bands" else exact(value, currency)

    def _sign(self) -> str:
        # A currency without a sign of its own stands in the headlines only; its code everywhere would crowd the rest.
        return self.board.currency if len(symbol(self.board.currency)) == 1 else ""


def _to_the_unit(value: Any, currency: str) -> str:
    return money(value, currency, cents=False)


@dataclass(frozen=True)
class Content:
    """What stands in a tile. `title` and `aside` are plain text, `body` is HTML."""

    title: str
    body: str
    href: str = ""
    aside: str = ""
    css: str = ""
    old: str = ""
    """Since when, or how old, where this can't be trusted like a fresh one."""


@dataclass(frozen=True)
class Tile:
    """One place on a board: its area in the layout, the queries its age is judged by, and what makes it."""

    area: str
    title: str
    queries: tuple[str, ...]
    make: Callable[[Wall], Content]
    stands_alone: bool = False
    """True for a tile that says itself what it misses, and shows the rest."""

    def content(self, wall: Wall) -> Content:
        """What the tile shows now, whatever happens to its queries."""
        if not self.stands_alone and (missing := _missing(wall, self.queries)):
            return needs(self.title, missing)
        made, since = last_good(self.area, wall, self._made)
        if made is None:
            return _unavailable(self.title)
        if since is not None:
            return _old(made, f"as of {clock(since)}")
        old = [row for query in self.queries for row in ask.old_exports(wall.board, query)]
        if not old:
            return made
        # Which export it is stands in the line above the tiles; a narrow tile has no room for it.
        days = max(row["age_days"] or 0 for row in old)
        return _old(made, f"{days} d old" if days < LONG_AGO else f"{days // 365} y old")

    def _made(self, wall: Wall) -> Content:
        """Made once for all displays that want the board's numbers in the same way."""
        key = ("tile", self.area, self.make, ask.today(wall.board), *wall.display.way)
        return kept(wall.board, key, lambda: self.make(wall))


def _missing(wall: Wall, names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(need for name in names for need in wall.board.needs(name)))


def _old(content: Content, why: str) -> Content:
    """The same content, grey and with the reason in its head: it can't look healthy."""
    return replace(content, old=f"▲ {why}", css=f"{content.css} mb-old")


def render(area: str, content: Content, wall: Wall) -> str:
    """The HTML of a tile; a link to the rows behind it, unless the display holds names or amounts back."""
    place = f'class="mb-tile {content.css}" style="grid-area:{area}" data-tile="{area}"'
    inner = head(content) + content.body
    if wall.display.is_private or not content.href:
        return f"<div {place}>{inner}</div>"
    return f'<a {place} href="{escape(content.href, quote=True)}">{inner}</a>'


def head(content: Content) -> str:
    """The line at the top of a tile: its title, and at the right its side words and how old it is."""
    old = f'<b class="mb-stale">{escape(content.old)}</b>' if content.old else ""
    aside = f'<span class="mb-aside">{escape(content.aside)}</span>' if content.aside else ""
    return f'<div class="mb-head"><span>{escape(content.title)}</span>{old}{aside}</div>'


def changing(name: str, text: str, css: str = "") -> str:
    """A number that is marked for a while when it changes; `name` stands once in its tile, `text` is HTML."""
    # A name may be a person's, which a display may have to hold back.
    return f'<span class="{css}" data-n="{crc32(name.encode()):x}">{text}</span>'


def tick(text: str) -> str:
    """Good news with its sign, which goes when the data behind it is old."""
    return f'<i class="mb-tick">✓ </i>{text}'


def needs(title: str, missing: list[str]) -> Content:
    """A grey tile that says which exports would fill it; never a zero."""
    body = (
        '<div class="mb-number mb-none">–</div>'
        f'<div class="mb-needs">needs the {escape(listing(missing))} export{"s" if len(missing) > 1 else ""}</div>'
    )
    return Content(title, body, links.page("data"), "no data", "mb-grey")


def unknown(title: str, missing: str | None) -> Content:
    """A grey tile for a number that the exports are there for, but do not tell enough yet."""
    body = (
        '<div class="mb-number mb-none">–</div>'
        f'<div class="mb-needs">not known: no export has {escape(missing or "what it takes")}</div>'
    )
    return Content(title, body, links.page("data"), "", "mb-grey")


def _unavailable(title: str) -> Content:
    """A grey tile for a number that has never been seen and cannot be made."""
    body = '<div class="mb-needs">▲ cannot be shown right now; the log says why</div>'
    return Content(title, body, links.page("data"), "", "mb-grey")


_last_good: OrderedDict[tuple[object, ...], tuple[Content, datetime]] = OrderedDict()


def last_good(part: str, wall: Wall, make: Callable[[Wall], Content]) -> tuple[Content | None, datetime | None]:
    """A part of the wall; if it cannot be made now, its last good picture with the time it was made."""
    key = (part, wall.board.version.folder, *wall.display.way)
    try:
        made = make(wall)
    except Exception:
        log.exception("The part %s of the wall could not be made", part)
        return _last_good.get(key, (None, datetime.now()))
    _last_good[key] = (made, datetime.now())
    _last_good.move_to_end(key)
    while len(_last_good) > KEPT_PICTURES:
        _last_good.popitem(last=False)
    return made, None
