"""What to collect: the totals, the lists, and beside the list of invoices the place to write about one of them."""

from collections import Counter
from functools import partial
from typing import Any

import streamlit as st

from pages.parts import ask, cards, cash_ask, cash_notes, cash_tables, tables
from pages.parts.cash_tables import BY_ACCOUNT, BY_REP, WORKLIST
from pages.parts.format import count, money, percent
from pages.parts.frame import Open
from pages.parts.html import html
from pages.parts.tables import SHOWN

CHOSEN = "invoice"
ANCHOR = "collect-first"
WIDTHS = (7, 3)


def show(frame: Open) -> None:
    """The cards, and one of the lists; which one stands in the address."""
    html(f'<i id="{ANCHOR}"></i>')
    cards.section(
        "Collect first",
        "Open invoices, first the one that closes most of the gap when it is collected within 30 days.",
    )
    if missing := frame.board.needs("cash/to_collect"):
        cards.missing(missing, "Collecting")
        return
    cards.row(_cards(frame))
    invoices, customers, reps, lateness = st.tabs(
        ["Invoices", "Customers", "Reps", "How late"], key="collect", bind="query-params"
    )
    with invoices:
        if invoices.open:
            _invoices(frame)
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


def _cards(frame: Open) -> list[cards.Card]:
    currency, totals = frame.board.currency, ask.first(frame.board, "cash/collect_totals", frame.rep)
    address = partial(cash_ask.address, frame, "cash/collect_totals")
    found = [
        cards.Card(
            "To collect",
            money(totals.get("balance"), currency),
            count(totals.get("invoices"), "open invoice"),
            address("balance"),
        ),
        cards.Card(
            "Of it late",
            money(totals.get("overdue"), currency),
            f"{percent(totals.get('overdue_share'))}, {count(totals.get('overdue_invoices'), 'invoice')}",
            address("overdue"),
            sign="▲" if totals.get("overdue") else "",
            act=bool(totals.get("overdue")),
        ),
    ]
    if totals.get("unresolved") is not None:
        nobody = totals["unresolved"]
        found.append(
            cards.Card(
                "Of it without any date",
                money(nobody, currency),
                f"overdue, {count(totals.get('unresolved_invoices'), 'invoice')}: ask for a promise"
                if nobody
                else "every overdue invoice has a day",
                address("unresolved"),
                sign="▲" if nobody else "✓",
                act=bool(nobody),
            )
        )
    return [*found, _promises(frame)]


def _promises(frame: Open) -> cards.Card:
    """How far promises can be believed. The share leans towards a half while few have fallen due."""
    record = cash_ask.first(frame, "cash/promises")
    due, kept = record.get("promises_due"), record.get("promises_kept")
    if not due:
        return cards.Card("Promises kept", "–", "none has fallen due yet", grey=True)
    line = f"{count(kept)} of {count(due, 'promise')}; counted as {percent(record.get('kept_share'))} for the next one"
    link = cash_ask.address(frame, "cash/promises", "promises_due")
    return cards.Card("Promises kept", percent(record.get("share")), line, link)


@st.fragment
def _invoices(frame: Open) -> None:
    """The list and what belongs to the chosen invoice. It runs on its own, so that a choice answers at once."""
    named = _named(ask.rows(frame.board, "cash/to_collect", frame.rep, limit=SHOWN))
    listed, chosen = st.columns(WIDTHS, gap="small")
    with listed:
        # The choice belongs to this state of the board: on the next one the row may be another invoice.
        name = "to-collect"
        tables.of_query(
            frame,
            "cash/to_collect",
            WORKLIST,
            name=name,
            choose=partial(_choose, list(named)),
            key=f"{name}_{frame.board.version.name}_{frame.board.version.decided}_{frame.board.as_of}",
        )
    with chosen, st.container(key="chosen_invoice"):
        label = st.selectbox(
            "Write about an invoice",
            list(named),
            index=None,
            key=CHOSEN,
            placeholder="Choose an invoice here or in the list",
            bind="query-params",
        )
        if label in named:
            cash_notes.show(frame, named[label])
        else:
            cards.note(
                "<b>Called somebody?</b> Choose the invoice and write down the day the customer promised, a day of "
                "your own, or what was said. The forecast follows in a moment."
            )


def _choose(labels: list[str], place: int) -> None:
    if place < len(labels):
        st.session_state[CHOSEN] = labels[place]


def _named(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The invoices by the names they are chosen by, in their order; two of one name are told apart by their ids."""
    names = [f"{row['account'] or 'No customer'} · {row['number'] or row['invoice_id'] or '?'}" for row in rows]
    often = Counter(names)
    named: dict[str, dict[str, Any]] = {}
    for name, row in zip(names, rows, strict=True):
        label = name if often[name] == 1 else f"{name} · {row['invoice_id']}"
        while label in named:
            label += " ·"
        named[label] = row
    return named
