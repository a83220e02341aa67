"""The review that is next, from one day on which there was or will be one."""

import datetime
from pathlib import Path

import pytest

from data.settings import Review, Settings
from queries import run
from tests.queries.given import board_of


@pytest.mark.parametrize(
    ("on", "today", "last_on", "next_on", "days_left"),
    [
        ("2026-07-02", "2026-06-30", "2026-06-18", "2026-07-02", 2),
        ("2026-07-02", "2026-07-02", "2026-06-18", "2026-07-02", 0),
        ("2026-07-02", "2026-07-03", "2026-07-02", "2026-07-16", 13),
        ("2026-01-01", "2026-06-30", "2026-06-18", "2026-07-02", 2),
        ("2027-01-14", "2026-06-30", "2026-06-18", "2026-07-02", 2),
    ],
)
def test_reviews_come_back_before_and_after_the_day_that_is_known(
    tmp_path: Path, on: str, today: str, last_on: str, next_on: str, days_left: int
) -> None:
    settings = Settings(review=Review(days=14, on=datetime.date.fromisoformat(on)))
    board = board_of(tmp_path, {}, settings=settings)
    (row,) = run(board, "review/countdown", today=datetime.date.fromisoformat(today)).records()
    assert row == {
        "last_on": datetime.date.fromisoformat(last_on),
        "next_on": datetime.date.fromisoformat(next_on),
        "days_left": days_left,
        "is_today": days_left == 0,
    }


def test_without_a_day_nothing_is_known(tmp_path: Path) -> None:
    board = board_of(tmp_path, {})
    assert run(board, "review/countdown", today=datetime.date(2026, 6, 30)).rows == [(None, None, None, None)]
