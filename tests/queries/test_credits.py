"""Credits of customers and suppliers: what they pay, what is left of them, and where they are listed."""

import datetime
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.settings import read_settings
from queries import Board, added_up, left_out, run
from tests.queries.given import DAY, board_of

DAYS = datetime.timedelta


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def money(text: str) -> Decimal:
    return Decimal(text)


def invoice(number: str, due: str, opened: str, **values: Any) -> dict[str, Any]:
    return {
        "invoice_id": number,
        "customer_name": "Acme",
        "issued_on": day("2026-05-01"),
        "due_on": day(due),
        "total": money(opened),
        "balance": money(opened),
    } | values


def credit(number: str, opened: str, **values: Any) -> dict[str, Any]:
    return invoice(number, "2026-05-20", opened, document="credit note") | values


def bill(number: str, due: str, opened: str, **values: Any) -> dict[str, Any]:
    return {
        "bill_id": number,
        "number": number,
        "vendor": "Mill",
        "issued_on": day("2026-05-01"),
        "due_on": day(due),
        "total": money(opened),
        "balance": money(opened),
    } | values


def owed(board: Board) -> dict[str, Decimal]:
    table = run(board, "cash/to_collect").records()
    return {row["invoice_id"]: row["balance"] for row in table}


def reasons(board: Board, name: str = "cash/to_collect", key: str = "invoice_id") -> dict[str, str]:
    return {row[key]: row["reason"] for row in left_out(board, name).records()}


def mart(board: Board, name: str) -> list[dict[str, Any]]:
    with board.cursor() as cursor:
        rows = cursor.execute(f"select * from marts.{name} order by source_row")
        names = [column[0] for column in rows.description]
        return [dict(zip(names, found, strict=True)) for found in rows.fetchall()]


def test_a_credit_pays_the_invoice_of_the_oldest_due_day_first(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("late", "2026-07-20", "50.00"),
            invoice("first", "2026-05-31", "30.00"),
            invoice("second", "2026-06-30", "40.00"),
            credit("c", "-45.00"),
        ]
    }
    board = board_of(tmp_path, rows)
    # 30.00 of the 45.00 pay the first, 15.00 are taken off the second: 25.00 and 50.00 are left.
    assert owed(board) == {"second": money("25.00"), "late": money("50.00")}
    assert reasons(board) == {"first": "paid by a credit", "c": "credit, taken off the customer's invoices"}
    totals = run(board, "cash/collect_totals").first()
    assert totals is not None
    assert (totals["invoices"], totals["balance"]) == (2, money("75.00"))
    assert added_up(board, "cash/collect_totals", "balance", {}) == money("75.00")
    (found,) = mart(board, "customer_credits")
    assert (found["credit"], found["used"], found["excess"]) == (money("45.00"), money("45.00"), money("0.00"))
    used = {row["invoice_id"]: row["credit_used"] for row in mart(board, "receivables")}
    assert (used["first"], used["second"], used["late"]) == (money("30.00"), money("15.00"), money("0.00"))


def test_what_is_left_of_a_credit_is_owed_to_the_customer(tmp_path: Path) -> None:
    rows = {
        "invoice": [invoice("1", "2026-07-20", "50.00"), credit("c1", "-45.00"), credit("c2", "-25.00")],
        "bill": [bill("b", "2026-07-05", "10.00")],
    }
    board = board_of(tmp_path, rows)
    assert owed(board) == {}
    obligations = run(board, "cash/obligations").records()
    assert [(row["what"], row["amount"], row["due_on"], row["is_certain"]) for row in obligations] == [
        ("credit owed to Acme", money("20.00"), DAY, False),
        ("Mill b", money("10.00"), day("2026-07-05"), True),
    ]
    need = run(board, "cash/need").first()
    assert need is not None
    assert (need["obligations"], need["certain"]) == (money("30.00"), money("10.00"))
    # The older credit is used first.
    assert [(row["credit_id"], row["used"], row["excess"]) for row in mart(board, "customer_credits")] == [
        ("c1", money("45.00"), money("0.00")),
        ("c2", money("5.00"), money("20.00")),
    ]


def test_a_credit_is_told_in_several_ways(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("1", "2026-07-20", "1000.00"),
            credit("written without a sign", "7.00"),
            credit("half used", "-20.00", paid=money("-12.00"), balance=None),  # 8.00 open
            invoice("below zero", "2026-06-01", "-30.00"),
            invoice("paid too much", "2026-06-01", "-5.00", total=money("100.00")),
            credit("refunded", "-11.00", balance=None, paid_on=day("2026-06-01")),
            credit("used up", "0.00", total=money("-60.00")),
            credit("cancelled", "-3.00", status="VOIDED"),
            credit("not told", "-9.00", balance=None),
            credit("nobody's", "-9.00", customer_name=None),
            credit("of tomorrow", "-400.00", issued_on=DAY + DAYS(1)),
        ]
    }
    board = board_of(tmp_path, rows)
    # 1000.00 less 7.00, 8.00, 30.00 and 5.00.
    assert owed(board) == {"1": money("950.00")}
    taken = "credit, taken off the customer's invoices"
    assert reasons(board) == {
        "written without a sign": taken,
        "half used": taken,
        "below zero": taken,
        "paid too much": taken,
        "cancelled": "cancelled",
        "not told": "credit; the export does not say what was used",
        "nobody's": "credit without a customer",
    }


