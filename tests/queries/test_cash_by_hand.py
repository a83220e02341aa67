"""Parts of the cash forecast on rows that a person can follow with a finger."""

import datetime
import itertools
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.settings import Settings
from queries import run
from tests.queries.given import DAY, board_of
from tests.queries.test_marts import deal
from tests.queries.test_reference import rows

DAYS = datetime.timedelta


def invoice(number: str, issued: int, total: int, paid: int | None = None, **values: Any) -> dict[str, Any]:
    """Issued and paid so many days before the day, due 30 days after its issue."""
    return {
        "invoice_id": number,
        "customer_name": "Acme",
        "issued_on": DAY - DAYS(issued),
        "due_on": DAY - DAYS(issued - 30),
        "total": Decimal(total),
        "paid_on": None if paid is None else DAY - DAYS(paid),
    } | values


def long_ago() -> list[dict[str, Any]]:
    """Ten invoices of half a year ago, each paid on its due day."""
    return [invoice(f"s{at}", 190 + at, 100, 160 + at) for at in range(10)]


def won(number: str, days_ago: int, amount: int, **values: Any) -> dict[str, Any]:
    return deal(
        number,
        account_id="a",
        created_at=datetime.datetime.combine(DAY - DAYS(days_ago + 20), datetime.time(9)),
        stage="Closed Won",
        close_on=DAY - DAYS(days_ago),
        amount=Decimal(amount),
        **values,
    )


ACME = [{"account_id": "a", "name": "Acme"}]


def test_two_invoices_in_thirteen_weeks_go_on_at_the_same_rate(tmp_path: Path) -> None:
    """2,730 in 91 days are 30 a day, each paid around its 30th day.

    All were paid on their due day. Averaged over seven days, a seventh of those open is paid three days before it, a
    sixth of the rest two days before, and so on to the last, three days after. Nothing was paid or open in the last
    60 days, so the pace is one.
    """
    rate = 30
    recent = [invoice("a", 90, 910, 60), invoice("b", 90, 1820, 60)]
    need = run(board_of(tmp_path, {"invoice": [*long_ago(), *recent]}), "cash/need").records()
    hazard, paid = 0.0, []
    for left in (7, 6, 5, 4, 3, 2, 1):
        hazard += 1 / left
        paid.append(1 - math.exp(-hazard))
    expected = {
        15: 0.0,
        30: rate * sum(paid[:3]),  # what is invoiced tomorrow is 29 days old then, a day short of being due
        60: rate * (sum(paid) + 26 * paid[-1]),  # ages 27 to 33, then 34 to 59
    }
    for row in need:
        assert float(row["run_rate"]) == pytest.approx(expected[row["horizon_days"]], abs=0.005)
        assert row["cover"] == 0


def test_thirteen_weeks_without_an_invoice_go_on_without_one(tmp_path: Path) -> None:
    need = run(board_of(tmp_path, {"invoice": long_ago()}), "cash/need")
    assert need.column("run_rate") == [0, 0, 0]


def test_a_customers_invoices_bill_its_oldest_win_first(tmp_path: Path) -> None:
    """1,000 and 500 won; 600, 700 and 400 invoiced: the last 200 bill no deal. What was invoiced before does not."""
    given = {
        "account": ACME,
        "deal": [won("one", 50, 1000), won("two", 40, 500)],
        "invoice": [invoice("0", 60, 900), invoice("1", 45, 600), invoice("2", 30, 700), invoice("3", 20, 400)],
    }
    board = board_of(tmp_path, given)
    assert rows(board, "select invoice_id, deal_id, amount from marts.deal_invoices order by 1, 2") == [
        ("1", "one", 600),
        ("2", "one", 400),
        ("2", "two", 300),
        ("3", "two", 200),
    ]
    assert rows(board, "select invoice_id, deal_won_on from marts.invoice_records order by 1") == [
        ("0", None),
        ("1", DAY - DAYS(50)),
        ("2", DAY - DAYS(50)),
        ("3", DAY - DAYS(40)),  # half of it bills a deal
    ]
    assert not rows(board, "select * from marts.signed_deals")


def test_after_half_a_year_without_a_win_a_customer_begins_anew(tmp_path: Path) -> None:
    given = {
        "account": ACME,
        "deal": [won("old", 250, 1000), won("new", 30, 500)],
        "invoice": [invoice("1", 200, 300), invoice("2", 60, 300), invoice("3", 20, 300)],
    }
    found = rows(board_of(tmp_path, given), "select invoice_id, deal_id, amount from marts.deal_invoices order by 1")
    assert found == [("1", "old", 300), ("3", "new", 300)]


