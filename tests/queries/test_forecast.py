"""How well the chance of being paid foretells: replayed on real receivables, and its parts by hand."""

import datetime
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from data.store import Version
from queries import open_board, run
from tests.queries.backtest import backtest
from tests.queries.given import DAY, board_of
from tests.queries.test_marts import deal, invoice


def test_expected_collections_on_real_receivables(real_version: Callable[[str], Version]) -> None:
    """14 of the benchmark's 70 weekly days, so each figure has some slack against what it reaches on all of them."""
    scores = backtest(real_version("ibm_receivables"), datetime.date(2012, 7, 2), every=35, days=14)
    assert scores[15].wape <= 8.0
    assert abs(scores[15].bias) <= 3.0
    assert scores[30].wape <= 4.2
    assert abs(scores[30].bias) <= 3.0
    assert scores[60].wape <= 1.0


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