@pytest.mark.parametrize(
    ("document", "balance"),
    [
        ("Credit Note", "90.00"),
        ("Credit memo", "90.00"),
        ("sales credit note", "90.00"),
        ("Gutschrift", "90.00"),
        ("Unapplied payment", "90.00"),
        ("invoice", "110.00"),
        ("adjustment", "100.00"),
    ],
)
def test_a_credit_is_known_by_its_name(tmp_path: Path, document: str, balance: str) -> None:
    rows = {"invoice": [invoice("1", "2026-07-20", "100.00"), invoice("2", "2026-07-21", "10.00", document=document)]}
    assert sum(owed(board_of(tmp_path, rows)).values()) == money(balance)


def test_credits_stay_with_their_customer_their_currency_and_their_ledger(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("1", "2026-07-20", "50.00", currency="USD"),
            invoice("2", "2026-07-20", "50.00", currency="USD"),
            credit("other customer", "-10.00", currency="USD", customer_name="Zeta"),
            credit("other currency", "-10.00", currency="GBP"),
            credit("other ledger", "-10.00", currency="USD", system="shop"),
        ]
    }
    board = board_of(tmp_path, rows)
    assert owed(board) == {"1": money("50.00"), "2": money("50.00")}
    assert reasons(board) == {
        "other customer": "credit, owed to the customer",
        "other currency": "credit; no rate for GBP",
        "other ledger": "credit, owed to the customer",
    }


def test_a_credit_in_a_foreign_currency_is_taken_off_in_that_currency(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("d", "2026-07-20", "50.00", currency="USD"),
            invoice("d2", "2026-07-20", "5.00", currency="USD"),
            invoice("p", "2026-07-20", "80.00", currency="GBP"),
            credit("c", "-20.00", currency="GBP"),
        ],
    }
    (tmp_path / "settings.toml").write_text('currency = "USD"\n[rates]\nGBP = "1.25"\n')
    board = board_of(tmp_path, rows, settings=read_settings(tmp_path))
    # 60.00 pounds are left, 75.00 dollars; the credit paid 25.00 dollars of it.
    assert owed(board) == {"p": money("75.00"), "d": money("50.00"), "d2": money("5.00")}
    found = next(row for row in mart(board, "receivables") if row["invoice_id"] == "p")
    assert (found["balance_in_currency"], found["credit_used"]) == (money("60.00"), money("25.00"))


def test_suppliers_credits_reduce_their_bills_and_never_below_zero(tmp_path: Path) -> None:
    rows = {
        "bill": [
            bill("second", "2026-07-10", "40.00"),
            bill("first", "2026-07-01", "30.00"),
            bill("credit", "2026-06-01", "-45.00"),
            bill("other", "2026-07-01", "10.00", vendor="Host"),
            bill("too much", "2026-06-01", "-12.00", vendor="Host"),
            bill("alone", "2026-06-01", "-5.00", vendor="Nobody else"),
            bill("paid", "2026-06-01", "0.00", total=money("70.00")),
        ]
    }
    board = board_of(tmp_path, rows)
    obligations = run(board, "cash/obligations").records()
    assert [(row["bill_id"], row["amount"]) for row in obligations] == [("second", money("25.00"))]
    assert reasons(board, "cash/obligations", "bill_id") == {
        "first": "paid by a credit",
        "credit": "credit, taken off the supplier's bills",
        "other": "paid by a credit",
        "too much": "credit, more than the supplier's bills",
        "alone": "credit, without a bill to take it off",
    }


documents = some.lists(
    some.tuples(some.sampled_from(["Acme", "Zeta"]), some.integers(-30, 30).filter(bool), some.integers(-40, 40)),
    max_size=9,
)


@settings(max_examples=6, deadline=None)
@given(drawn=documents)
def test_what_is_owed_and_owing_is_the_sum_of_all_documents(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, int, int]]
) -> None:
    rows = [
        invoice(str(number), "2026-06-30", f"{amount}.00", customer_name=name, due_on=DAY + DAYS(due))
        for number, (name, amount, due) in enumerate(drawn)
    ]
    board = board_of(tmp_path_factory.mktemp("credits"), {"invoice": rows})
    sums: dict[str, int] = defaultdict(int)
    for name, amount, _ in drawn:
        sums[name] += amount
    totals = run(board, "cash/collect_totals").first()
    assert totals is not None
    assert (totals["balance"] or 0) == sum(max(balance, 0) for balance in sums.values())
    owing = [row["amount"] for row in run(board, "cash/obligations").records()]
    assert sum(owing) == sum(max(-balance, 0) for balance in sums.values())
    assert all(row["balance"] > 0 for row in run(board, "cash/to_collect").records())
    for found in mart(board, "customer_credits"):
        assert found["used"] + found["excess"] == found["credit"] > 0
