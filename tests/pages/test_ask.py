"""What pages ask with a team, and which exports they hear are old."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import load
from pages.parts import ask
from queries import open_board, run
from tests.pages.conftest import SAMPLE
from tests.queries.given import board_of

OpenApp = Callable[..., AppTest]


def text_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_teams_are_offered_after_the_reps(open_app: OpenApp) -> None:
    app = open_app("follow_up", rep="West")
    assert not app.exception
    (choice,) = [box for box in app.selectbox if box.key == "rep"]
    assert choice.label == "Rep or team"
    assert choice.options[0] == "Amara Osei"
    assert choice.options[-3:] == ["unassigned", "East", "West"]
    assert choice.value == "West"


@pytest.mark.parametrize("page", ["cash", "referrals", "accounts", "review"])
def test_every_page_opens_for_a_team(open_app: OpenApp, page: str) -> None:
    assert not open_app(page, rep="East").exception


def test_the_number_of_a_team_opens_to_the_rows_of_its_reps(open_app: OpenApp, store: Path) -> None:
    board = open_board(load(SAMPLE, store))
    totals = run(board, "follow_up/totals", rep="West").first()
    assert totals is not None
    app = open_app("trace", query="follow_up/totals", column="judged", rep="West")
    assert not app.exception
    shown = text_of(app)
    assert f"{totals['judged']} rows" in shown
    assert ">the same as the number<" in shown


def test_a_number_hears_of_the_old_exports_that_it_stands_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deals and users are old, leads and activities are not."""
    days = {"deal": "2026-06-09", "rep": "2026-01-01", "lead, activity": "2026-06-30"}
    files = [
        {"file_name": f"{names}.csv", "table_name": names, "status": "read", "exported_on": day}
        for names, day in days.items()
    ]
    board = board_of(tmp_path, {"import_file": files})
    monkeypatch.setattr(ask, "today", lambda board: datetime.date(2026, 6, 30))
    assert [row["stale_because"] for row in ask.old_exports(board, "review/deals")] == [
        "deals: 21 days old, more than 2 working days"
    ]
    assert ask.old_exports(board, "follow_up/totals") == []
    assert [row["is_stale"] for row in ask.ages(board)] == [True, True, True]
