"""Two tiles about accounts: those that nobody looks after, and those that stopped buying."""

from html import escape
from typing import Any

from pages.parts.format import NO_VALUE, count
from pages.parts.wall.tile import Wall, needs, shell

PLURALS = {"account": "accounts", "deal": "deals", "lead": "leads"}
CLASSES = {"lapsed": "lapsed", "one-time": "bought once"}


def orphans(wall: Wall) -> str:
    """Accounts, deals and leads whose owner left or never was."""
    if missing := wall.board.needs("accounts/orphan_totals"):
        return needs(wall, "orphans", "Nobody's accounts", missing)
    by_kind = {row["kind"]: row for row in wall.rows("accounts/orphan_totals")}
    accounts = by_kind.get("account", {})
    lines = [_line(wall, PLURALS.get(kind, kind), by_kind.get(kind, {}), "records") for kind in PLURALS]
    body = _body(count(accounts.get("records", 0)), "without an owner", lines)
    return shell(
        "orphans",
        wall.trace("accounts/orphan_totals", "records", kind="account"),
        "Nobody's accounts",
        "",
        body,
    )


def gone_quiet(wall: Wall) -> str:
    """Customers who bought at their own pace and stopped, and those who bought once."""
    if missing := wall.board.needs("accounts/totals"):
        return needs(wall, "quiet", "Gone quiet", missing)
    by_class = {row["class"]: row for row in wall.rows("accounts/totals")}
    lapsed = [by_class.get(name, {}) for name in CLASSES]
    lines = [_line(wall, text, by_class.get(name, {}), "accounts") for name, text in CLASSES.items()]
    biggest = wall.rows("accounts/lapsed")[:1]
    if biggest:
        lines.append(_biggest(biggest[0]))
    body = _body(count(sum(row.get("accounts") or 0 for row in lapsed)), "to win back", lines)
    return shell(
        "quiet", wall.trace("accounts/totals", "accounts", **{"class": "lapsed"}), "Gone quiet", "", body
    )


def _body(number: str, beside: str, lines: list[str]) -> str:
    return (
        f'<div class="mb-second"><span class="mb-number">{number}</span><span class="mb-beside">{beside}</span></div>'
        f'<div class="mb-split">{"".join(lines)}</div>'
    )


def _line(wall: Wall, name: str, row: dict[str, Any], number: str) -> str:
    value = wall.short(row["value"]) if row.get("value") is not None else NO_VALUE
    return f"<div><b>{count(row.get(number) or 0)}</b><span>{escape(name)}</span><span>{value}</span></div>"


def _biggest(row: dict[str, Any]) -> str:
    return (
        '<div class="mb-biggest"><span class="mb-name">'
        f"▲ {escape(row['account'] or 'no name')}</span><span>{count(row['days_silent'], 'day')}</span></div>"
    )