def test_what_is_won_and_not_invoiced_waits_for_its_invoice(tmp_path: Path) -> None:
    """The first invoice came four days after its win, so the next one's is expected four days after its own."""
    given = {
        "account": ACME,
        "deal": [won("part", 10, 1000), won("none", 2, 800), won("over", 180, 900), won("all", 5, 200)],
        "invoice": [
            *long_ago(),
            invoice("1", 6, 300, deal_id="part"),
            invoice("2", 1, 200, deal_id="all"),
        ],
    }
    board = board_of(tmp_path, given)
    found = rows(
        board, "select deal_id, remainder, date_diff('day', as_of, planned_issue_on) from marts.signed_deals order by 1"
    )
    assert found == [("none", 800, 2), ("part", 700, 1)]


def test_weeks_run_from_the_bank_to_the_reserve(tmp_path: Path) -> None:
    """1,000 in the bank, 400 to pay in ten days and 50 overdue; nothing open, but 70 came in five days ago."""
    given = {
        "invoice": [*long_ago(), invoice("1", 36, 70, 5)],
        "bill": [
            {
                "bill_id": "b",
                "vendor": "V",
                "issued_on": DAY - DAYS(9),
                "due_on": DAY + DAYS(10),
                "total": Decimal(400),
                "balance": Decimal(400),
            },
            {
                "bill_id": "c",
                "vendor": "V",
                "issued_on": DAY - DAYS(50),
                "due_on": DAY - DAYS(20),
                "total": Decimal(50),
                "balance": Decimal(50),
            },
        ],
        "cash_balance": [{"bank_account": "bank", "balance_on": DAY, "balance": Decimal(1000)}],
    }
    weeks = run(board_of(tmp_path, given, settings=Settings()), "cash/weeks").records()
    gone, ahead = [row for row in weeks if row["is_past"]], [row for row in weeks if not row["is_past"]]
    assert [row["week_on"] for row in ahead] == [DAY + DAYS(1 + 7 * at) for at in range(13)]
    assert [row["opening"] for row in ahead[:4]] == [1000, 950, 550, 550]
    assert [row["obligations"] for row in ahead[:4]] == [50, 400, 0, 0]
    assert [row["closing"] for row in ahead[:4]] == [950, 550, 550, 550]
    for before, after in itertools.pairwise(ahead):
        assert before["closing"] == after["opening"]
    assert [row["week_on"] for row in gone] == [DAY - DAYS(55 - 7 * at) for at in range(8)]
    assert [row["actual"] for row in gone] == [0, 0, 0, 0, 0, 0, 0, 70]
    assert 0 < gone[-1]["forecast"] < 70
    assert gone[-1]["low"] <= gone[-1]["forecast"] <= gone[-1]["high"]


def test_an_overdue_invoice_without_any_day_is_unresolved_and_the_first_to_call_about(tmp_path: Path) -> None:
    """Nobody ever paid more than three days late, so what is 100 days late has no day that it could be expected on."""
    given = {
        "invoice": [
            *long_ago(),
            invoice("late", 130, 400),
            invoice("small", 130, 90),
            invoice("young", 5, 5000),
            invoice("nearly due", 29, 300),
            invoice("no due day", 5, 250, due_on=None),
            invoice("dated", 130, 380, expected_on=DAY + DAYS(3)),
        ]
    }
    board = board_of(tmp_path, given)
    found = {row["invoice_id"]: row for row in run(board, "cash/to_collect").records()}
    unresolved = [number for number, row in found.items() if row["date_from"] == "unresolved"]
    assert set(unresolved) == {"late", "small", "no due day"}
    assert {found[number]["expected_on"] for number in unresolved} == {None}
    assert (found["dated"]["date_from"], found["dated"]["expected_on"]) == ("collector", DAY + DAYS(3))
    assert found["young"]["date_from"] == "prediction"
    assert (found["nearly due"]["date_from"], found["nearly due"]["expected_on"]) == ("due day", DAY + DAYS(1))
    for row in found.values():
        expected = round(float(row["balance"]) * (1 - row["chance_30"]), 2)
        assert float(row["moves_gap"]) == pytest.approx(expected, abs=0.011)
    assert found["late"]["moves_gap"] == 400
    in_order = run(board, "cash/to_collect").column("moves_gap")
    assert in_order == sorted(in_order, reverse=True)
    assert next(iter(found)) == "young"  # most of 5,000 will not be here in 30 days
    assert list(found).index("late") < list(found).index("dated") < list(found).index("no due day")
    totals = run(board, "cash/collect_totals").first()
    assert totals is not None
    assert (totals["unresolved"], totals["unresolved_invoices"]) == (740, 3)
    assert set(run(board, "cash/need").column("unresolved")) == {Decimal(740)}


