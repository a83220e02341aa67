"""Accounts: customers who went quiet, and records that nobody looks after."""

from functools import partial

from pages.parts import ask, cards, links, tables
from pages.parts.format import count, money, weekday
from pages.parts.frame import open_page
from pages.parts.tables import Column

CLASSES = {
    "orphan": ("Nobody's accounts", "the owner is missing or gone"),
    "lapsed": ("Lapsed", "silent for much longer than usual"),
    "one-time": ("Bought once", "and not again for long"),
    "active": ("Active", "bought within their usual interval"),
    "prospect": ("Never bought", "accounts without a purchase"),
}
LAPSED = {
    "account": Column("Customer"),
    "rep": Column("Rep"),
    "class": Column("Class"),
    "last_purchase_on": Column("Last purchase", "date"),
    "days_silent": Column("Days silent", "count"),
    "cadence_days": Column("Usual days", "number", "Days between two purchases, as a rule."),
    "purchases": Column("Purchases", "count"),
    "value": Column("Value", "money", "What they bought in the year before they went quiet."),
}
BY_REP = {
    "rep": Column("Rep"),
    "lapsed": Column("Lapsed", "count"),
    "one_time": Column("Bought once", "count"),
    "value": Column("Value", "money"),
    "rows": Column("Rows", "link"),
}
ORPHANED = {
    "kind": Column("Kind"),
    "name": Column("Name"),
    "owner": Column("Owner in the export"),
    "reason": Column("Why nobody's"),
    "value": Column("Value", "money"),
    "days_since_left": Column("Days since the owner left", "count"),
}
KINDS = {"account": "accounts", "deal": "deals", "lead": "leads"}

frame = open_page("Accounts")
board, rep, currency = frame.board, frame.rep, frame.board.currency
rows, first = partial(ask.rows, board, rep=rep), partial(ask.first, board, rep=rep)
trace = partial(links.trace, rep=rep, as_of=frame.as_of)

cards.heading(
    "Accounts",
    f"Who stopped buying by {weekday(board.as_of)}, and what has nobody to look after it? "
    "Give every record of somebody who left a new owner, then win back the most valuable quiet ones.",
)
if missing := board.needs("accounts/totals"):
    cards.missing(missing, "Classes of accounts")
else:
    by_class = {row["class"]: row for row in rows("accounts/totals")}
    cards.row(
        [
            cards.Card(
                title,
                count(row["accounts"]),
                f"{money(row['value'], currency)}, {about}" if row["value"] is not None else about,
                trace("accounts/totals", "accounts", where={"class": name}),
                sign="▲" if name == "orphan" and row["accounts"] else "",
                act=name == "orphan" and bool(row["accounts"]),
            )
            for name, (title, about) in CLASSES.items()
            if (row := by_class.get(name))
        ]
    )
    factor = board.version.settings.accounts.lapsed_factor
    cards.section(
        "Gone quiet",
        f"Lapsed: silent for more than {factor.normalize():f} times the usual interval. The most valuable first.",
    )
    tables.of_query(frame, "accounts/lapsed", LAPSED, name="gone-quiet")
    cards.section("Gone quiet by rep")
    tables.of_query(frame, "accounts/by_rep", BY_REP, name="gone-quiet-by-rep", opens="value")

cards.section("Nobody's", "Accounts, deals and leads whose owner is missing, inactive, or has left.")
if missing := board.needs("accounts/orphaned"):
    cards.missing(missing, "This list")
else:
    by_kind = {row["kind"]: row for row in rows("accounts/orphan_totals")}
    cards.row(
        [
            cards.Card(
                f"Nobody's {plural}",
                count(row["records"]),
                money(row["value"], currency) if row["value"] is not None else "no value known",
                trace("accounts/orphan_totals", "records", where={"kind": kind}),
            )
            for kind, plural in KINDS.items()
            if (row := by_kind.get(kind))
        ]
    )
    tables.of_query(frame, "accounts/orphaned", ORPHANED, name="nobodys")
