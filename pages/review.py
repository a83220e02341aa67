"""Review: the deals that are open, won and lost, rep by rep, for the meeting every two weeks."""

from functools import partial

import streamlit as st

from pages.parts import ask, cards, links, tables
from pages.parts.format import count, money, short_day
from pages.parts.frame import open_page
from pages.parts.tables import Column

BY_REP = {
    "rep": Column("Rep"),
    "open_deals": Column("Open", "count"),
    "open_amount": Column("Open amount", "money"),
    "past_due": Column("Past their day", "count"),
    "won_deals": Column("Won", "count"),
    "won_amount": Column("Won amount", "money"),
    "lost_deals": Column("Lost", "count"),
    "lost_amount": Column("Lost amount", "money"),
    "rows": Column("Open rows", "link"),
}
DEALS = {
    "name": Column("Deal"),
    "account": Column("Customer"),
    "rep": Column("Rep"),
    "stage": Column("Stage"),
    "amount": Column("Amount", "money"),
    "close_on": Column("Closes", "date"),
    "is_past_due": Column("Past its day", "flag"),
    "days_past_close": Column("Days past", "count"),
    "age_days": Column("Age, days", "count"),
}
OUTCOMES = ("open", "won", "lost")

frame = open_page("Review")
board, rep, currency = frame.board, frame.rep, frame.board.currency
rows, first = partial(ask.rows, board, rep=rep), partial(ask.first, board, rep=rep)
trace = partial(links.trace, rep=rep, as_of=frame.as_of)
totals = first("review/totals")
span = (
    f"from {short_day(totals['from_on'], year_of=board.as_of)} to {short_day(totals['to_on'], year_of=board.as_of)}"
    if totals.get("from_on")
    else f"in {board.version.settings.review.days} days"
)

cards.heading(
    "Review",
    f"What was won and lost {span}, and what is open now? Choose a rep at the left, go through the deals past their "
    "closing day first, and leave with one next step for each.",
)
if missing := board.needs("review/totals"):
    cards.missing(missing, "The review")
else:
    past = totals.get("past_due") or 0
    cards.row(
        [
            cards.Card(
                "Open",
                money(totals.get("open_amount"), currency, cents=False),
                count(totals.get("open_deals"), "deal"),
                trace("review/totals", "open_amount"),
            ),
            cards.Card(
                "Past their closing day",
                count(past),
                "set a new day or close them" if past else "none",
                trace("review/totals", "past_due"),
                sign="▲" if past else "✓",
                act=bool(past),
            ),
            cards.Card(
                "Won",
                money(totals.get("won_amount"), currency, cents=False),
                count(totals.get("won_deals"), "deal"),
                trace("review/totals", "won_amount"),
            ),
            cards.Card(
                "Lost",
                money(totals.get("lost_amount"), currency, cents=False),
                count(totals.get("lost_deals"), "deal"),
                trace("review/totals", "lost_amount"),
            ),
        ]
    )
    cards.section("By rep", f"Won and lost {span}; open as of today.")
    tables.of_query(frame, "review/by_rep", BY_REP, name="review-by-rep", opens="open_amount")

    deals = rows("review/deals")
    cards.section("The deals")
    outcome = st.segmented_control(
        "Which deals",
        OUTCOMES,
        default="open",
        format_func=lambda name: f"{name.capitalize()} ({sum(deal['outcome'] == name for deal in deals)})",
        key="outcome",
        bind="query-params",
        label_visibility="collapsed",
    )
    shown = [deal for deal in deals if deal["outcome"] == (outcome or "open")]
    tables.show(
        sorted(shown, key=lambda deal: not deal["is_past_due"]),
        DEALS,
        name=f"review-{outcome or 'open'}",
        currency=currency,
    )
