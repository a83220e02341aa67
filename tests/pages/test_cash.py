"""The cash page: the bridge adds up, the days that matter are found, and the screen shows what the queries give."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import queries
from data.store import load
from pages.parts import cash_ask, cash_bridge, cash_forecast, cash_weeks
from pages.parts.cash_path import marks_of
from pages.parts.cash_tables import calibrated
from pages.parts.format import money

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
TODAY = date(2026, 6, 30)
OpenApp = Callable[..., AppTest]
Given = Callable[..., None]
TABS = ("13 weeks", "About to close", "Must be paid", "How well we collect", "How good is the forecast?", "What if?")


def text_of(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def need(**values: Any) -> dict[str, Any]:
    """A horizon: 100 in the bank, 70 to come, 150 to pay, of which 30 are an estimate."""
    row = {
        "horizon_days": 30,
        "until_on": date(2026, 7, 30),
        "obligations": Decimal(150),
        "certain": Decimal(120),
        "estimated": Decimal(30),
        "reserve": Decimal(25),
        "free_cash": Decimal(100),
        "need": Decimal(75),
        "collections": Decimal(40),
        "signed": Decimal(20),
        "closings": Decimal(10),
        "cover": Decimal(70),
        "gap": Decimal(5),
        "chance": 0.4,
        "gap_low": Decimal(-10),
        "gap_high": Decimal(15),
        "short_from": None,
        "missing": None,
        "run_rate": None,
        "unresolved": None,
        "is_calibrated": False,
        "windows": 0,
    }
    return row | values


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Lets the page meet rows of its queries that a test wrote down."""

    def _given(**tables: list[dict[str, Any]]) -> None:
        real, named = cash_ask.rows, {f"cash/{name}": rows for name, rows in tables.items()}

        def rows(frame: Any, query: str, **values: Any) -> list[dict[str, Any]]:
            return named[query] if query in named else real(frame, query, **values)

        monkeypatch.setattr(cash_ask, "rows", rows)

    return _given


def test_the_steps_lead_from_the_cash_now_to_the_cash_then() -> None:
    steps = cash_bridge.steps_of(need())
    assert [(step.name, step.amount) for step in steps] == [
        ("Cash now", 100),
        ("To collect", 40),
        ("Signed", 20),
        ("About to close", 10),
        ("To pay, certain", 120),
        ("To pay, estimated", 30),
        ("Cash then", 20),
    ]
    placed = [(int(low), int(high)) for _, low, high in cash_bridge.placed(steps)]
    assert placed == [(0, 100), (100, 140), (140, 160), (160, 170), (50, 170), (20, 50), (0, 20)]
    assert cash_bridge.after(need()) == 20  # 5 less than the reserve of 25, which is the gap


def test_a_bridge_can_end_below_nothing() -> None:
    steps = cash_bridge.steps_of(need(obligations=Decimal(200), certain=Decimal(200), estimated=Decimal(0)))
    placed = [(int(low), int(high)) for _, low, high in cash_bridge.placed(steps)]
    assert placed[-3:] == [(-30, 170), (-30, -30), (-30, 0)]
    assert steps[-1].css == "mb-step-short"


@pytest.mark.parametrize("column", ["free_cash", "obligations", "cover"])
def test_where_a_bridge_ends_is_not_known_while_a_part_of_it_is_not(column: str) -> None:
    row = need(**{column: None})
    assert cash_bridge.after(row) is None
    assert cash_bridge.steps_of(row)[-1].amount is None


def path(*balances: int | None, reserve: int | None = 20) -> list[dict[str, Any]]:
    """Days from today on; the band reaches 10 to each side."""
    return [
        {
            "day": TODAY + timedelta(days=place),
            "balance": balance,
            "low": None if balance is None else balance - 10,
            "high": None if balance is None else balance + 10,
            "reserve": reserve,
        }
        for place, balance in enumerate(balances)
    ]


