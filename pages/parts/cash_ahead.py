"""The lists of the cash page that look ahead: deals about to close, and what must be paid."""

from functools import partial

from pages.parts import ask, cards, links, tables
from pages.parts.cash_tables import CLOSING, OBLIGATIONS
from pages.parts.format import count, money, short_money
from pages.parts.frame import Open


def closing(frame: Open) -> None:
    """Open deals that should close soon, and what they are likely to bring."""
    board, currency = frame.board, frame.board.currency
    trace = partial(links.trace, rep=frame.rep, as_of=frame.as_of)
    if closing_missing := board.needs("cash/closing"):
        cards.missing(closing_missing, "About to close")
    else:
        totals = ask.first(board, "cash/closing_totals", frame.rep)
        past = totals.get("past_due") or 0
        cards.row(
            [
                cards.Card(
                    "About to close",
                    money(totals.get("amount"), currency),
                    count(totals.get("deals"), "deal"),
                    trace("cash/closing_totals", "amount"),
                ),
                cards.Card(
                    "Likely to come of it",
                    money(totals.get("expected_value"), currency),
                    "each amount times its chance",
                    trace("cash/closing_totals", "expected_value"),
                ),
                cards.Card(
                    "Past their closing day",
                    count(past),
                    "set a new day or close them" if past else "none",
                    trace("cash/closing_totals", "past_due"),
                    sign="▲" if past else "✓",
                    act=bool(past),
                ),
            ]
        )
        tables.of_query(frame, "cash/closing", CLOSING, name="closing")


def obligations(frame: Open) -> None:
    """Bills and recurring payments of the next 60 days."""
    board, currency = frame.board, frame.board.currency
    if bills_missing := board.needs("cash/obligations"):
        cards.missing(bills_missing, "What must be paid")
    due_rows = ask.rows(board, "cash/obligations", frame.rep)
    if due_rows:
        overdue = [row for row in due_rows if row["is_overdue"]]
        if overdue:
            due = sum(row["amount"] for row in overdue if row["amount"] is not None)
            cards.note(
                f"<b>▲ {count(len(overdue), 'payment')} overdue</b>, {short_money(due, currency)} in all.",
                act=True,
            )
        tables.of_query(frame, "cash/obligations", OBLIGATIONS, name="obligations")