def test_an_invoice_that_names_no_customer_is_expected_as_all_customers_pay(tmp_path: Path) -> None:
    nameless = invoice("?", 20, 1000, customer_name=None)
    named = invoice("!", 20, 1000, customer_name="Somebody new")
    found = {
        row["invoice_id"]: row["chance_30"]
        for row in run(board_of(tmp_path, {"invoice": [*long_ago(), nameless, named]}), "cash/to_collect").records()
    }
    assert found["?"] == pytest.approx(found["!"], abs=0.02)
    assert found["?"] > 0.5


def test_money_paid_twice_was_not_owed_before(tmp_path: Path) -> None:
    """100 paid in full 40 days ago, and 100 once more ten days ago: nothing was open in between."""
    payments = [
        {"payment_id": number, "invoice_id": "twice", "paid_on": DAY - DAYS(ago), "amount": Decimal(100)}
        for number, ago in (("1", 40), ("2", 10))
    ]
    payments += [
        {"payment_id": f"p{at}", "invoice_id": f"s{at}", "paid_on": DAY - DAYS(160 + at), "amount": Decimal(100)}
        for at in range(10)
    ]
    invoices = [row | {"paid_on": None} for row in long_ago()]
    board = board_of(tmp_path, {"invoice": [*invoices, invoice("twice", 75, 100)], "payment": payments})
    for origin, owed, forecast in rows(
        board, "select origin, naive, forecast from marts.collection_replays where horizon_days = 30"
    ):
        was_open = DAY - DAYS(75) <= origin < DAY - DAYS(40)
        assert owed == (100 if was_open else 0), origin
        assert forecast <= owed


def test_an_invoice_due_next_year_is_not_expected_this_quarter(tmp_path: Path) -> None:
    far = invoice("far", 20, 1000, due_on=DAY + DAYS(400))
    near = invoice("near", 20, 1000, due_on=DAY + DAYS(120))
    board = board_of(tmp_path, {"invoice": [*long_ago(), far, near]})
    found = {row["invoice_id"]: row for row in run(board, "cash/to_collect").records()}
    for row in found.values():
        assert row["chance_60"] == 0
    assert (found["far"]["date_from"], found["far"]["expected_on"]) == ("due day", DAY + DAYS(400))
    assert abs(found["near"]["expected_on"] - (DAY + DAYS(120))) <= DAYS(3)
    assert run(board, "cash/path").column("collections")[-1] == 0


def test_a_credit_that_pays_the_rest_of_an_invoice_is_no_receipt(tmp_path: Path) -> None:
    """1,000, of which 800 were paid and 200 credited; another was paid at once and has no payment in the export."""
    payments = [
        {"payment_id": f"p{at}", "invoice_id": f"s{at}", "paid_on": DAY - DAYS(160 + at), "amount": Decimal(100)}
        for at in range(10)
    ]
    payments.append({"payment_id": "p", "invoice_id": "c", "paid_on": DAY - DAYS(5), "amount": Decimal(800)})
    given = {
        "invoice": [*long_ago(), invoice("c", 60, 1000, 5), invoice("d", 60, 70, 4)],
        "payment": payments,
    }
    found = rows(
        board_of(tmp_path, given),
        "select invoice_id, amount, received_on from marts.receipts where invoice_id in ('c', 'd') order by 1",
    )
    assert found == [("c", 800, DAY - DAYS(5)), ("d", 70, DAY - DAYS(4))]


def test_a_deal_from_the_first_century_does_not_stop_the_board(tmp_path: Path) -> None:
    """Nobody closes a deal after 2,000 years; ages are kept to ten."""
    old = deal("old", account_id="a", created_at=datetime.datetime(1, 1, 2))
    given = {"account": ACME, "deal": [*(won(f"w{at}", 10 + at, 100) for at in range(12)), old], "invoice": long_ago()}
    board = board_of(tmp_path, given)
    assert rows(board, "select max(age) from marts.closing_curve") == [(3653 + 92,)]
    (row,) = run(board, "cash/closing").records()
    assert (row["deal_id"], row["win_chance"]) == ("old", 0)