@pytest.mark.parametrize(
    ("balances", "likely", "cautious", "lowest"),
    [
        ((50, 40, 25, 15, 5, 30), 3, 2, 4),
        ((50, 40, 30, 40), None, None, 2),
        ((50, 40, 29, 40), None, 2, 2),
        ((5, 40, 20), None, 2, 2),  # today is not a forecast, and the reserve itself is enough
        ((50, 15), 1, 1, 1),
        ((None, None), None, None, None),
        ((50,), None, None, None),
    ],
)
def test_the_days_that_matter(
    balances: tuple[int | None, ...], likely: int | None, cautious: int | None, lowest: int | None
) -> None:
    rows = path(*balances)
    marks = marks_of(rows)
    assert (marks.likely, marks.cautious, marks.lowest) == tuple(
        None if place is None else rows[place] for place in (likely, cautious, lowest)
    )


def test_without_a_reserve_no_day_is_below_it() -> None:
    assert marks_of(path(50, -40, reserve=None)).likely is None


@pytest.mark.parametrize(
    ("actual", "forecast", "low", "word"),
    [
        (110, 100, 90, "✓ beaten"),
        (100, 100, 90, "✓ beaten"),
        (95, 100, 90, "✓ within"),
        (90, 100, 90, "✓ within"),
        (89, 100, 90, "▲ short"),
        (95, 100, None, "▲ short"),
        (None, 100, 90, "○ open"),
        (None, None, None, "○ open"),
        (95, None, None, "–"),
    ],
)
def test_a_week_gone_is_judged_with_a_sign_and_a_word(
    actual: int | None, forecast: int | None, low: int | None, word: str
) -> None:
    assert word in cash_weeks.verdict({"actual": actual, "forecast": forecast, "low": low})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"is_calibrated": True, "windows": 34}, "calibrated on 34 past windows"),
        ({"is_calibrated": False, "windows": 4}, "not yet calibrated, 4 of 10 windows"),
        ({"is_calibrated": False, "windows": 0}, "not yet calibrated"),
    ],
)
def test_what_a_range_rests_on_is_said(row: dict[str, Any], words: str) -> None:
    assert calibrated(row) == words


@pytest.mark.parametrize("days", [15, 30, 60])
def test_the_bridge_ends_where_the_daily_path_is_on_that_day(open_app: OpenApp, store: Path, days: int) -> None:
    app = open_app("cash", horizon=f"{days} days")
    assert not app.exception
    board = queries.open_board(load(SAMPLE, store))
    row = next(row for row in queries.run(board, "cash/need").records() if row["horizon_days"] == days)
    on_path = next(day for day in queries.run(board, "cash/path").records() if day["day"] == row["until_on"])
    # Each day of the path and each part of the sum is rounded to cents on its own.
    assert abs(cash_bridge.after(row) - on_path["balance"]) < Decimal(1)
    assert f"<b>{money(cash_bridge.after(row), board.currency)}</b> likely on" in text_of(app)
    assert f"In {days} days, to" in text_of(app)


def test_an_unknown_horizon_is_the_usual_one(open_app: OpenApp) -> None:
    app = open_app("cash", horizon="365 days")
    assert not app.exception
    assert "In 30 days, to" in text_of(app)


def test_what_is_in_no_bar_stands_beside_the_bridge(open_app: OpenApp, given: Given) -> None:
    beside = {"run_rate": Decimal("1234.50"), "unresolved": Decimal(77), "is_calibrated": True, "windows": 12}
    given(need=[need(**beside)])
    app = open_app("cash")
    assert not app.exception
    shown = text_of(app)
    assert "Beside it, in no bar: $1,234.50" in shown
    assert re.search(r"▲ (<a [^>]+>)?\$77(</a>)?</b> is overdue without any date", shown)
    assert "<b>$20</b> likely on 30 July, $5 below the reserve" in shown
    assert "In 8 cases of 10 between $10 and $35; calibrated on 12 past windows" in shown
    assert "Beside, in no sum" in shown


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_opens_on_the_sample_and_on_a_single_export(open_app: OpenApp, invoices: Path, tab: str) -> None:
    for folder in (SAMPLE, invoices):
        app = open_app("cash", folder, next=tab)
        assert not app.exception


