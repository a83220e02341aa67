"""The tables of the cash page: the three horizons side by side, the columns of its lists, and the other currencies."""

from html import escape
from typing import Any

from pages.parts import ask, cards, cash_ask, charts, links, tables
from pages.parts.format import NO_VALUE, count, day, likely, listing, money
from pages.parts.frame import Open
from pages.parts.tables import Column

WORKLIST = {
    "account": Column("Customer"),
    "number": Column("Invoice"),
    "balance": Column("Open", "money"),
    "moves_gap": Column("Moves the gap", "money", "By how much the gap of 30 days shrinks if it is collected by then."),
    "days_past_due": Column("Days late", "count", "Below 0: not due yet."),
    "expected_on": Column("Likely paid", "date", "Empty when that is too uncertain."),
    "date_from": Column(
        "Date from",
        help="The first that is known of: the customer's promise, the collector's own date, how this customer paid "
        "before, the due day. Unresolved: overdue, and nobody has a date.",
    ),
    "promised_on": Column("Promised", "date"),
    "promise_state": Column("Promise", help="open: its day is still to come. broken: it was not paid by then."),
    "last_touch_on": Column("Last touch", "date", "The last call, mail or meeting with this customer."),
    "chance_30": Column("Paid in 30 days", "percent"),
    "state": Column("State", help="late: past its due day. at risk: so late that it may never be paid."),
    "rep": Column("Rep"),
    "due_on": Column("Due", "date"),
    "last_payment_on": Column("Last payment", "date"),
    "last_note": Column("Last note"),
}
BY_ACCOUNT = {
    "account": Column("Customer"),
    "rep": Column("Rep"),
    "invoices": Column("Invoices", "count"),
    "balance": Column("Open", "money"),
    "overdue": Column("Late", "money"),
    "oldest_days": Column("Oldest, days late", "count"),
    "last_payment_on": Column("Last payment", "date"),
    "rows": Column("Rows", "link"),
}
BY_REP = {
    "rep": Column("Rep"),
    "invoices": Column("Invoices", "count"),
    "balance": Column("Open", "money"),
    "overdue": Column("Late", "money"),
    "oldest_days": Column("Oldest, days late", "count"),
    "rows": Column("Rows", "link"),
}
AGING = {
    "bucket": Column("Days late"),
    "invoices": Column("Invoices", "count"),
    "balance": Column("Open", "money"),
    "rows": Column("Rows", "link"),
}
CLOSING = {
    "name": Column("Deal"),
    "account": Column("Customer"),
    "rep": Column("Rep"),
    "stage": Column("Stage"),
    "amount": Column("Amount", "money"),
    "close_on": Column("Closes", "date"),
    "is_past_due": Column("Past its day", "flag"),
    "win_chance": Column("Chance", "percent", "Share of like deals of this age that were won."),
    "expected_value": Column("Likely", "money", "Amount times chance."),
    "expected_cash_on": Column("Likely cash", "date"),
    "age_days": Column("Age, days", "count"),
}
OBLIGATIONS = {
    "due_on": Column("Due", "date"),
    "what": Column("What"),
    "kind": Column("Kind"),
    "amount": Column("Amount", "money"),
    "currency": Column("Currency"),
    "is_overdue": Column("Overdue", "flag"),
    "is_certain": Column("Certain", "flag"),
}
_CURRENCIES = {
    "currency": Column("Currency"),
    "receivables": Column("To collect", "total"),
    "receivable_invoices": Column("Invoices", "count"),
    "bills": Column("To pay", "total"),
    "bill_count": Column("Bills", "count"),
    "rate": Column("Rate", "rate", "Value of one unit in the reporting currency; empty when there is none."),
}

# Label, column, whether the line is strong, whether the amount is taken away.
_LINES = (
    ("Due by then", "obligations", False),
    ("Of it estimated", "estimated", False),
    ("Reserve to keep", "reserve", False),
    ("Cash free to spend", "free_cash", False),
    ("Money needed", "need", True),
    ("To collect", "collections", False),
    ("Signed, not invoiced", "signed", False),
    ("About to close", "closings", False),
    ("Cover", "cover", True),
)

