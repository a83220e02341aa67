"""What the board must say on exports that nobody here wrote."""

import datetime
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from data.store import Version
from queries import Board, left_out, open_board, rows_behind, run

Load = Callable[[str], Version]


def board(load: Load, folder: str, day: str) -> Board:
    return open_board(load(folder), datetime.date.fromisoformat(day))


@pytest.mark.parametrize(("day", "invoices", "balance"), [("2013-06-30", 84, "5119.85"), ("2013-11-30", 79, "4788.88")])
def test_receivables_on_a_replayed_day(real_version: Load, day: str, invoices: int, balance: str) -> None:
    totals = run(board(real_version, "ibm_receivables", day), "cash/collect_totals").first()
    assert totals is not None
    assert (totals["invoices"], totals["balance"]) == (invoices, Decimal(balance))


def test_ids_keep_their_leading_zeros(real_version: Load) -> None:
    ids = run(board(real_version, "ibm_receivables", "2013-06-30"), "cash/to_collect").column("invoice_id")
    assert any(number.startswith("00") for number in ids)
    assert all(len(number) == 10 for number in ids)


def test_a_ledger_in_three_currencies(real_version: Load) -> None:
    ledger = board(real_version, "xero", "2021-03-18")
    assert ledger.currency == "CAD"
    by_currency = {row["currency"]: row for row in run(ledger, "cash/by_currency").records()}
    assert by_currency["USD"]["receivables"] == Decimal("30106.00")
    assert by_currency["GBP"]["receivables"] == Decimal("12735.00")
    assert sum(row["receivable_invoices"] for row in by_currency.values()) == 13
    assert (by_currency["USD"]["bills"], by_currency["CAD"]["bills"]) == (Decimal("58.86"), Decimal("15.00"))
    assert sum(row["bill_count"] for row in by_currency.values()) == 3
    reasons = Counter(left_out(ledger, "cash/need").column("reason"))
    assert reasons == {"cancelled": 8, "deleted": 1}
    assert all(row["rate"] is not None for row in by_currency.values())


def test_referrals_of_a_month(real_version: Load) -> None:
    march = [
        row
        for row in run(board(real_version, "zoho_crm", "2021-04-16"), "referrals/by_rep").records()
        if row["month"] == datetime.date(2021, 3, 1)
    ]
    assert sum(row["referrals"] for row in march) == 16
    assert sorted((row["referrals"] for row in march), reverse=True)[:3] == [5, 3, 3]
    assert {row["target"] for row in march} == {5.0}
    assert len(march) == 11


def test_open_deals_past_their_closing_day(real_version: Load) -> None:
    crm = board(real_version, "zoho_crm", "2021-04-16")
    totals = run(crm, "review/totals").first()
    assert totals is not None
    assert totals["past_due"] == 1540
    assert len(rows_behind(crm, "review/totals", "past_due")) == 1540


def test_a_crm_alone_says_what_is_missing(real_version: Load) -> None:
    crm = board(real_version, "zoho_crm", "2021-04-16")
    need = run(crm, "cash/need").first()
    assert need is not None
    assert need["need"] is None
    assert need["missing"].startswith("bills, bank balance")
    assert crm.needs("cash/to_collect") == ["payments"]
    reasons = Counter(left_out(crm, "cash/collect_totals").column("reason"))
    assert set(reasons) == {"cancelled", "no amount", "the export does not say what was paid"}


def test_deals_whose_value_is_known_only_at_the_close(real_version: Load) -> None:
    deals = board(real_version, "maven_crm", "2017-10-01")
    totals = run(deals, "review/totals").first()
    assert totals is not None
    assert totals["open_amount"] is None
    assert totals["won_amount"] == Decimal("561840.00")
    closing = run(deals, "cash/closing_totals").first()
    assert closing is not None
    assert closing["amount"] is None
    assert set(left_out(deals, "cash/closing_totals").column("reason")) == {"no amount"}
    assert deals.needs("cash/to_collect") == ["invoices"]
    assert deals.needs("accounts/lapsed") == []


def test_deals_brought_over_after_they_closed_teach_nothing(real_version: Load) -> None:
    crm = board(real_version, "salesforce_workshop", "2024-02-01")
    closing = run(crm, "cash/closing").records()
    assert closing
    assert {row["win_chance"] for row in closing} == {None}
    assert run(crm, "accounts/orphan_totals").column("records") == [None, None, None]