def test_thirteen_weeks_say_what_came_in_and_where_it_breaks(open_app: OpenApp, given: Given) -> None:
    gone = dict.fromkeys(("opening", "closings", "obligations", "closing"))
    ahead = dict.fromkeys(("forecast", "actual"))
    monday = date(2026, 6, 29)
    given(
        weeks=[
            gone
            | _week(monday, -2, is_past=True)
            | {"collections": Decimal(90), "forecast": Decimal(100), "actual": Decimal(80), "low": Decimal(85)},
            gone
            | _week(monday, -1, is_past=True)
            | {"collections": Decimal(90), "forecast": Decimal(100), "actual": Decimal(120), "low": Decimal(85)},
            ahead | _week(monday, 0) | {"closing": Decimal(70_000)},
            ahead | _week(monday, 1) | {"closing": Decimal(50_000)},
            ahead | _week(monday, 2) | {"closing": Decimal(40_000)},
        ]
    )
    shown = text_of(open_app("cash"))
    assert shown.count("▲ short</span>") == 1
    assert shown.count("✓ beaten") == 1
    assert shown.count("▲ first below") == 1  # the sample keeps 60,000
    assert shown.count("▲ below</span>") == 1
    assert "15 – 21 Jun" in shown
    assert "29 Jun – 5 Jul" in shown


def _week(monday: date, number: int, *, is_past: bool = False) -> dict[str, Any]:
    start = monday + timedelta(days=7 * number)
    amounts = dict.fromkeys(("opening", "collections", "closings", "obligations"), Decimal(10))
    return {
        "week_on": start,
        "until_on": start + timedelta(days=6),
        "is_past": is_past,
        "low": Decimal(1),
        "high": Decimal(99),
    } | ({} if is_past else amounts)


def score(horizon_days: int, **values: Any) -> dict[str, Any]:
    row = {
        "layer": "collection",
        "horizon_days": horizon_days,
        "windows": 34,
        "wape": 0.062,
        "bias": -0.009,
        "coverage": 0.81,
        "naive_wape": 0.125,
        "run_rate_wape": 0.21,
        "from_on": date(2025, 6, 1),
        "until_on": date(2026, 6, 15),
    }
    return row | values


def test_how_good_the_forecast_is_stands_beside_simpler_ones(open_app: OpenApp, given: Given) -> None:
    empty = dict.fromkeys(("wape", "bias", "coverage", "naive_wape", "run_rate_wape"))
    given(
        forecast_scores=[score(15), score(30, run_rate_wape=0.05, coverage=0.5), score(60, windows=8, **empty)],
        forecast_history=[],
    )
    shown = text_of(open_app("cash", next="How good is the forecast?"))
    assert "6.2%" in shown
    assert "0.9% too low" in shown
    assert "✓ better than both" in shown
    assert "▲ no better than the average" in shown
    assert "not enough history: 8 of 10<" in shown
    assert "▲ 50%, too narrow" in shown
    assert "▲ 81%" not in shown
    assert "no two windows have closed" in shown


@pytest.mark.parametrize(("bias", "words"), [(0.02, "2.0% too high"), (0.0, "neither way"), (None, "–")])
def test_which_way_a_forecast_leans(bias: float | None, words: str) -> None:
    assert cash_forecast.leans({"bias": bias}) == words


def test_a_scenario_in_the_address_is_read_and_what_is_hostile_in_it_is_said(open_app: OpenApp, given: Given) -> None:
    given(what_if=[], what_if_path=[])
    app = open_app(
        "cash",
        next="What if?",
        scenario="<img src=x> bank",
        change=["collections~~~percent~80", "deal~~<script>alert(1)</script>~boom", "invoice~nowhere~17~out"],
    )
    assert not app.exception
    shown = text_of(app)
    assert "bring 80% of what is expected" in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "no such invoice is listed on this day" in shown
    assert app.text_input(key="scenario_name").value == "<img src=x> bank"


