"""Whose deals are won later than their close dates said."""

import datetime
from pathlib import Path
from typing import Any

from queries import left_out, rows_behind, run
from tests.queries.given import DAY, board_of
from tests.queries.test_adds_up import check

DAYS = datetime.timedelta


def moment(days_ago: int) -> datetime.datetime:
    return datetime.datetime.combine(DAY - DAYS(days_ago), datetime.time(9))


def won(number: int, rep: str = "Ana", days_ago: int = 10, took: int = 100) -> dict[str, Any]:
    return {
        "deal_id": str(number),
        "name": f"Deal {number}",
        "account_name": "Acme",
        "stage": "Closed Won",
        "owner_name": rep,
        "amount": 100,
        "close_on": DAY - DAYS(days_ago),
        "created_at": moment(days_ago + took),
    }


def move(number: int, days_ago: int, old: int | None, new: int) -> dict[str, Any]:
    """A deal's close date moves; both dates are said in days before the as-of day."""
    return {
        "deal_id": str(number),
        "changed_at": moment(days_ago),
        "field": "close date",
        "from_value": None if old is None else str(DAY - DAYS(old)),
        "to_value": str(DAY - DAYS(new)),
    }


ROWS = {
    "deal": [
        won(1),
        won(2),
        won(3),
        won(4, took=20),
        won(5),
        won(6, "Ben"),
        won(7, "Ben", days_ago=365),
        won(8, days_ago=250),
        {"deal_id": "9", "stage": "Offer", "owner_name": "Ben", "close_on": DAY - DAYS(1), "created_at": moment(50)},
        {"deal_id": "10", "stage": "Offer", "owner_name": "Ben", "close_on": DAY, "created_at": moment(50)},
    ],
    "deal_change": [
        move(1, 200, 150, 60),  # the history begins here; 40 days ago the plan was 60 days ago
        move(1, 35, 60, 20),
        move(1, 10, 20, 10),  # the day it was won: no push
        move(2, 20, 15, 30),  # 40 days ago the plan was 15 days ago: 5 days late; then drawn nearer
        move(4, 25, 5, 10),  # took 20 days: what stood on its first day
        move(5, 150, None, 10),
    ],
}


def test_days_late_against_the_close_date_of_30_days_before(tmp_path: Path) -> None:
    board = board_of(tmp_path, ROWS)
    ana = run(board, "cash/close_date_drift").first()
    assert ana is not None
    behind = rows_behind(board, "cash/close_date_drift", "deals", {"rep": "Ana"}).records()
    # Deal 3 never moved: won on its day. Deal 4 took 20 days: it was won before the day first planned.
    assert {row["deal_id"]: row["days_late"] for row in behind} == {"1": 50, "2": 5, "3": 0, "4": -5, "5": 0}
    assert (ana["rep"], ana["deals"], ana["median_days_late"], ana["late_share"]) == ("Ana", 5, 0.0, 0.4)
    assert ana["pushes"] == 2


def test_fewer_than_five_deals_say_nothing_and_open_ones_past_their_day_are_counted(tmp_path: Path) -> None:
    ben = run(board_of(tmp_path, ROWS), "cash/close_date_drift").records()[1]
    assert (ben["rep"], ben["deals"], ben["median_days_late"], ben["late_share"]) == ("Ben", 1, None, None)
    assert (ben["has_enough"], ben["past_due"]) == (False, 1)


def test_every_number_adds_up(tmp_path: Path) -> None:
    check(board_of(tmp_path, ROWS), "cash/close_date_drift")


def test_a_deal_from_before_the_history_is_left_out(tmp_path: Path) -> None:
    assert left_out(board_of(tmp_path, ROWS), "cash/close_date_drift").column("deal_id") == ["8"]


def test_a_deal_recorded_after_it_was_won_is_left_out(tmp_path: Path) -> None:
    board = board_of(tmp_path, {**ROWS, "deal": [*ROWS["deal"], won(11, took=-1)]})
    reasons = {row["deal_id"]: row["reason"] for row in left_out(board, "cash/close_date_drift").records()}
    assert reasons["11"] == "recorded after it was won"


def test_without_any_history_there_is_nothing_to_say(tmp_path: Path) -> None:
    board = board_of(tmp_path, {"deal": ROWS["deal"]})
    assert len(run(board, "cash/close_date_drift")) == 0
    assert board.needs("cash/close_date_drift") == ["deal history"]


def test_what_happens_later_is_not_known_yet(tmp_path: Path) -> None:
    board = board_of(tmp_path, ROWS, DAY - DAYS(15))
    assert len(run(board, "cash/close_date_drift")) == 0
    assert sorted(left_out(board, "cash/close_date_drift").column("deal_id")) == ["7", "8"]
