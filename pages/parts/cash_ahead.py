"""The lists of the cash page that look ahead: deals about to close, and what must be paid."""

from functools import partial
from typing import Any

from pages.parts import ask, cards, cash_ask, links, tables
from pages.parts.cash_tables import CLOSING, OBLIGATIONS
from pages.parts.format import NO_VALUE, count, day, money, short_money
from pages.parts.frame import Open
from pages.parts.tables import Column

WON = "cash/won_value"
DRIFT = "cash/close_date_drift"
BY_DRIFT = {
    "rep": Column("Rep"),
    "deals": Column("Deals closed", "count"),
    "median_days_late": Column("Median days late", "number", "Half of the deals closed later than this."),
    "late_share": Column("Closed late", "percent"),
    "pushes": Column("Times pushed", "count"),
    "rows": Column("Rows", "link"),
}


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
    _won_value(frame)
    _drift(frame)


def _won_value(frame: Open) -> None:
    """What is likely to be won by when: from the pipeline, from deals that are not in it yet, and the usual pace."""
    if cash_ask.missing(frame, WON):
        return
    rows = [row for row in cash_ask.rows(frame, WON) if row["from_open"] is not None]
    cards.section(
        "Value that should be won",
        "Deals won by then, not yet cash. The forecast is the mean of open and new deals together and "
        "the average of 13 weeks.",
    )
    if not rows:
        cards.note("Not enough history.")
        return
    lines = [
        (label, [_value(frame, row, column) for row in rows], strong)
        for label, column, strong in (
            ("From open deals", "from_open", False),
            ("From deals not in the pipeline yet", "from_new", False),
            ("Forecast", "forecast", True),
            ("Beside it: the average of 13 weeks", "run_rate", False),
        )
    ]
    cards.matrix(
        [f"{row['horizon_days']} days, to {day(row['until_on'], year_of=frame.board.as_of)}" for row in rows], lines
    )


def _value(frame: Open, row: dict[str, Any], column: str) -> str:
    if row[column] is None:
        return NO_VALUE
    text = money(row[column], frame.board.currency)
    return cash_ask.opened(frame, text, WON, column, horizon_days=row["horizon_days"])


def _drift(frame: Open) -> None:
    """Whose closing days move; nothing is said where no history of them is kept."""
    cards.section(
        "Whose closing days run late",
        "Deals that closed: how long after the day that was first written down, and how often the day was pushed.",
    )
    if missing := cash_ask.missing(frame, DRIFT):
        cards.missing(missing, "This")
    elif not cash_ask.rows(frame, DRIFT):
        cards.note("Not enough history: it takes exports of several days, or an export of how deals changed.")
    else:
        tables.of_query(frame, DRIFT, BY_DRIFT, name="close-date-drift", opens="deals")


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