# Money that is in none of the sums above it.
_BESIDE = (
    ("Beside, in no sum: business in no record yet", "run_rate"),
    ("Overdue without any date", "unresolved"),
)
FEWEST_WINDOWS = 10


def needs(frame: Open, rows: list[dict[str, Any]]) -> None:
    """How the money needed is made up, and how the cover is, for each horizon; every amount opens."""
    currency = frame.board.currency
    lines = [
        (label, [_amount(frame, row, column, currency) for row in rows], strong) for label, column, strong in _LINES
    ]
    lines.append(("Verdict", [_verdict(row, currency) for row in rows], True))
    lines.append(("Chance that it is covered", [escape(likely(row["chance"])) for row in rows], False))
    lines.append(("Left over, in 8 cases of 10", [_range(row, currency) for row in rows], False))
    lines.append(
        (
            "What the range rests on",
            [escape(calibrated(row)) if row["gap_low"] is not None else NO_VALUE for row in rows],
            False,
        )
    )
    lines.append(("Below the reserve from", [day(row["short_from"], year_of=frame.board.as_of) for row in rows], False))
    for label, column in _BESIDE:
        if any(row[column] is not None for row in rows):
            lines.append((label, [_amount(frame, row, column, currency) for row in rows], False))
    cards.matrix(
        [f"{row['horizon_days']} days, to {day(row['until_on'], year_of=frame.board.as_of)}" for row in rows],
        lines,
    )
    if rows[0]["missing"]:
        cards.note(f"Not all of it is known: no export has {escape(rows[0]['missing'])}.")


def _amount(frame: Open, row: dict[str, Any], column: str, currency: str) -> str:
    if row[column] is None:
        return NO_VALUE
    body = money(row[column], currency)
    if column == "unresolved" and (link := cash_ask.unresolved(frame)):
        return links.anchor(link, body)
    return cash_ask.opened(frame, body, "cash/need", column, horizon_days=row["horizon_days"])


def calibrated(row: dict[str, Any]) -> str:
    """What the range and the chance rest on, in words."""
    windows = row["windows"]
    if row["is_calibrated"]:
        return f"calibrated on {count(windows, 'past window')}"
    return f"not yet calibrated, {windows} of {FEWEST_WINDOWS} windows" if windows else "not yet calibrated"


def _verdict(row: dict[str, Any], currency: str) -> str:
    gap = row["gap"]
    if gap is None:
        return NO_VALUE
    if gap > 0:
        return f'<span class="mb-act">▲ short {money(gap, currency)}</span>'
    return f'<span class="mb-ok">✓ covered{f", {money(-gap, currency)} over" if gap else ""}</span>'


def _range(row: dict[str, Any], currency: str) -> str:
    if row["gap_low"] is None or row["gap_high"] is None:
        return NO_VALUE
    # The gap counts what is short; here it is said the other way round, as money left.
    return f"{money(-row['gap_high'], currency, cents=False)} to {money(-row['gap_low'], currency, cents=False)}"


def aging(frame: Open) -> None:
    """What is open by how late it is, as columns and as a table whose rows open."""
    rows, currency = ask.rows(frame.board, "cash/aging", frame.rep), frame.board.currency
    late = {"61-90", "91+"}
    charts.draw(frame, "aging", lambda: charts.columns(rows, "bucket", "balance", frame.palette, currency, act=late))
    tables.of_query(frame, "cash/aging", AGING, name="aging", opens="balance")


def currencies(frame: Open, rows: list[dict[str, Any]]) -> None:
    """What is open in each currency; one without a rate cannot be added to the rest."""
    cards.section("By currency", "Amounts as they stand in their own currency.")
    without = [row["currency"] or "no currency" for row in rows if row["rate"] is None]
    if without:
        cards.note(
            f"<b>▲ No rate for {escape(listing(without))}.</b> These amounts are in none of the sums above. "
            "Add the rate under <code>[rates]</code> in settings.toml.",
            act=True,
        )
    tables.show(rows, _CURRENCIES, name="by-currency", currency=frame.board.currency)