def test_a_change_is_added_to_the_address_and_taken_out_of_it(open_app: OpenApp, given: Given) -> None:
    given(what_if=[], what_if_path=[])
    app = open_app("cash", next="What if?", scenario="Slow July")
    app.selectbox(key="what_kind").select("All collections").run()
    app.button(key="what_add").click().run()
    assert not app.exception
    assert app.query_params["change"] == "collections~~~percent~80"
    assert app.query_params["scenario"] == "Slow July"
    next(button for button in app.button if button.label == "Remove").click().run()
    assert "change" not in app.query_params


def test_a_forecast_kept_on_its_day_stands_before_one_made_again() -> None:
    again = {"made_on": TODAY, "kind": "replayed", "forecast": 90, "naive": 70}
    kept = {"made_on": TODAY, "kind": "logged", "forecast": 100, "naive": None}
    earlier = again | {"made_on": TODAY - timedelta(days=7)}
    for rows in ([again, kept, earlier], [earlier, kept, again]):
        assert cash_forecast.one_a_day(rows) == [earlier, kept | {"naive": 70}]


def test_a_change_that_lacks_something_is_not_added(open_app: OpenApp, given: Given) -> None:
    given(what_if=[], what_if_path=[])
    app = open_app("cash", next="What if?")
    app.button(key="what_add").click().run()
    assert "Choose which one." in text_of(app)
    assert "change" not in app.query_params


def test_a_scenario_shows_the_difference_that_it_makes(open_app: OpenApp, store: Path) -> None:
    app = open_app("cash", next="What if?", change="collections~~~percent~50")
    assert not app.exception
    board = queries.open_board(load(SAMPLE, store))
    for row in queries.run(board, "cash/need").records():
        half = row["collections"] / 2  # half of it does not come, each invoice rounded to cents
        shown = text_of(app)
        assert any(f"{money(-half + cent, board.currency, cents=False)}<" in shown for cent in (-1, 0, 1))


def test_a_change_without_a_system_means_whichever_has_the_id(open_app: OpenApp, store: Path) -> None:
    board = queries.open_board(load(SAMPLE, store))
    deal = queries.run(board, "cash/closing").records()[0]
    shown = text_of(open_app("cash", next="What if?", change=f"deal~~{deal['deal_id']}~out"))
    assert f"{deal['name']}, {money(deal['amount'], board.currency)}" in shown
    assert "Not all of the address counts" not in shown


def test_thirteen_weeks_follow_the_daily_path(open_app: OpenApp, store: Path) -> None:
    board = queries.open_board(load(SAMPLE, store))
    shown = text_of(open_app("cash"))
    for row in queries.run(board, "cash/weeks").records():
        if not row["is_past"]:
            assert f"<b>{money(row['closing'], board.currency, cents=False)}</b>" in shown
    assert "The weeks gone" in shown
    assert shown.count("▲ first below") == 1


def test_weeks_without_a_forecast_or_a_balance_say_so(open_app: OpenApp, given: Given, invoices: Path) -> None:
    given(weeks=[])
    assert "Not enough history to compare weeks" in text_of(open_app("cash"))
    assert "Cash by week needs exports that are not there" in text_of(open_app("cash", invoices))


def test_without_cash_and_bills_there_is_no_bridge(open_app: OpenApp, invoices: Path) -> None:
    shown = text_of(open_app("cash", invoices))
    assert "Money needed needs exports that are not there" in shown
    assert 'class="mb-bridge"' not in shown


def test_with_a_rep_chosen_the_page_says_what_is_of_whom(open_app: OpenApp) -> None:
    assert "The sums are of the whole company, the lists of Priya Raman." in text_of(
        open_app("cash", rep="Priya Raman")
    )
    assert "whole company" not in text_of(open_app("cash"))
