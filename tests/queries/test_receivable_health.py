"""How well a company collects: days of sales in three forms, what was collected, and who pays how late."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.store import Version
from queries import Board, left_out, open_board, rows_behind, run
from tests.queries.given import DAY, IMPORT_FILE, board_of, version_of
from tests.queries.test_adds_up import check

DAYS = datetime.timedelta


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


def invoice(number: str, issued: str, due: str, total: str, paid: str | None = None, **values: Any) -> dict[str, Any]:
    return {
        "invoice_id": number,
        "customer_name": "Acme",
        "issued_on": day(issued),
        "due_on": day(due),
        "total": Decimal(total),
        "balance": Decimal(0 if paid else total),
        "paid_on": day(paid) if paid else None,
    } | values


# On 30 June 600 are open, 200 of it overdue; in the 90 days up to it 900 were billed.
INVOICES = [
    invoice("first of April", "04-01", "05-01", "1000.00", paid="06-15"),  # 90 days ago: outside
    invoice("second of April", "04-02", "05-02", "300.00", paid="05-20"),
    invoice("May", "05-11", "06-10", "200.00"),
    invoice("June", "06-10", "07-10", "400.00"),
]


def health(board: Board) -> dict[str, Any]:
    found = run(board, "cash/receivable_health").first()
    assert found is not None
    return found


def test_days_of_sales_in_three_forms(tmp_path: Path) -> None:
    found = health(board_of(tmp_path, {"invoice": INVOICES}))
    assert (found["receivables"], found["sales"]) == (Decimal("600.00"), Decimal("900.00"))
    assert found["dso"] == 60.0
    assert found["best_possible_dso"] == 40.0
    assert found["average_days_delinquent"] == 20.0
    # 50 days back stands the invoice of 11 May; with all of its 200 the 600 are made up.
    assert found["count_back_dso"] == 51.0


def test_the_last_day_of_the_count_back_is_taken_in_proportion(tmp_path: Path) -> None:
    june = invoice("June", "06-10", "07-10", "400.00", balance=Decimal("100.00"))
    found = health(board_of(tmp_path, {"invoice": [*INVOICES[:2], june]}))
    assert found["count_back_dso"] == 20.25


def test_what_was_collected_of_what_could_be(tmp_path: Path) -> None:
    found = health(board_of(tmp_path, {"invoice": INVOICES}))
    # On 31 May 1,000 and 200 were open, 400 came to it: of 1,200 that could be collected 1,000 were.
    assert (found["cei_from_on"], found["begin_receivables"]) == (day("05-31"), Decimal("1200.00"))
    assert found["sales_of_30_days"] == Decimal("400.00")
    assert found["cei"] == pytest.approx(1000 / 1200)


def test_payments_with_days_say_what_was_open_on_each(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("1", "03-01", "04-01", "500.00", balance=None),
            invoice("2", "05-01", "05-31", "300.00", balance=None),
        ],
        "payment": [
            {"payment_id": "p1", "invoice_id": "1", "paid_on": day("03-01"), "amount": Decimal("100.00")},
            {"payment_id": "p2", "invoice_id": "1", "paid_on": day("05-31"), "amount": Decimal("150.00")},
            {"payment_id": "p3", "invoice_id": "1", "paid_on": day("06-01"), "amount": Decimal("250.00")},
            {"payment_id": "p4", "invoice_id": "2", "paid_on": day("07-01"), "amount": Decimal("300.00")},
        ],
    }
    found = health(board_of(tmp_path, rows))
    assert found["begin_receivables"] == Decimal("550.00")
    assert found["receivables"] == Decimal("300.00")


def test_credit_notes_lower_the_sales(tmp_path: Path) -> None:
    credit = invoice("c1", "06-20", "06-20", "-100.00", document="credit note")
    assert health(board_of(tmp_path, {"invoice": [*INVOICES, credit]}))["sales"] == Decimal("800.00")


def test_an_open_credit_is_taken_off_what_was_owed_since_it_was_given(tmp_path: Path) -> None:
    notes = [
        invoice("old", "05-15", "05-15", "-150.00", document="credit note"),
        invoice("new", "06-15", "06-15", "-70.00", document="credit note"),
    ]
    found = health(board_of(tmp_path, {"invoice": [*INVOICES, *notes]}))
    assert found["begin_receivables"] == Decimal("1050.00")
    assert found["receivables"] == Decimal("380.00")
    # 220 of credits pay the overdue 200 and 20 of what is not due.
    assert found["not_overdue"] == Decimal("380.00")


def test_every_number_adds_up(tmp_path: Path) -> None:
    credit = invoice("credit", "05-15", "05-15", "-150.00", document="credit note")
    board = board_of(tmp_path, {"invoice": [*INVOICES, *PAYERS, credit]})
    for name in ("cash/receivable_health", "cash/receivable_trend", "cash/days_beyond_terms"):
        check(board, name)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    none = health(board_of(tmp_path, {}))
    assert (none["dso"], none["dso_missing"], none["cei_missing"]) == (None, "invoices", "invoices")
    untold = [row | {"balance": None, "paid_on": None} for row in INVOICES]
    assert health(board_of(tmp_path, {"invoice": untold}))["dso_missing"] == "what was paid of the invoices"
    young = health(board_of(tmp_path, {"invoice": INVOICES[1:]}))
    assert (young["dso"], young["count_back_dso"]) == (None, None)
    assert young["dso_missing"] == "invoices that go back 90 days"
    quiet = health(board_of(tmp_path, {"invoice": INVOICES[:1]}))
    assert (quiet["dso"], quiet["dso_missing"]) == (None, "sales in the last 90 days")
    undue = health(board_of(tmp_path, {"invoice": [row | {"due_on": None} for row in INVOICES]}))
    assert undue["dso"] == 60.0
    assert (undue["best_possible_dso"], undue["average_days_delinquent"], undue["cei"]) == (None, None, None)
    assert undue["best_possible_missing"] == undue["cei_missing"] == "due days of the invoices"


def test_without_the_days_of_payment_only_today_is_known(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"invoice": [row | {"paid_on": None} for row in INVOICES]})
    found = health(board)
    assert found["dso"] == 60.0
    assert (found["cei"], found["begin_receivables"]) == (None, None)
    assert found["cei_missing"] == "the days on which invoices were paid"
    trend = run(board, "cash/receivable_trend")
    assert trend.column("dso") == [None] * 12 + [60.0]
    assert trend.column("missing") == ["the days on which invoices were paid"] * 12 + [None]


def test_an_open_list_alone_does_not_tell_the_sales(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"invoice": INVOICES})
    with duckdb.connect() as connection:
        connection.execute(f"create table import_file ({IMPORT_FILE})")
        connection.execute(
            "insert into import_file by name select 'invoice.csv' as file_name, 'crm' as system, "
            "'invoice' as table_name, 'open list' as extent, 4 as rows_kept"
        )
        connection.execute(f"copy import_file to '{version.path / 'import_file.parquet'}' (format parquet)")
    found = health(open_board(version, DAY))
    assert (found["dso"], found["sales"]) == (None, None)
    assert found["dso_missing"] == "a list of all invoices, not of the open ones alone"


def test_the_trend_ends_with_the_day_itself(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"invoice": INVOICES}, day("06-12"))
    trend = run(board, "cash/receivable_trend").records()
    assert [row["month_on"] for row in trend[-3:]] == [day("04-30"), day("05-31"), day("06-12")]
    assert len(trend) == 13
    assert trend[0]["month_on"] == datetime.date(2025, 6, 30)
    (april, may, _) = trend[-3:]
    assert (april["receivables"], april["overdue_share"]) == (Decimal("1300.00"), 0.0)
    # On 31 May the invoice of 1 April was overdue, that of 11 May was not.
    assert (may["receivables"], may["overdue"]) == (Decimal("1200.00"), Decimal("1000.00"))
    assert may["missing"] == "invoices that go back 90 days"


@pytest.mark.parametrize("back", [1, 5, 12])
def test_a_past_month_looks_as_it_did_on_its_day(sample_version: Version, back: int) -> None:
    past = run(open_board(sample_version), "cash/receivable_trend").records()[-1 - back]
    then = health(open_board(sample_version, past["month_on"]))
    assert past["receivables"] == then["receivables"]
    assert past["sales"] == then["sales"]
    assert past["dso"] == pytest.approx(then["dso"])
    assert past["best_possible_dso"] == pytest.approx(then["best_possible_dso"])
    assert past["count_back_dso"] == pytest.approx(then["count_back_dso"])


def test_real_receivables_as_worked_out_elsewhere(real_version: Callable[[str], Version]) -> None:
    found = health(open_board(real_version("ibm_receivables"), datetime.date(2013, 5, 15)))
    assert round(found["dso"], 2) == 27.56
    assert round(found["count_back_dso"], 2) == 28.15
    assert round(found["best_possible_dso"], 2) == 23.63
    assert round(found["average_days_delinquent"], 2) == 3.93
    assert round(100 * found["cei"], 2) == 88.96


def paid(customer: str, days_late: int, amount: str, days_ago: int = 10) -> dict[str, Any]:
    due = DAY - DAYS(days_ago + days_late)
    return {
        "invoice_id": f"{customer} {days_late} {days_ago}",
        "customer_name": customer,
        "issued_on": due - DAYS(30),
        "due_on": due,
        "total": Decimal(amount),
        "balance": Decimal("0.00"),
        "paid_on": DAY - DAYS(days_ago),
    }


PAYERS = [
    paid("Acme", 10, "100.00"),
    paid("Acme", -5, "100.00"),
    paid("Acme", 0, "200.00", days_ago=179),
    paid("Acme", 90, "900.00", days_ago=180),  # too long ago
    paid("Bolt", 40, "300.00"),
    paid("Bolt", 40, "300.00", days_ago=11),
]


def test_days_beyond_terms_weigh_by_amount_and_count_early_days_below_zero(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"invoice": [*PAYERS, invoice("1", "06-01", "07-01", "5.00", customer_name="Cole")]})
    found = {row["account"]: row for row in run(board, "cash/days_beyond_terms").records()}
    assert (found["Acme"]["payments"], found["Acme"]["paid"]) == (3, Decimal("400.00"))
    assert (found["Acme"]["days_beyond_terms"], found["Acme"]["is_own"]) == (1.25, True)
    # All five: 1,000 - 500 + 24,000 over 1,000.
    assert health(board)["days_beyond_terms"] == 24.5
    for customer, payments in (("Bolt", 2), ("Cole", 0)):
        assert found[customer]["payments"] == payments
        assert (found[customer]["days_beyond_terms"], found[customer]["is_own"]) == (24.5, False)
    behind = rows_behind(board, "cash/days_beyond_terms", "payments", {"account": "Acme"})
    assert sorted(behind.column("days_late")) == [-5, 0, 10]


def test_each_payment_of_an_invoice_counts_on_its_own_day(tmp_path: Path) -> None:
    rows = {
        "invoice": [invoice("1", "05-01", "05-31", "300.00", balance=None)],
        "payment": [
            {"payment_id": f"p{number}", "invoice_id": "1", "paid_on": day(on), "amount": Decimal("100.00")}
            for number, on in enumerate(["05-30", "05-31", "06-07"])
        ],
    }
    (row,) = run(board_of(tmp_path, rows), "cash/days_beyond_terms").records()
    assert (row["payments"], row["days_beyond_terms"]) == (3, 2.0)


def test_too_few_payments_of_all_say_nothing(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"invoice": PAYERS[:2]})
    (row,) = run(board, "cash/days_beyond_terms").records()
    assert (row["days_beyond_terms"], row["is_own"]) == (None, False)
    found = health(board)
    assert found["days_beyond_terms"] is None
    assert found["days_beyond_terms_missing"].startswith("3 payments")


def test_payments_without_a_due_day_are_left_out(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"invoice": [*PAYERS, paid("Dean", 3, "10.00") | {"due_on": None}]})
    assert left_out(board, "cash/days_beyond_terms").column("reason") == ["no due day"]
