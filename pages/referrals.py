"""Referrals: how many each rep brought in against the target, and what referrals are worth."""

from functools import partial
from typing import Any

from pages.parts import ask, cards, charts, links, tables
from pages.parts.format import NO_VALUE, count, month, percent, short_money, weekday
from pages.parts.frame import open_page
from pages.parts.tables import Column

THIS_MONTH = {
    "rep": Column("Rep"),
    "referrals": Column("Referrals", "count"),
    "target_to_date": Column("Due by today", "number", "The target, by the working days that have passed."),
    "target": Column("Target", "number"),
    "low": Column("Range from", "number", "What the count says about the usual month, in 8 cases of 10."),
    "high": Column("to", "number"),
}
THREE_MONTHS = {
    "rep": Column("Rep"),
    "referrals": Column("Referrals in 3 months", "count"),
    "target": Column("Target", "number"),
    "low": Column("Range from", "number"),
    "high": Column("to", "number"),
    "rows": Column("Rows", "link"),
}
LEADS = {
    "created_at": Column("Came in", "moment"),
    "lead": Column("Lead"),
    "company": Column("Company"),
    "rep": Column("Rep"),
    "kind": Column("Kind"),
    "source": Column("Source in the CRM"),
}

frame = open_page("Referrals")
board, rep = frame.board, frame.rep
rows, first = partial(ask.rows, board, rep=rep), partial(ask.first, board, rep=rep)
trace = partial(links.trace, rep=rep, as_of=frame.as_of)
target = board.version.settings.referrals.target


def _won(share: dict[str, Any], column: str) -> str:
    return short_money(share.get(column), board.currency)


cards.heading(
    "Referrals",
    f"Did each rep bring in {target} referrals this month, up to {weekday(board.as_of)}? "
    "Ask the customers of who is behind; one month is few cases, so look at three as well.",
)
if missing := board.needs("referrals/totals"):
    cards.missing(missing, "Referrals")
else:
    totals = first("referrals/totals")
    share = first("referrals/share_of_won")
    due = totals.get("target_to_date")
    behind = due is not None and totals["referrals"] < int(due)
    cards.row(
        [
            cards.Card(
                f"Referrals in {month(totals.get('month'))}",
                count(totals.get("referrals")),
                f"of {float(due):.0f} due by today, {count(totals.get('target'))} in the month"
                if due is not None
                else "no target",
                trace("referrals/totals", "referrals"),
                sign="▼" if behind else "✓" if due else "",
                act=behind,
            ),
            cards.Card(
                "By this day last month",
                count(totals.get("previous_same_point")),
                f"{count(totals.get('previous_month'))} in the whole month",
                grey=totals.get("previous_same_point") is None,
            ),
            cards.Card(
                "Share of won value",
                percent(share.get("share")),
                f"{_won(share, 'referral_value')} of {_won(share, 'won_value')}, "
                f"{count(share.get('referral_deals'))} of {count(share.get('won_deals'), 'deal')}"
                if share.get("share") is not None
                else "no won deals",
                trace("referrals/share_of_won", "referral_value") if share else "",
                grey=share.get("share") is None,
            ),
        ]
    )
    by_rep = rows("referrals/by_rep")
    cards.section(f"By rep in {month(totals.get('month'))}" if totals else "By rep")
    tables.show([row for row in by_rep if row["month"] == totals.get("month")], THIS_MONTH, name="referrals-by-rep")

    by_month = rows("referrals/by_month")
    if len(by_month) > 1:
        cards.section("Month by month", "The mark is the target.")
        goal = [None if row["target"] is None else float(row["target"]) for row in by_month]
        texts = [count(row["referrals"]) if row["referrals"] is not None else NO_VALUE for row in by_month]
        charts.draw(frame, "referrals", lambda: charts.months(by_month, "referrals", frame.palette, texts, goal=goal))

    cards.section(
        "Three months",
        "A rep with a true rate on target still misses it in two months of five; three months tell more.",
    )
    tables.of_query(frame, "referrals/three_months", THREE_MONTHS, name="referrals-three-months", opens="referrals")
    cards.section("The leads", "Every lead that counts as a referral, newest first.")
    tables.of_query(frame, "referrals/leads", LEADS, name="referral-leads")
