"""What one row of a mart becomes, on rows that a person can follow with a finger."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.settings import SettingsError, read_settings
from queries import left_out, run
from tests.queries.given import DAY, board_of

DAYS = datetime.timedelta


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def settings_of(folder: Path, text: str) -> Any:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def invoice(number: str, **values: Any) -> dict[str, Any]:
    return {
        "invoice_id": number,
        "customer_name": "Acme",
        "issued_on": day("2026-06-01"),
        "due_on": day("2026-07-01"),
        "total": Decimal("100.00"),
        "balance": Decimal("100.00"),
    } | values


def test_an_invoice_is_open_on_the_day_before_it_is_paid_and_settled_on_the_day_itself(tmp_path: Path) -> None:
    rows = {"invoice": [invoice("1", paid_on=DAY, balance=None), invoice("2", paid_on=DAY + DAYS(1), balance=None)]}
    assert run(board_of(tmp_path, rows), "cash/to_collect").column("invoice_id") == ["2"]
    assert run(board_of(tmp_path, rows, DAY - DAYS(1)), "cash/to_collect").column("invoice_id") == ["1", "2"]


def test_an_invoice_of_tomorrow_is_not_there_yet(tmp_path: Path) -> None:
    rows = {"invoice": [invoice("1", issued_on=DAY), invoice("2", issued_on=DAY + DAYS(1))]}
    assert run(board_of(tmp_path, rows), "cash/to_collect").column("invoice_id") == ["1"]


def test_payments_reduce_a_balance_from_their_day_on(tmp_path: Path) -> None:
    payments = [
        {"payment_id": "p1", "invoice_id": "1", "paid_on": day("2026-06-10"), "amount": Decimal("30.00")},
        {"payment_id": "p2", "invoice_id": "1", "paid_on": day("2026-07-10"), "amount": Decimal("70.00")},
        {
            "payment_id": "p3",
            "invoice_id": "1",
            "paid_on": day("2026-06-11"),
            "amount": Decimal("5.00"),
            "status": "Failed",
        },
    ]
    rows = {"invoice": [invoice("1", balance=None)], "payment": payments}
    assert run(board_of(tmp_path, rows), "cash/to_collect").column("balance") == [Decimal("70.00")]


def test_a_payments_export_that_begins_after_an_invoice_does_not_open_it_again(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("1", issued_on=day("2026-01-05"), balance=Decimal("0.00")),  # paid in a month that was not exported
            invoice("2", issued_on=day("2026-06-12"), balance=Decimal("100.00")),
            invoice("3", issued_on=day("2026-06-12"), balance=Decimal("0.00")),  # paid after the as-of day
        ],
        "payment": [
            {"payment_id": "p1", "invoice_id": "2", "paid_on": day("2026-06-12"), "amount": Decimal("40.00")},
            {"payment_id": "p2", "invoice_id": "3", "paid_on": day("2026-07-02"), "amount": Decimal("100.00")},
        ],
    }
    found = run(board_of(tmp_path, rows), "cash/to_collect")
    assert sorted(zip(found.column("invoice_id"), found.column("balance"), strict=True)) == [
        ("2", Decimal("60.00")),
        ("3", Decimal("100.00")),
    ]


def test_payments_that_name_no_invoice_open_none_again(tmp_path: Path) -> None:
    rows = {
        "invoice": [invoice("1", balance=Decimal("0.00")), invoice("2", balance=Decimal("25.00"))],
        "payment": [{"payment_id": "p1", "paid_on": day("2026-06-20"), "amount": Decimal("175.00")}],
    }
    assert run(board_of(tmp_path, rows), "cash/to_collect").column("balance") == [Decimal("25.00")]


def test_cancelled_deleted_and_draft_invoices_are_left_out_with_their_reason(tmp_path: Path) -> None:
    statuses = ["VOIDED", "Cancelled", "DELETED", "Draft", "AUTHORISED"]
    rows = {"invoice": [invoice(str(number), status=status) for number, status in enumerate(statuses)]}
    board = board_of(tmp_path, rows)
    assert run(board, "cash/to_collect").column("invoice_id") == ["4"]
    assert sorted(left_out(board, "cash/to_collect").column("reason")) == ["cancelled", "cancelled", "deleted", "draft"]


def test_an_export_that_never_says_what_was_paid_gives_no_receivables(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"invoice": [invoice("1", balance=None)]})
    totals = run(board, "cash/collect_totals").first()
    assert totals is not None
    assert totals["balance"] is None
    assert left_out(board, "cash/collect_totals").column("reason") == ["the export does not say what was paid"]


def test_a_file_without_paid_days_does_not_open_its_invoices_because_another_file_has_them(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("1", balance=None, source_file="list.csv"),
            invoice("2", balance=None, paid_on=day("2026-06-20"), source_file="paid.csv"),
            invoice("3", balance=None, source_file="paid.csv"),
        ]
    }
    assert run(board_of(tmp_path, rows), "cash/to_collect").column("invoice_id") == ["3"]


def test_aging_counts_from_the_due_day(tmp_path: Path) -> None:
    lateness = {"not due": [0, -5], "1-30": [1, 30], "31-60": [31, 60], "61-90": [61, 90], "91+": [91, 400]}
    rows = {
        "invoice": [
            invoice(f"{late}", issued_on=DAY - DAYS(late + 30), due_on=DAY - DAYS(late))
            for days in lateness.values()
            for late in days
        ]
    }
    rows["invoice"] = [row for row in rows["invoice"] if row["issued_on"] <= DAY]
    aging = run(board_of(tmp_path, rows), "cash/aging")
    assert dict(zip(aging.column("bucket"), aging.column("invoices"), strict=True)) == dict.fromkeys(lateness, 2)


def test_currencies_are_not_added_without_a_rate(tmp_path: Path) -> None:
    rows = {"invoice": [invoice("1", currency="USD"), invoice("2", currency="USD"), invoice("3", currency="GBP")]}
    board = board_of(tmp_path, rows)
    assert board.currency == "USD"
    totals = run(board, "cash/collect_totals").first()
    assert totals is not None
    assert totals["balance"] == Decimal("200.00")
    assert left_out(board, "cash/collect_totals").column("reason") == ["no rate for GBP"]
    by_currency = run(board, "cash/by_currency").records()
    assert [(row["currency"], row["receivables"], row["rate"]) for row in by_currency] == [
        ("USD", Decimal("200.00"), 1.0),
        ("GBP", Decimal("100.00"), None),
    ]


def test_a_rate_in_the_settings_brings_currencies_together(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 'currency = "USD"\n[rates]\nGBP = "1.25"\n')
    rows = {"invoice": [invoice("1", currency="USD"), invoice("3", currency="GBP")]}
    totals = run(board_of(tmp_path, rows, settings=settings), "cash/collect_totals").first()
    assert totals is not None
    assert totals["balance"] == Decimal("225.00")


def test_the_need_is_obligations_and_reserve_less_free_cash(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        """
[cash]
reserve = "60.00"
restricted = "8.00"
[[cash.recurring]]
name = "Payroll"
amount = "50.00"
every = "two weeks"
next_on = 2026-06-12
""",
    )
    bill = {"bill_id": "b", "vendor": "Mill", "issued_on": day("2026-06-01"), "total": Decimal("100.00")}
    rows = {
        "bill": [
            bill | {"bill_id": "1", "due_on": day("2026-06-20"), "balance": Decimal("100.00")},
            bill | {"bill_id": "2", "due_on": day("2026-07-15"), "balance": Decimal("40.00")},
            bill | {"bill_id": "3", "due_on": day("2026-07-16"), "balance": Decimal("7.00")},
            bill | {"bill_id": "4", "due_on": day("2026-08-30"), "balance": Decimal("1000.00")},
        ],
        "cash_balance": [
            {"bank_account": "main", "balance_on": day("2026-06-29"), "balance": Decimal("138.00")},
            {"bank_account": "main", "balance_on": day("2026-06-28"), "balance": Decimal("999.00")},
            {"bank_account": "main", "balance_on": day("2026-07-01"), "balance": Decimal("888.00")},
        ],
    }
    need = run(board_of(tmp_path, rows, settings=settings), "cash/need").records()
    # Payroll after 30 June: 10 and 24 July, 7 and 21 August.
    assert [row["obligations"] for row in need] == [Decimal("190.00"), Decimal("247.00"), Decimal("347.00")]
    assert {row["free_cash"] for row in need} == {Decimal("130.00")}
    assert [row["need"] for row in need] == [Decimal("120.00"), Decimal("177.00"), Decimal("277.00")]
    assert need[0]["missing"] == "invoices, deals"
    assert need[0]["cover"] is None
    assert need[0]["gap"] is None


def test_a_missing_export_is_not_zero(tmp_path: Path) -> None:
    need = run(board_of(tmp_path, {}), "cash/need").first()
    assert need is not None
    assert need["missing"] == "bills, bank balance, invoices, deals"
    assert [need[name] for name in ("obligations", "free_cash", "need", "cover", "gap")] == [None] * 5
    assert board_of(tmp_path, {}).needs("cash/need") == ["bills", "bank balance", "invoices"]


def lead(number: str, created: str, **values: Any) -> dict[str, Any]:
    return {"lead_id": number, "name": f"Lead {number}", "owner_name": "Ann", "created_at": moment(created)} | values


def call(number: str, lead_id: str, at: str, **values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    activity = {
        "activity_id": number,
        "activity_type": "call",
        "is_done": True,
        "owner_name": "Ann",
        "done_at": moment(at),
    } | values
    return activity, {"activity_id": number, "target_kind": "lead", "target_id": lead_id}


def follow_up(folder: Path, leads: list[dict[str, Any]], calls: list[Any], **more: Any) -> list[dict[str, Any]]:
    rows = {"lead": leads, "activity": [c[0] for c in calls], "activity_link": [c[1] for c in calls]} | more
    return run(board_of(folder, rows), "follow_up/by_rep").records()


def test_a_lead_is_judged_once_its_five_business_days_are_over(tmp_path: Path) -> None:
    # 30 June 2026 is a Tuesday: the fifth business day after Tuesday 23 June is the 30th, after the 24th it is 1 July.
    leads = [lead("1", "2026-06-23 09:00"), lead("2", "2026-06-24 09:00")]
    (ann,) = follow_up(tmp_path, leads, [call("a", "1", "2026-06-30 17:00")])
    assert (ann["leads"], ann["too_young"], ann["judged"], ann["followed_up"], ann["rate"]) == (2, 1, 1, 1, 1.0)


def test_a_touch_on_the_sixth_business_day_is_too_late(tmp_path: Path) -> None:
    (ann,) = follow_up(tmp_path, [lead("1", "2026-06-15 09:00")], [call("a", "1", "2026-06-23 09:00")])
    assert (ann["judged"], ann["followed_up"], ann["never_touched"]) == (1, 0, 0)


@pytest.mark.parametrize(
    "not_a_touch",
    [
        {"direction": "inbound"},
        {"is_done": False},
        {"owner_name": "Bob"},
        {"activity_type": "system"},
        {"done_at": moment("2026-06-15 08:59")},
        {"done_at": moment("2026-07-01 00:00")},
    ],
)
def test_what_is_no_follow_up_by_the_rep(tmp_path: Path, not_a_touch: dict[str, Any]) -> None:
    activity, link = call("a", "1", "2026-06-16 09:00")
    (ann,) = follow_up(tmp_path, [lead("1", "2026-06-15 09:00")], [(activity | not_a_touch, link)])
    assert (ann["judged"], ann["followed_up"], ann["rate"]) == (1, 0, 0.0)


@pytest.mark.parametrize(("kind", "field"), [("contact", "contact_id"), ("account", "account_id"), ("deal", "deal_id")])
def test_follow_up_on_what_a_lead_became_counts_for_the_lead(tmp_path: Path, kind: str, field: str) -> None:
    converted = lead("1", "2026-06-15 09:00", is_converted=True, **{f"converted_{field}": "X"})
    activity, link = call("a", "1", "2026-06-16 09:00")
    (ann,) = follow_up(tmp_path, [converted], [(activity, link | {"target_kind": kind, "target_id": "X"})])
    assert (ann["judged"], ann["followed_up"]) == (1, 1)


def test_unassigned_leads_are_their_own_row_and_stand_last(tmp_path: Path) -> None:
    leads = [lead("1", "2026-06-15 09:00"), lead("2", "2026-06-15 09:00", owner_name=None)]
    rows = follow_up(tmp_path, leads, [call("a", "1", "2026-06-16 09:00")])
    assert [row["rep"] for row in rows] == ["Ann", "unassigned"]
    assert rows[1]["never_touched"] == 1


def test_the_median_wait_counts_the_untouched_as_still_waiting(tmp_path: Path) -> None:
    leads = [lead(str(number), "2026-06-15 09:00") for number in range(1, 5)]
    calls = [call("a", "1", "2026-06-15 10:00"), call("b", "2", "2026-06-15 14:30")]
    (ann,) = follow_up(tmp_path, leads, calls)
    assert ann["median_response_hours"] == pytest.approx(5.5)
    assert (ann["within_1h"], ann["within_6h"]) == (0.25, 0.5)
    (ann,) = follow_up(tmp_path, leads, calls[:1])
    assert ann["median_response_hours"] is None


def test_without_activities_there_is_no_rate(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"lead": [lead("1", "2026-06-15 09:00")]})
    totals = run(board, "follow_up/totals").first()
    assert totals is not None
    assert (totals["leads"], totals["rate"], totals["never_touched"]) == (1, None, None)
    assert board.needs("follow_up/totals") == ["activities (calls, meetings, tasks)"]


def test_referrals_are_counted_by_their_source_and_target_is_five_a_month(tmp_path: Path) -> None:
    sources = [
        "Employee Referral",
        "External Referral",
        "Customer referral",
        "Partner",
        "Public Relations",
        "Web",
        "REFERRAL",
    ]
    leads = [lead(str(number), "2026-06-10 09:00", source=source) for number, source in enumerate(sources)]
    board = board_of(tmp_path, {"lead": leads})
    (ann,) = [row for row in run(board, "referrals/by_rep").records() if row["month"] == day("2026-06-01")]
    assert (ann["referrals"], ann["target"], ann["target_to_date"]) == (4, 5.0, 5.0)
    assert left_out(board, "referrals/by_rep").column("reason") == ["partner referrals are not counted"]


def test_the_target_of_a_running_month_is_prorated_by_working_days(tmp_path: Path) -> None:
    leads = [lead("1", "2026-06-10 09:00", source="Employee Referral")]
    totals = run(board_of(tmp_path, {"lead": leads}, day("2026-06-15")), "referrals/totals").first()
    assert totals is not None
    # June 2026 has 22 working days, 11 of them by Monday the 15th.
    assert (totals["referrals"], totals["target"], totals["target_to_date"]) == (1, 5.0, 2.5)


def test_a_referred_by_counts_whatever_the_source_says(tmp_path: Path) -> None:
    leads = [lead("1", "2026-06-10 09:00", source="Web", referred_by="Bob of Acme")]
    assert run(board_of(tmp_path, {"lead": leads}), "referrals/leads").column("kind") == ["generic"]


def deal(number: str, **values: Any) -> dict[str, Any]:
    return {
        "deal_id": number,
        "name": f"Deal {number}",
        "owner_name": "Ann",
        "stage": "Proposal",
        "amount": Decimal("1000.00"),
        "created_at": moment("2026-05-01 09:00"),
        "close_on": day("2026-07-10"),
    } | values


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({}, "open"),
        ({"stage": "Closed Won", "close_on": day("2026-06-20")}, "won"),
        ({"stage": "closed lost", "close_on": day("2026-06-20")}, "lost"),
        ({"is_closed": True, "is_won": True, "close_on": day("2026-06-20")}, "won"),
        ({"is_closed": True, "is_won": False, "close_on": day("2026-06-20")}, "lost"),
        ({"outcome": "Won", "stage": "Proposal", "close_on": day("2026-06-20")}, "won"),
        ({"stage": "Closed Won", "close_on": day("2026-07-01")}, "open"),
        ({"stage": "Closed Won", "close_on": day("2026-06-20"), "closed_at": moment("2026-07-02 10:00")}, "open"),
    ],
)
def test_the_outcome_of_a_deal_on_the_day(tmp_path: Path, values: dict[str, Any], outcome: str) -> None:
    assert run(board_of(tmp_path, {"deal": [deal("1", **values)]}), "review/deals").column("outcome") == [outcome]


def test_what_a_deal_closed_at_is_not_known_before_it_closes(tmp_path: Path) -> None:
    closed = deal("1", amount=None, closed_amount=Decimal("700.00"), stage="Won", close_on=day("2026-06-20"))
    board = board_of(tmp_path, {"deal": [closed]})
    assert run(board, "review/deals").column("amount") == [Decimal("700.00")]
    earlier = board_of(tmp_path, {"deal": [closed]}, day("2026-06-19"))
    (row,) = run(earlier, "review/deals").records()
    assert (row["outcome"], row["amount"], row["stage"], row["close_on"]) == ("open", None, None, None)


def test_the_review_covers_fourteen_days(tmp_path: Path) -> None:
    rows = {
        "deal": [
            deal("open"),
            deal("late", close_on=day("2026-06-29")),
            deal("won", stage="Closed Won", close_on=day("2026-06-17")),
            deal("old", stage="Closed Won", close_on=day("2026-06-16")),
            deal("lost", stage="Closed Lost", close_on=DAY),
            deal("gone", is_deleted=True),
        ]
    }
    totals = run(board_of(tmp_path, rows), "review/totals").first()
    assert totals is not None
    counts = [totals[name] for name in ("open_deals", "won_deals", "lost_deals", "past_due")]
    assert counts == [2, 1, 1, 1]
    assert (totals["from_on"], totals["to_on"]) == (day("2026-06-17"), DAY)


def purchases(customer: str, *days: str) -> list[dict[str, Any]]:
    return [
        invoice(f"{customer}-{at}", customer_name=customer, issued_on=day(at), due_on=day(at), balance=Decimal(0))
        for at in days
    ]


def test_classes_of_accounts(tmp_path: Path) -> None:
    monthly = ["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01"]
    rows = {
        "invoice": [
            *purchases("Quiet", *monthly),
            *purchases("Busy", *monthly, "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"),
            *purchases("Once", "2025-09-01"),
            *purchases("New", "2026-06-20"),
            *purchases("Split", "2025-09-01", "2025-09-01"),
        ]
    }
    for number, row in enumerate(rows["invoice"]):
        row["invoice_id"] = str(number)
    board = board_of(tmp_path, rows)
    lapsed = {row["account"]: row["class"] for row in run(board, "accounts/lapsed").records()}
    assert lapsed == {"Quiet": "lapsed", "Once": "one-time", "Split": "one-time"}
    totals = {row["class"]: row["accounts"] for row in run(board, "accounts/totals").records()}
    assert totals == {"lapsed": 1, "one-time": 2, "active": 2}


def test_orphans_are_records_of_those_who_are_gone(tmp_path: Path) -> None:
    reps = [
        {"rep_id": "1", "name": "Ann", "is_active": True},
        {"rep_id": "2", "name": "Bea", "is_active": False},
        {"rep_id": "3", "name": "Cem", "is_active": True, "left_on": day("2026-06-01")},
        {"rep_id": "4", "name": "Dov", "is_active": True, "left_on": day("2026-07-01")},
    ]
    owners = ["Ann", "Bea", "Cem", "Dov", "Eve", None]
    accounts = [
        {"account_id": f"a{at}", "name": f"Account {at}", "owner_name": owner} for at, owner in enumerate(owners)
    ]
    leads = [lead(f"l{at}", "2026-06-15 09:00", owner_name=owner, status="New") for at, owner in enumerate(owners)]
    closed = [lead("done", "2026-06-15 09:00", owner_name="Bea", status="Junk Lead")]
    rows = {"rep": reps, "account": accounts, "lead": leads + closed, "deal": [deal("d", owner_name="Cem")]}
    board = board_of(tmp_path, rows)
    found = [(row["kind"], row["record_id"], row["reason"]) for row in run(board, "accounts/orphaned").records()]
    reasons = {"1": "owner inactive", "2": "owner left", "4": "owner not in the user list", "5": "no owner"}
    expected = [("account", f"a{at}", reason) for at, reason in reasons.items()]
    expected += [("deal", "d", "owner left")]
    expected += [("lead", f"l{at}", reason) for at, reason in reasons.items()]
    assert sorted(found) == sorted(expected)


def test_without_a_user_list_nobody_is_called_an_orphan(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"account": [{"account_id": "1", "name": "Acme", "owner_id": "005"}]})
    assert len(run(board, "accounts/orphaned")) == 0
    assert run(board, "accounts/orphan_totals").column("records") == [None, None, None]


def test_an_account_has_one_class_and_orphan_comes_first(tmp_path: Path) -> None:
    rows = {
        "rep": [{"rep_id": "1", "name": "Bea", "is_active": False}],
        "account": [{"account_id": "1", "name": "Quiet Ltd", "owner_name": "Bea"}],
        "invoice": [
            *purchases("Quiet", "2025-09-01", "2025-10-01", "2025-11-01"),
            *purchases("Other", "2026-05-01", "2026-06-01"),
        ],
    }
    board = board_of(tmp_path, rows)
    assert {row["class"]: row["accounts"] for row in run(board, "accounts/totals").records()} == {
        "orphan": 1,
        "active": 1,
    }
    assert left_out(board, "accounts/lapsed").column("reason") == ["owner gone: listed as orphaned"]
    assert run(board, "accounts/orphaned").column("value") == [Decimal("300.00")]


def test_money_moves_from_the_deal_to_the_invoice_and_stands_once(tmp_path: Path) -> None:
    """A won deal of 1,000 with an invoice of 400 that names it: 600 are signed, 400 are to collect."""
    paid = [
        invoice(f"p{number}", issued_on=day("2026-04-01"), due_on=day("2026-05-01"), paid_on=day("2026-05-10"))
        for number in range(10)
    ]
    rows = {
        "invoice": [*paid, invoice("1", deal_id="1", total=Decimal("400.00"), balance=Decimal("400.00"))],
        "deal": [deal("1", stage="Closed Won", close_on=day("2026-05-25"))],
    }
    board = board_of(tmp_path, rows)
    with board.cursor() as cursor:
        items = cursor.execute("select layer, amount from marts.cash_items order by layer").fetchall()
    assert items == [("collection", Decimal("400.00")), ("signed", Decimal("600.00"))]


def obligations_of(folder: Path, text: str, as_of: datetime.date = DAY) -> list[tuple[str, str]]:
    """The planned day and the day of paying of each recurring payment within 91 days."""
    board = board_of(folder, {}, as_of, settings=settings_of(folder, text))
    with board.cursor() as cursor:
        rows = cursor.execute("select planned_on, due_on from marts.obligations order by planned_on").fetchall()
    return [(str(planned), str(due)) for planned, due in rows]


PAYROLL = """
[calendar]
holidays = [2026-07-03]
[[cash.recurring]]
name = "Payroll"
amount = "50.00"
every = "month"
next_on = 2026-07-04
"""


# 4 July 2026 is a Saturday, and Friday a holiday; 4 August is a Tuesday, 4 September a Friday.
@pytest.mark.parametrize(
    ("more", "first"),
    [
        ("", "2026-07-02"),
        ('on_days_off = "before"', "2026-07-02"),
        ('on_days_off = "after"', "2026-07-06"),
        ('on_days_off = "same"', "2026-07-04"),
    ],
)
def test_a_recurring_payment_on_a_day_off_is_moved_as_the_settings_say(tmp_path: Path, more: str, first: str) -> None:
    assert obligations_of(tmp_path, PAYROLL + more) == [
        ("2026-07-04", first),
        ("2026-08-04", "2026-08-04"),
        ("2026-09-04", "2026-09-04"),
    ]


def test_a_moved_payment_belongs_to_the_day_on_which_it_is_paid(tmp_path: Path) -> None:
    # Paid on the 2nd, it is gone on that day, although its own day is still to come.
    assert obligations_of(tmp_path, PAYROLL, day("2026-07-02"))[0] == ("2026-08-04", "2026-08-04")
    # Paid after the weekend, it is still to come on Sunday, although its own day has passed.
    after = PAYROLL + 'on_days_off = "after"'
    assert obligations_of(tmp_path, after, day("2026-07-05"))[0] == ("2026-07-04", "2026-07-06")
    # The last day counts by the day that was planned: 4 July.
    assert obligations_of(tmp_path, after + "\nuntil = 2026-07-04") == [("2026-07-04", "2026-07-06")]


def test_obligations_reach_91_days_and_the_schedule_and_the_reserve_60(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "[cash]\nreserve_weeks = 6\n")
    bill = {"vendor": "Mill", "issued_on": day("2026-06-01"), "total": Decimal("70.00"), "balance": Decimal("70.00")}
    rows = {"bill": [bill | {"bill_id": str(days), "due_on": DAY + DAYS(days)} for days in (60, 61, 91, 92)]}
    board = board_of(tmp_path, rows, settings=settings)
    with board.cursor() as cursor:
        found = cursor.execute("select bill_id from marts.obligations order by due_on").fetchall()
    assert [number for (number,) in found] == ["60", "61", "91"]
    assert run(board, "cash/obligations").column("bill_id") == ["60"]
    # 70.00 in 60 days are 8.17 a week (70 / 60 x 7 = 8.1667), six weeks of it 49.02.
    assert set(run(board, "cash/need").column("reserve")) == {Decimal("49.02")}


def test_days_off_take_a_known_word(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match='it can be "before", "after", "same"'):
        settings_of(tmp_path, PAYROLL + 'on_days_off = "never"')
