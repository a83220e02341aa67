"""How well we collect: the measures of receivables with their definitions, their trend, and each customer's habit."""

from html import escape
from typing import Any

import queries
from pages.parts import cards, cash_ask, cash_charts, charts, tables
from pages.parts.format import NO_VALUE, count, day, money, percent
from pages.parts.frame import Open
from pages.parts.html import html
from pages.parts.tables import Column

QUERY = "cash/receivable_health"
TREND = "cash/receivable_trend"
LACKS = {
    "dso": "dso_missing",
    "count_back_dso": "dso_missing",
    "best_possible_dso": "best_possible_missing",
    "average_days_delinquent": "best_possible_missing",
    "cei": "cei_missing",
}
"""The column that says why a measure is empty."""
HABITS = {
    "account": Column("Customer"),
    "days_beyond_terms": Column("Days beyond terms", "number", "Weighed by amount; below 0: pays before the due day."),
    "is_own": Column("Its own", "flag", "Fewer than 3 payments: what all customers do stands here instead."),
    "payments": Column("Payments", "count"),
    "paid": Column("Paid", "money"),
    "rows": Column("Rows", "link"),
}


def show(frame: Open) -> None:
    """The cards, what they mean, thirteen months, and the customers."""
    cards.section(
        "How well we collect", "Days that sales take to become cash, and how much of what could be collected was."
    )
    if missing := cash_ask.missing(frame, QUERY):
        cards.missing(missing, "This")
        return
    row = cash_ask.first(frame, QUERY)
    if not row:
        cards.note("Not enough history.")
        return
    cards.row(_cards(frame, row))
    _definitions()
    months = [month for month in cash_ask.rows(frame, TREND) if month["dso"] is not None]
    if len(months) > 1:
        cards.section(
            "Month by month", "At the end of each month; DSO near the best possible means that little is overdue."
        )
        charts.draw(frame, "receivable_trend", lambda: cash_charts.trend(months, "month_on", frame.palette))
    else:
        cards.note("Not enough history for a trend.")
    cards.section(
        "Days beyond terms, by customer", "How late each customer pays, weighed by amount, over the last 180 days."
    )
    tables.of_query(frame, "cash/days_beyond_terms", HABITS, name="days-beyond-terms", opens="paid")


def _cards(frame: Open, row: dict[str, Any]) -> list[cards.Card]:
    currency, today = frame.board.currency, frame.board.as_of
    owed, sold = (money(row[column], currency, cents=False) for column in ("receivables", "sales"))
    best, late = row["best_possible_dso"], row["average_days_delinquent"]
    since = f"since {day(row['cei_from_on'], year_of=today)}" if row["cei_from_on"] else ""
    shown = (
        ("Days of sales owed (DSO)", "dso", _days(row["dso"]), f"{owed} owed, {sold} sold in 90 days"),
        ("Count-back DSO", "count_back_dso", _days(row["count_back_dso"]), "for sales that go up and down"),
        ("Best possible DSO", "best_possible_dso", _days(best), "if nothing were overdue"),
        ("Average days delinquent", "average_days_delinquent", _days(late), "DSO less the best possible"),
        ("Collected of what could be (CEI)", "cei", percent(row["cei"]), f"{since}; 100% leaves nothing overdue"),
    )
    return [_card(frame, label, value, line, column, row[LACKS[column]]) for label, column, value, line in shown]


def _card(frame: Open, label: str, value: str, line: str, column: str, lacks: str | None) -> cards.Card:
    if value == NO_VALUE:
        return cards.Card(label, value, f"not enough data: needs {lacks}" if lacks else "not enough data", grey=True)
    return cards.Card(label, value, line, cash_ask.address(frame, QUERY, column))


def _days(value: Any) -> str:
    return NO_VALUE if value is None else f"{float(value):.1f} days"


def _definitions() -> None:
    """How each is counted, from the metrics themselves."""
    known = [queries.metrics()[name] for name in queries.read(QUERY).metrics]
    lines = "".join(f"<dt>{escape(metric.title)}</dt><dd>{escape(metric.formula)}</dd>" for metric in known)
    body = f'<dl class="mb-facts">{lines}</dl>'
    summary = f"How {count(len(known), 'measure')} are counted"
    html(f'<div class="mb-box"><details class="mb-more"><summary>{summary}</summary>{body}</details></div>')
