"""How well the chance of being paid foretells: replayed on real receivables, and its parts by hand."""

import datetime
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import Version
from queries import open_board, run
from tests.backtest.replays import replayed, scores, windows
from tests.queries.given import DAY, board_of
from tests.queries.test_marts import deal, invoice


def test_past_forecasts_on_real_receivables(real_version: Callable[[str], Version]) -> None:
    """The 70 weekly days of the goals, of which `make backtest` prints all."""
    first, last, end = datetime.date(2012, 7, 2), datetime.date(2013, 10, 28), datetime.date(2014, 1, 6)
    board = replayed(real_version("ibm_receivables"), end, (end - first).days // 7)
    collected = scores(windows(board, "collection", first, last))
    in_all = scores(windows(board, "total", first, last))
    assert [collected[horizon].windows for horizon in (15, 30, 60)] == [70, 70, 70]
    assert collected[15].wape <= 7.0
    assert abs(collected[15].bias) <= 2.0
    assert collected[30].wape <= 3.8
    assert abs(collected[30].bias) <= 1.5
    assert all(0.72 <= (collected[horizon].coverage or 0) <= 0.9 for horizon in (15, 30))
    assert [in_all[horizon].wape <= goal for horizon, goal in ((15, 8.0), (30, 5.5), (60, 5.5))] == [True] * 3


def test_an_invoice_that_nobody_pays_says_nothing_about_the_pace(tmp_path: Path) -> None:
    """After 180 days nothing is expected of it: 470 days late it adds nothing to what 60 days should bring."""
    paid = {"issued_on": DAY - datetime.timedelta(days=60), "due_on": DAY - datetime.timedelta(days=30)}
    settled = [invoice(f"s{at}", **paid, paid_on=DAY - datetime.timedelta(days=20), balance=None) for at in range(12)]
    long_ago = {"issued_on": DAY - datetime.timedelta(days=500), "due_on": DAY - datetime.timedelta(days=470)}
    board = board_of(tmp_path, {"invoice": [*settled, *(invoice(f"old{at}", **long_ago) for at in range(20))]})
    with board.cursor() as cursor:
        pace = cursor.execute("select settled, expected from marts.payment_pace where origin = ?", [DAY]).fetchone()
    assert pace is not None
    assert pace[0] == 12
    assert pace[1] < 60


def test_fewer_than_ten_settled_invoices_teach_nothing(tmp_path: Path) -> None:
    settled = [invoice(f"s{at}", paid_on=DAY - datetime.timedelta(days=at), balance=None) for at in range(10)]
    few = run(board_of(tmp_path, {"invoice": [*settled[:9], invoice("open")]}), "cash/need").first()
    enough = run(board_of(tmp_path, {"invoice": [*settled, invoice("open")]}), "cash/need").first()
    assert few is not None
    assert enough is not None
    assert few["collections"] is None
    assert "invoices that say when they were paid (10 or more)" in few["missing"]
    assert enough["collections"] is not None


def test_chances_grow_with_the_days_and_stay_below_one(sample_version: Version) -> None:
    for row in run(open_board(sample_version), "cash/to_collect").records():
        assert 0 <= row["chance_15"] <= row["chance_30"] <= row["chance_60"] <= 1
        if row["expected_low_on"] and row["expected_high_on"]:
            assert row["expected_low_on"] <= row["expected_high_on"]


def test_a_deal_is_won_as_often_as_deals_of_its_age_were(tmp_path: Path) -> None:
    """Twenty deals closed on their tenth day, half of them won; one is open on its ninth: half a chance, pace one."""
    made = DAY - datetime.timedelta(days=110)
    day_ten = made + datetime.timedelta(days=10)
    closed = [
        deal(
            f"c{at}",
            created_at=datetime.datetime.combine(made, datetime.time(9)),
            stage="Closed Won" if at % 2 else "Closed Lost",
            close_on=day_ten,
        )
        for at in range(20)
    ]
    young = deal("young", created_at=datetime.datetime.combine(DAY, datetime.time(9)) - datetime.timedelta(days=9))
    (row,) = run(board_of(tmp_path, {"deal": [*closed, young]}), "cash/closing").records()
    # Of the 20 deals that were watched through their tenth day, 10 were won on it.
    assert row["deal_id"] == "young"
    assert row["win_chance"] == pytest.approx(0.5, abs=1e-9)
    assert math.isclose(float(row["expected_value"]), 500.0)
