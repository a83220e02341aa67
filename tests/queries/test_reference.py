"""The forecast in SQL and a plain Python one, written apart from it, give the same numbers."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.store import Version
from queries import Board, open_board, run
from tests.queries.given import DAY, version_of
from tests.queries.made_company import made_company
from tests.queries.reference_forecast import Deal, Forecast, Invoice, World

HORIZONS = (7, 15, 30, 60, 91)
CLOSE = 1e-6


def rows(board: Board, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with board.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def world_of(board: Board) -> World:
    """The invoices and deals of a board whose invoices name the day on which they were paid, and no payments.

    What was paid of an invoice that is still open was paid on a day that nobody knows: as if when it was issued.
    """
    invoices = [
        Invoice(
            f"{system}/{number}",
            company,
            issued,
            due,
            float(total),
            ((settled or issued, float(total if settled else total - balance)),),
        )
        for system, number, company, issued, due, total, balance, settled in rows(
            board,
            "select system, invoice_id, company_id, issued_on, due_on, total, balance, settled_on from marts.invoices "
            "where not_counted_because is null and balance_in_currency is not null",
        )
    ]
    deals = [
        Deal(number, company, created, closed, outcome == "won", None if amount is None else float(amount))
        for number, company, created, closed, outcome, amount in rows(
            board,
            "select deal_id, company_id, created_on, closed_on, outcome, amount from marts.deals "
            "where not is_deleted and created_on is not null",
        )
    ]
    return World(invoices, deals)


def origins(board: Board, count: int) -> list[datetime.date]:
    """The as-of day and some of the days that are replayed on its board."""
    days = [day for (day,) in rows(board, "select origin from marts.forecast_origins order by origin desc")]
    return [*days[:1], *days[3 :: max(len(days) // count, 1)]][:count]


def check_hazard(board: Board, expected: Forecast) -> None:
    pace = rows(board, "select factor from marts.payment_pace where origin = ?", expected.day)
    assert pace[0][0] == pytest.approx(expected.pace, abs=CLOSE)
    found = {
        (company, day): hazard
        for company, day, hazard in rows(
            board,
            "select coalesce(company_id, ''), hazard.day, cumulative_hazard from marts.payment_hazard as hazard "
            "left join (select * from marts.payment_customers where customer > 0) as customers "
            "using (origin, customer) where hazard.origin = ? and (customer = 0 or company_id is not null)",
            expected.day,
        )
    }
    customers = {company for company, _ in found} - {""}
    assert customers
    for day in range(-90, 181):
        assert found["", day] == pytest.approx(expected.pool_hazard[day], abs=CLOSE), day
        for customer in customers:
            own = expected.own_hazard[customer][day]
            assert found[customer, day] == pytest.approx(own, abs=CLOSE), (customer, day)


def check_layers(board: Board, expected: Forecast, has_deals: bool) -> None:
    found = {
        (layer, days): float(forecast)
        for layer, days, forecast in rows(
            board,
            "select layer, horizon_days, forecast from marts.forecast_windows where origin = ?",
            expected.day,
        )
    }
    curve = rows(
        board,
        "select days_since_issue, chance from marts.new_invoice_curve where origin = ? order by 1",
        expected.day,
    )
    assert [day for day, _ in curve] == list(range(92))
    assert [chance for _, chance in curve] == pytest.approx(expected.new_invoice, abs=CLOSE)
    for days in HORIZONS:
        assert found["collection", days] == pytest.approx(expected.collections(days), rel=CLOSE, abs=0.01)
        assert found["unrecorded", days] == pytest.approx(expected.run_rate(days), rel=CLOSE, abs=0.01)
        if has_deals:
            assert found.get(("signed", days), 0.0) == pytest.approx(expected.signed_cash(days), rel=CLOSE, abs=0.01)
            assert found["closing", days] == pytest.approx(expected.closing_cash(days), rel=CLOSE, abs=0.01)


def check_deals(board: Board, expected: Forecast) -> None:
    pace = rows(board, "select factor from marts.closing_pace where origin = ?", expected.day)
    assert pace[0][0] == pytest.approx(expected.closing_pace, abs=CLOSE)
    chances = rows(board, "select age, day_number, win_chance from marts.win_chances where origin = ?", expected.day)
    assert chances
    for age, days, chance in chances:
        assert chance == pytest.approx(expected.win_chance(age, days), abs=CLOSE), (age, days)
    lag = rows(board, "select lag_days from marts.payment_terms where origin = ?", expected.day)
    assert lag[0][0] == expected.lag


def check_today(board: Board, expected: Forecast, key: Callable[[dict[str, Any]], str]) -> None:
    by_key = {each.key: each for each in expected.open_invoices()}
    found = {key(row): row for row in run(board, "cash/to_collect").records()}
    assert set(by_key) <= set(found)
    for number, each in by_key.items():
        for days in (15, 30, 60):
            assert found[number][f"chance_{days}"] == pytest.approx(expected.chance(each, days), abs=CLOSE)
    for row in run(board, "cash/need").records():
        cents = 0.005 * len(by_key) + 0.01
        assert float(row["collections"]) == pytest.approx(expected.collections(row["horizon_days"]), abs=cents)


@pytest.mark.parametrize("as_of", [DAY, datetime.date(2026, 1, 31)])
def test_the_sample_company(sample_version: Version, as_of: datetime.date) -> None:
    board = open_board(sample_version, as_of)
    world = world_of(board)
    for day in origins(board, 2):
        expected = world.at(day)
        check_hazard(board, expected)
        check_deals(board, expected)
        check_layers(board, expected, has_deals=True)
    check_today(board, world.at(as_of), lambda row: f"{row['system']}/{row['invoice_id']}")


@pytest.mark.parametrize(("seed", "names_deals"), [(1, True), (2, False), (3, True), (4, False)])
def test_made_companies(tmp_path: Path, seed: int, names_deals: bool) -> None:
    """Payments in parts, invoices without a due day, deals billed in parts, too much or not at all."""
    company = made_company(seed, names_deals=names_deals)
    board = open_board(version_of(tmp_path, company.rows), DAY)
    name_of = dict(rows(board, "select account, company_id from marts.companies"))
    world = World(
        [
            Invoice(each.key, name_of[each.customer], each.issued, each.due, each.total, each.receipts, each.deal)
            for each in company.world.invoices
        ],
        company.world.deals,
    )
    world.deals = [
        Deal(each.key, name_of[str(each.customer)], each.created, each.closed, each.is_won, each.amount)
        for each in company.world.deals
    ]
    for day in origins(board, 3):
        expected = world.at(day)
        check_hazard(board, expected)
        check_deals(board, expected)
        check_layers(board, expected, has_deals=True)
    check_today(board, world.at(DAY), lambda row: str(row["invoice_id"]))


def test_real_receivables(real_version: Callable[[str], Version]) -> None:
    as_of = datetime.date(2013, 6, 30)
    board = open_board(real_version("ibm_receivables"), as_of)
    expected = world_of(board).at(as_of)
    check_hazard(board, expected)
    check_today(board, expected, lambda row: f"{row['system']}/{row['invoice_id']}")
