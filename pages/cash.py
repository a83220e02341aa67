"""Cash: what money must come in by when, what covers it, and whom to call for it."""

from functools import partial

import streamlit as st

from pages.parts import ask, cards, cash_ahead, cash_tables, charts, links, tables
from pages.parts.cash_tables import BY_ACCOUNT, BY_REP, WORKLIST
from pages.parts.format import count, money, percent, weekday
from pages.parts.frame import open_page

frame = open_page("Cash")
board, rep, currency = frame.board, frame.rep, frame.board.currency
rows, first = partial(ask.rows, board, rep=rep), partial(ask.first, board, rep=rep)
trace = partial(links.trace, rep=rep, as_of=frame.as_of)

cards.heading(
    "Cash",
    f"How much money must come in within 15, 30 and 60 days of {weekday(board.as_of)}, and what covers it? "
    "Begin with the invoices under Collect first; every number opens to its rows.",
)

needs = rows("cash/need")
missing = board.needs("cash/need")
if missing and all(row["need"] is None for row in needs):
    cards.missing(missing, "Money needed")
if needs:
    cash_tables.needs(frame, needs)

if board.needs("cash/path"):
    pass
elif path := rows("cash/path"):
    cards.section("The next 60 days", "The likely balance, the band that holds it in 8 cases of 10, and the reserve.")
    charts.draw(frame, "cash_path", lambda: charts.cash_path_page(path, frame.palette, currency))
    links.note("The days, one by one", trace("cash/path", "balance"))

cards.section(
    "Collect first",
    "Open invoices in the order in which it pays to call: late ones first, the largest ahead.",
)
if collect_missing := board.needs("cash/to_collect"):
    cards.missing(collect_missing, "Collecting")
else:
    totals = first("cash/collect_totals")
    cards.row(
        [
            cards.Card(
                "To collect",
                money(totals.get("balance"), currency),
                count(totals.get("invoices"), "open invoice"),
                trace("cash/collect_totals", "balance"),
            ),
            cards.Card(
                "Of it late",
                money(totals.get("overdue"), currency),
                f"{percent(totals.get('overdue_share'))}, {count(totals.get('overdue_invoices'), 'invoice')}",
                trace("cash/collect_totals", "overdue"),
                sign="▲" if totals.get("overdue") else "",
                act=bool(totals.get("overdue")),
            ),
        ]
    )
    # Only the open one is drawn; which one that is stands in the address.
    invoices, customers, reps, lateness = st.tabs(
        ["Invoices", "Customers", "Reps", "How late"], key="collect", bind="query-params"
    )
    with invoices:
        if invoices.open:
            tables.of_query(frame, "cash/to_collect", WORKLIST, name="to-collect")
    with customers:
        if customers.open:
            by_account = "collect-by-customer"
            tables.of_query(frame, "cash/collect_by_account", BY_ACCOUNT, name=by_account, opens="balance")
    with reps:
        if reps.open:
            tables.of_query(frame, "cash/collect_by_rep", BY_REP, name="collect-by-rep", opens="balance")
    with lateness:
        if lateness.open:
            cash_tables.aging(frame)

currencies = rows("cash/by_currency")
if len(currencies) > 1 or any(row["rate"] is None for row in currencies):
    cash_tables.currencies(frame, currencies)

cards.section("What comes and goes next", "Deals that should close soon, and what must be paid within 60 days.")
coming, going = st.tabs(["About to close", "Must be paid"], key="next", bind="query-params")
with coming:
    if coming.open:
        cash_ahead.closing(frame)
with going:
    if going.open:
        cash_ahead.obligations(frame)
