"""Who spoke last with an account, and when, over everything that belongs to it."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from queries import Board
from tests.queries.given import DAY, board_of

MORNING = datetime.datetime(2026, 6, 1, 9)
RECORDS = {
    "rep": [{"rep_id": "r1", "name": "Ana"}, {"rep_id": "r2", "name": "Ben"}],
    "account": [{"account_id": "a1", "name": "Acme"}, {"account_id": "a2", "name": "Bolt"}],
    "invoice": [
        {
            "invoice_id": account,
            "account_id": account,
            "issued_on": DAY,
            "due_on": DAY,
            "total": Decimal("10.00"),
            "balance": Decimal("10.00"),
        }
        for account in ("a1", "a2")
    ],
    "contact": [{"contact_id": "c1", "account_id": "a1"}],
    "deal": [
        {"deal_id": "d1", "name": "Chairs", "account_id": "a1", "stage": "Open"},
        {"deal_id": "d2", "name": "Desks", "account_id": "a1", "lead_id": "l4", "stage": "Open"},
    ],
    "lead": [
        {"lead_id": "l1", "is_converted": True, "converted_account_id": "a1", "created_at": MORNING},
        {"lead_id": "l2", "is_converted": True, "converted_contact_id": "c1", "created_at": MORNING},
        {"lead_id": "l3", "is_converted": True, "converted_deal_id": "d1", "created_at": MORNING},
        {"lead_id": "l4", "created_at": MORNING},
        {"lead_id": "l5", "company": "Acme", "created_at": MORNING},
        {
            "lead_id": "l6",
            "converted_account_id": "a1",
            "created_at": MORNING,
            "converted_at": datetime.datetime.combine(DAY, datetime.time()) + datetime.timedelta(days=1),
        },
    ],
}


def touches(folder: Path, *done: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What is known when these activities hang on these records."""
    activities, links = [], []
    for number, activity in enumerate(done):
        kind, target = activity.pop("on")
        links.append({"activity_id": str(number), "target_kind": kind, "target_id": target})
        usual = {"activity_type": "call", "owner_id": "r1", "is_done": True, "done_at": MORNING}
        activities.append({"activity_id": str(number)} | usual | activity)
    board: Board = board_of(folder, RECORDS | {"activity": activities, "activity_link": links})
    with board.cursor() as cursor:
        return cursor.execute("select * from marts.account_touches order by company_id").fetchall()


@pytest.mark.parametrize(
    "on",
    [
        ("account", "a1"),
        ("contact", "c1"),
        ("deal", "d1"),
        ("lead", "l1"),
        ("lead", "l2"),
        ("lead", "l3"),
        ("lead", "l4"),
    ],
)
def test_a_touch_of_what_belongs_to_an_account_is_one_of_the_account(tmp_path: Path, on: tuple[str, str]) -> None:
    assert touches(tmp_path, {"on": on}) == [("crm a1", MORNING.date(), "Ana")]


def test_a_lead_that_is_no_account_yet_touches_none(tmp_path: Path) -> None:
    assert touches(tmp_path, {"on": ("lead", "l5")}, {"on": ("lead", "l6")}) == []


def test_the_newest_counts_in_either_direction_and_nothing_later_or_undone(tmp_path: Path) -> None:
    on = ("account", "a1")
    later = datetime.datetime.combine(DAY, datetime.time(23))
    assert touches(
        tmp_path,
        {"on": on},
        {"on": on, "owner_id": "r2", "direction": "inbound", "done_at": later},
        {"on": on, "done_at": later + datetime.timedelta(hours=1)},
        {"on": on, "is_done": False, "done_at": later},
        {"on": on, "activity_type": "campaign", "done_at": later},
        {"on": ("account", "a2"), "owner_id": None},
    ) == [("crm a1", DAY, "Ben"), ("crm a2", MORNING.date(), None)]


def test_of_two_at_the_same_moment_the_later_by_name_counts(tmp_path: Path) -> None:
    on = ("account", "a1")
    assert touches(tmp_path, {"on": on, "owner_id": "r2"}, {"on": on})[0][2] == "Ben"
