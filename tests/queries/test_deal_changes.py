"""The changes of deals as the review shows them."""

import datetime
from pathlib import Path
from typing import Any

from queries import run
from tests.queries.given import DAY, board_of


def change(days_ago: int, field: str, old: str | None, new: str | None, deal_id: str = "1") -> dict[str, Any]:
    moment = datetime.datetime.combine(DAY - datetime.timedelta(days_ago), datetime.time())
    return {"deal_id": deal_id, "changed_at": moment, "field": field, "from_value": old, "to_value": new}


ROWS = {
    "rep": [{"rep_id": "r1", "name": "Ana"}, {"rep_id": "r2", "name": "Ben"}],
    "deal": [
        {"deal_id": "1", "name": "Chairs", "account_name": "Acme", "stage": "Offer", "owner_id": "r2"},
        {"deal_id": "2", "name": "Desks", "account_name": "Bolt", "stage": "Open", "owner_id": "r1"},
    ],
    "deal_change": [
        change(20, "stage", "New", "Open"),
        change(13, "stage", "Open", "Offer"),
        change(5, "close date", "2026-06-20", "2026-07-20"),
        change(4, "close date", "2026-08-20", "2026-07-20", deal_id="2"),
        change(3, "owner", "r1", "r2"),
        change(1, "stage", "Open", "Won", deal_id="gone"),
        change(-1, "stage", "Offer", "Won"),
    ],
}


def test_the_review_lists_what_changed_in_its_days(tmp_path: Path) -> None:
    shown = run(board_of(tmp_path, ROWS), "review/changes").records()
    assert [(row["name"], row["field"], row["from_value"], row["to_value"], row["moved"]) for row in shown] == [
        ("Chairs", "owner", "Ana", "Ben", None),
        ("Desks", "close date", "2026-08-20", "2026-07-20", "moved in"),
        ("Chairs", "close date", "2026-06-20", "2026-07-20", "moved out"),
        ("Chairs", "stage", "Open", "Offer", None),
    ]
    assert shown[0]["source_file"] == "deal_change.csv"


def test_nothing_that_changed_later_is_known_yet(tmp_path: Path) -> None:
    board = board_of(tmp_path, ROWS, DAY - datetime.timedelta(7))
    assert run(board, "review/changes").column("to_value") == ["Offer", "Open"]


def test_each_rep_sees_the_deals_of_today(tmp_path: Path) -> None:
    assert run(board_of(tmp_path, ROWS), "review/changes", rep="Ana").column("name") == ["Desks"]
