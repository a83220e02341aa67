"""Every formula against cases that a person can work out: the plain one, none, zero below the line, each boundary."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from queries import metrics
from queries.library import FOLDER

CASES: dict[str, list[tuple[str, Any]]] = {
    "match_rate": [
        ("match_rate(75.00, 100.00)", 0.75),
        ("match_rate(0.00, 100.00)", 0.0),
        ("match_rate(0.00, 0.00)", None),
        ("match_rate(null, 100.00)", None),
    ],
    "obligations": [
        ("is_due_within(date '2026-07-15', date '2026-06-30', 15)", True),
        ("is_due_within(date '2026-07-16', date '2026-06-30', 15)", False),
        ("is_due_within(date '2026-01-01', date '2026-06-30', 15)", True),
    ],
    "free_cash": [("free_cash(138000.00, 8000.00, 500.50)", Decimal("129499.50"))],
    "cash_need": [
        ("cash_need(262000.00, 60000.00, 138000.00)", Decimal("184000.00")),
        ("cash_need(10.00, 0.00, 10.00)", Decimal("0.00")),
        ("cash_need(10.00, 0.00, 10.01)", Decimal("0.00")),
        ("cash_need(null, 0.00, 10.00)", None),
        ("cash_need(10.00, 0.00, null)", None),
    ],
    "cash_cover": [
        ("cash_cover(100.00, 20.00, 3.00)", Decimal("123.00")),
        ("cash_cover(100.00, null, null)", Decimal("100.00")),
        ("cash_cover(null, 20.00, null)", None),
    ],
    "cash_gap": [
        ("cash_gap(184.00, 193.00)", Decimal("-9.00")),
        ("cash_gap(184.00, null)", None),
    ],
    "first_breach": [("balance_after(100.00, 50.00, 120.00)", Decimal("30.00"))],
    "promises_kept": [
        ("promises_kept(3, 4)", 0.75),
        ("promises_kept(0, 0)", None),
        ("expected_kept_share(0, 0)", 0.5),
        ("expected_kept_share(6, 6)", 0.8),
    ],
    "chance_of_payment": [
        ("paid_chance(1.0, 0.0, 0.0)", 0.0),
        ("paid_chance(1.0, 0.5, 0.5 + ln(2))", 0.5),
        ("paid_chance(2.0, 0.0, ln(2))", 0.75),
        ("paid_chance(null, 0.0, 1.0)", None),
    ],
    "forecast_error": [("forecast_error(6.2, 100)", 0.062), ("forecast_error(1, 0)", None)],
    "forecast_bias": [("forecast_bias(99.0, 100)", -0.01), ("forecast_bias(1, 0)", None)],
    "range_coverage": [("range_coverage(0.8)", Decimal("0.8"))],
    "won_value": [("expected_won_value(100.0, 50.0)", 75.0)],
    "moves_gap": [
        ("moves_gap(100.00::decimal(18, 2), 0.25, -30)", Decimal("75.00")),
        ("moves_gap(100.00::decimal(18, 2), 0.25, -31)", Decimal("0.00")),
        ("moves_gap(100.00::decimal(18, 2), null, null)", Decimal("100.00")),
    ],
    "to_collect": [
        ("(select total_owed(balance) from (values (10.10), (20.20), (null)) as rows(balance))", Decimal("30.30"))
    ],
    "overdue_share": [("overdue_share(25.00, 100.00)", 0.25), ("overdue_share(0.00, 0.00)", None)],
    "aging": [("aging_order('not due')", 1), ("aging_order('91+')", 5), ("aging_order('no due day')", 6)],
    "expected_payment_day": [
        ("payment_state(null, 0.2, 3)", "at risk"),
        ("payment_state(null, null, 3)", "late"),
        ("payment_state(null, null, 0)", "due"),
        ("payment_state(date '2026-07-01', 0.9, 1)", "late"),
        ("payment_state(date '2026-07-01', 0.9, 0)", "due"),
    ],
    "about_to_close": [
        ("expected_value(cast(1000.00 as decimal(18, 2)), 0.333)", Decimal("333.00")),
        ("expected_value(cast(1000.00 as decimal(18, 2)), null)", None),
    ],
    "follow_up_rate": [
        ("follow_up_rate(8, 10)", 0.8),
        ("follow_up_rate(0, 10)", 0.0),
        ("follow_up_rate(0, 0)", None),
        # Wilson's interval for 8 of 10 at 95 %, as printed in textbooks: 0.490 to 0.943.
        ("wilson_low(8, 10)", 0.4901625),
        ("wilson_high(8, 10)", 0.9433178),
        ("wilson_low(0, 5)", 0.0),
        ("wilson_high(5, 5)", 1.0),
        ("wilson_low(0, 0)", None),
    ],
    "response_time": [("share_within(3, 4)", 0.75), ("share_within(0, 0)", None)],
    "never_touched": [
        ("is_never_touched(true, false, null)", True),
        ("is_never_touched(true, true, null)", False),
        ("is_never_touched(false, false, null)", False),
        ("is_never_touched(true, false, timestamp '2026-06-01 10:00:00')", False),
    ],
    "referrals": [
        ("prorated_target(5.0, 11, 22)", 2.5),
        ("prorated_target(5.0, 22, 22)", 5.0),
        ("prorated_target(5.0, 0, 22)", 0.0),
        ("prorated_target(5.0, 0, 0)", None),
    ],
    "referral_share": [("referral_share(41.00, 100.00)", 0.41), ("referral_share(0.00, 0.00)", None)],
    "lapsed": [
        # Four gaps of 30 days where all customers' are 30 too: the rhythm is 30 days; 90 days are not yet too long.
        ("round(cadence_days(4, 30, 30), 9)", 30.0),
        # Two gaps of 20 with a pool of 80: halfway between in logarithms, so 40.
        ("round(cadence_days(2, 20, 80), 9)", 40.0),
        ("is_lapsed(5, 90, 30.0, 3)", False),
        ("is_lapsed(5, 91, 30.0, 3)", True),
        ("is_lapsed(1, 500, 30.0, 3)", False),
        ("cadence_days(null, null, 30)", None),
    ],
    "one_time_buyers": [
        ("is_one_time(1, 60, 60)", True),
        ("is_one_time(1, 59, 60)", False),
        ("is_one_time(2, 60, 60)", False),
        ("is_one_time(1, 60, null)", None),
    ],
    "orphaned": [
        ("orphan_reason('left')", "owner left"),
        ("orphan_reason('nobody')", "no owner"),
        ("orphan_reason('active')", None),
        ("orphan_reason('unknown')", None),
    ],
    "pipeline_review": [
        ("is_past_due(date '2026-06-29', date '2026-06-30')", True),
        ("is_past_due(date '2026-06-30', date '2026-06-30')", False),
        ("(select total_of_deals(amount) from (select 1.00 as amount where false) as none)", Decimal("0.00")),
    ],
    "days_sales_outstanding": [
        ("days_of_sales(600.00, 900.00)", 60.0),
        ("days_of_sales(0.00, 900.00)", 0.0),
        ("days_of_sales(600.00, 0.00)", None),
        ("days_of_sales(600.00, -5.00)", None),
        ("days_of_sales(null, 900.00)", None),
    ],
    "count_back_dso": [
        ("count_back_days(50, 200.00, 200.00)", 51.0),
        ("count_back_days(0, 50.00, 200.00)", 0.25),
        ("count_back_days(0, 50.00, 0.00)", None),
    ],
    "best_possible_dso": [("not_overdue(600.00, 200.00)", Decimal("400.00")), ("not_overdue(600.00, null)", None)],
    "average_days_delinquent": [("days_delinquent(60.0, 40.0)", 20.0), ("days_delinquent(60.0, null)", None)],
    "collection_effectiveness": [
        ("collection_effectiveness(1200.00, 400.00, 600.00, 400.00)", 1000 / 1200),
        ("collection_effectiveness(100.00, 0.00, 0.00, 0.00)", 1.0),
        ("collection_effectiveness(100.00, 50.00, 150.00, 0.00)", 0.0),
        ("collection_effectiveness(100.00, 50.00, 150.00, 150.00)", None),
        ("collection_effectiveness(null, 50.00, 150.00, 0.00)", None),
    ],
    "days_beyond_terms": [
        (
            "(select days_beyond_terms(amount, days) from "
            "(values (100.00, 10), (100.00, -5), (200.00, 0)) as paid(amount, days))",
            1.25,
        ),
        ("(select days_beyond_terms(amount, 3) from (select 1.00 as amount where false) as none)", None),
    ],
    "close_date_drift": [
        ("days_after_plan(date '2026-06-30', date '2026-06-10')", 20),
        ("days_after_plan(date '2026-06-30', date '2026-07-10')", -10),
        ("days_after_plan(date '2026-06-30', null)", None),
        ("share_late(3, 4)", 0.75),
        ("share_late(0, 0)", None),
    ],
    "data_age": [
        ("age_in_days(date '2026-06-27', date '2026-06-30')", 3),
        ("is_stale(date '2026-06-30', date '2026-06-30')", False),
        ("is_stale(date '2026-06-30', date '2026-07-01')", True),
        ("is_stale(null, date '2026-07-01')", False),
        ("stale_because('deals', 9, 1.0, false)", "deals: 9 days old, usually every day"),
        ("stale_because('bills', 12, 7.0, true)", "bills: 12 days old, should come every 7 days"),
        ("stale_because('bills', 5, null, false)", "bills: 5 days old, more than 2 working days"),
    ],
}


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    opened.execute((FOLDER / "macros.sql").read_text(encoding="utf-8"))
    for metric in metrics().values():
        opened.execute(metric.sql)
    return opened


def test_every_metric_has_its_cases() -> None:
    assert set(CASES) == set(metrics())


@pytest.mark.parametrize(
    ("expression", "expected"), [case for cases in CASES.values() for case in cases], ids=lambda value: str(value)[:60]
)
def test_formula(connection: duckdb.DuckDBPyConnection, expression: str, expected: Any) -> None:
    found = connection.execute(f"select {expression}").fetchall()[0][0]
    if isinstance(expected, float):
        assert found == pytest.approx(expected, abs=1e-7)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("person_key('Smith, Anna')", "anna smith"),
        ("person_key(' Anna   Smith (Deactivated User)')", "anna smith"),
        ("person_key('  ')", None),
        ("company_key('Acme & Sons, Inc.')", "acme and sons"),
        ("company_key('ACME AND SONS')", "acme and sons"),
        ("company_key('Müller GmbH')", "muller"),
        ("balance_on(date '2026-06-30', 100.00, null, null, date '2026-06-30', null)", Decimal("0.00")),
        ("balance_on(date '2026-06-30', 100.00, null, 0.00, date '2026-07-01', null)", Decimal("100.00")),
        ("balance_on(date '2026-06-30', 100.00, 40.00, null, null, null)", Decimal("60.00")),
        ("balance_on(date '2026-06-30', 100.00, 40.00, 55.00, null, null)", Decimal("55.00")),
        ("balance_on(date '2026-06-30', 100.00, null, null, null, 30.00)", Decimal("70.00")),
        ("balance_on(date '2026-06-30', null, null, null, null, null)", None),
        ("unit_value(null, 'USD', null, null, null)", 1.0),
        ("unit_value('EUR', 'USD', 1.25, null, null)", 1.25),
        ("unit_value('USD', 'CAD', null, 0.8, 'CAD')", 1.25),
        ("unit_value('USD', 'CAD', null, 0.8, 'GBP')", None),
        ("unit_value('EUR', 'USD', null, null, null)", None),
    ],
)
def test_name_and_balance_macros(connection: duckdb.DuckDBPyConnection, expression: str, expected: Any) -> None:
    assert connection.execute(f"select {expression}").fetchall()[0][0] == expected
