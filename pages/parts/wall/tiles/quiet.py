"""Accounts that nobody looks after, and those that stopped buying."""

from html import escape
from typing import Any

from pages.parts.format import NO_VALUE, count
from pages.parts.wall.tile import Content, Tile, Wall, changing, unknown

KINDS = {"deal": "deals", "lead": "leads"}
CLASSES = {"lapsed": "lapsed", "one-time": "bought once"}


def orphans(wall: Wall) -> Content:
    """Accounts, deals and leads whose owner left or never was."""
    by_kind = {row["kind"]: row for row in wall.rows("accounts/orphan_totals")}
    accounts = by_kind.get("account", {})
    if accounts.get("records") is None:
        return unknown("Nobody's accounts", "users who own the accounts")
    lines = [
        _line(text, row.get("records"), _value(wall, row))
        for text, row in ((text, by_kind.get(kind, {})) for kind, text in KINDS.items())
    ]
    largest = next((row for row in wall.rows("accounts/orphaned", limit=1) if row["kind"] == "account"), None)
    if largest:
        lines.append(_first(wall, largest["name"], _value(wall, largest)))
    body = _body(count(accounts["records"]), "without an owner", _value(wall, accounts), lines)
    href = wall.trace("accounts/orphan_totals", "records", kind="account")
    return Content("Nobody's accounts", body, href, wall.aside("accounts/orphan_totals"))


def gone_quiet(wall: Wall) -> Content:
    """Customers who bought at their own pace and stopped, and those who bought once."""
    by_class = {row["class"]: row for row in wall.rows("accounts/totals")}
    quiet = {name: by_class.get(name, {}) for name in CLASSES}
    lines = [_line(text, quiet[name].get("accounts"), _value(wall, quiet[name])) for name, text in CLASSES.items()]
    largest = wall.rows("accounts/lapsed", limit=1)
    if largest:
        lines.append(_first(wall, largest[0]["account"], count(largest[0]["days_silent"], "day")))
    values = [row["value"] for row in quiet.values() if row.get("value") is not None]
    number = count(sum(row.get("accounts") or 0 for row in quiet.values()))
    body = _body(number, "to win back", wall.short(sum(values)) if values else NO_VALUE, lines)
    return Content("Gone quiet", body, wall.trace("accounts/lapsed", "value"), wall.aside("accounts/totals"))


ORPHANS = Tile("orphans", "Nobody's accounts", ("accounts/orphan_totals",), orphans)
GONE_QUIET = Tile("quiet", "Gone quiet", ("accounts/totals",), gone_quiet)


def _body(number: str, beside: str, worth: str, lines: list[str]) -> str:
    worth = f"<br>worth <b>{worth}</b>" if worth != NO_VALUE else ""
    return (
        f'<div class="mb-second">{changing("number", number, "mb-number")}'
        f'<span class="mb-beside">{beside}{worth}</span></div><div class="mb-split">{"".join(lines)}</div>'
    )


def _value(wall: Wall, row: dict[str, Any]) -> str:
    return wall.short(row.get("value"))


def _line(name: str, number: int | None, value: str) -> str:
    shown = "" if value == NO_VALUE else value
    return f"<div><span>{name}</span><b>{changing(name, count(number or 0))}</b><span>{shown}</span></div>"


def _first(wall: Wall, name: str | None, value: str) -> str:
    # The one to begin with: the largest on the page behind this tile.
    return f'<div class="mb-first"><i>▲ </i>{wall.name(name)}<span>{escape(value)}</span></div>'
