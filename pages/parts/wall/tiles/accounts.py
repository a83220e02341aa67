"""Accounts on a board of their own: what nobody looks after, who stopped buying, and where to begin with each."""

from typing import Any

from pages.parts.format import NO_VALUE, count
from pages.parts.wall.tile import Content, Tile, Wall, changing, tick, unknown
from pages.parts.wall.tiles.owned import Owned, owned
from pages.parts.wall.tiles.standing import great

ROWS = 10
Row = dict[str, Any]


def orphans(wall: Wall) -> Content:
    """Accounts without an owner who works here, and the deals and leads that hang in the air with them."""
    by_kind = {row["kind"]: row for row in wall.rows("accounts/orphan_totals")}
    accounts, deals, leads = (by_kind.get(kind, {}) for kind in ("account", "deal", "lead"))
    if accounts.get("records") is None:
        return unknown("Nobody's accounts", "users who own the accounts")
    lines = [
        _things(accounts["records"], "account", "without an owner"),
        _worth(wall, accounts),
        _also(wall, "deals", deals.get("records"), "deal", "deals", deals),
        _also(wall, "leads", leads.get("records"), "lead", "leads", leads),
    ]
    href = wall.trace("accounts/orphan_totals", "records", kind="account")
    body = _number(accounts["records"], lines, "▲ find an owner for each", "every account has an owner")
    return Content("Nobody's accounts", body, href, wall.aside("accounts/orphan_totals"), "mb-across")


def gone_quiet(wall: Wall) -> Content:
    """Customers who are silent for far longer than usual, and those who bought once."""
    by_class = {row["class"]: row for row in wall.rows("accounts/totals")}
    lapsed, once = by_class.get("lapsed", {}), by_class.get("one-time", {})
    lines = [
        _things(lapsed.get("accounts"), "customer", "silent too long"),
        _worth(wall, lapsed),
        _also(wall, "once", once.get("accounts"), "bought once", "bought once", once),
    ]
    body = _number(lapsed.get("accounts") or 0, lines, "▲ call the largest first", "nobody is silent too long")
    return Content("Gone quiet", body, wall.trace("accounts/lapsed", "value"), css="mb-across")


def to_give(wall: Wall) -> Content:
    """The accounts that need a new owner, the most valuable first."""
    rows = wall.rows("accounts/orphaned", limit=wall.that_fit(ROWS))
    listed = [
        Owned(
            f"{row['source_file']} {row['source_row']}",
            row["name"],
            row["owner"],
            (_since(row),),
            wall.whole(row["value"]),
        )
        for row in rows
        if row["kind"] == "account"
    ]
    headings = ("", "was with", "left", "a year")
    body = owned(wall, headings, listed, wall.that_fit(ROWS), "Every account has an owner")
    return Content("Find these a new owner", body, wall.page("accounts"), wall.aside("accounts/orphaned"))


def to_call(wall: Wall) -> Content:
    """The customers to win back, the most valuable first: how long they are silent, and their own rhythm."""
    listed = [
        Owned(
            f"{row['source_file']} {row['source_row']}",
            row["account"],
            row["rep"],
            (_days(row["days_silent"]), _rhythm(row)),
            wall.whole(row["value"]),
        )
        for row in wall.rows("accounts/lapsed", limit=wall.that_fit(ROWS))
    ]
    headings = ("", "rep", "silent", "usually", "a year")
    body = owned(wall, headings, listed, wall.that_fit(ROWS), "Nobody has gone quiet")
    return Content("Win these back", body, wall.page("accounts"))


def _number(number: int, lines: list[str], act: str, good: str) -> str:
    verdict = f'<b class="mb-act">{act}</b>' if number else f'<b class="mb-ok">{tick(good)}</b>'
    return great(count(number), "<br>".join(line for line in lines if line)) + f'<div class="mb-told">{verdict}</div>'


def _things(number: int | None, one: str, state: str) -> str:
    return f"{one if number == 1 else f'{one}s'} {state}"


def _worth(wall: Wall, row: Row) -> str:
    value = wall.short(row.get("value"))
    return f"<b>{changing('value', value)}</b> in their last year" if value != NO_VALUE else ""


def _also(wall: Wall, key: str, number: int | None, one: str, many: str, row: Row) -> str:
    if not number:
        return ""
    value = wall.short(row.get("value"))
    worth = f", {value}" if value != NO_VALUE else ""
    return changing(key, f"and {count(number, one, many)}{worth}")


def _since(row: Row) -> str:
    return f"{_days(row['days_since_left'])} ago" if row["days_since_left"] is not None else row["reason"]


def _days(days: Any) -> str:
    return f"{float(days):.0f} d" if days is not None else NO_VALUE


def _rhythm(row: Row) -> str:
    return _days(row["cadence_days"]) if row["class"] == "lapsed" else "once"


ORPHANS = Tile("orphans", "Nobody's accounts", ("accounts/orphan_totals",), orphans)
QUIET = Tile("quiet", "Gone quiet", ("accounts/totals",), gone_quiet)
TO_GIVE = Tile("give", "Find these a new owner", ("accounts/orphaned",), to_give)
TO_CALL = Tile("call", "Win these back", ("accounts/lapsed",), to_call)
