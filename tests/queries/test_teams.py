"""A team is all of its reps: who is in one, and that its numbers are those of its members together."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.settings import Settings
from data.store import Version
from queries import Board, added_up, count_behind, left_out_reasons, open_board, query_names, read, run
from tests.queries.given import Rows, board_of

COMPANY: Rows = {
    "rep": [
        {"rep_id": "1", "name": "Ana Diaz", "team": "West"},
        {"rep_id": "2", "name": "Ben Ode", "team": "West "},
        {"rep_id": "3", "name": "Cy Lund", "team": "East"},
        {"rep_id": "4", "name": "Dee Moss", "team": "Board"},
        {"rep_id": "5", "name": "Eve Park", "team": "Cy Lund"},
    ],
    "rep_alias": [{"alias": "bode", "rep_name": "Ben Ode"}],
    "lead": [
        {"lead_id": "1", "owner_id": "1", "created_at": "2026-06-01 09:00", "source": "Customer referral"},
        {"lead_id": "2", "owner_id": "2", "created_at": "2026-06-01 09:00", "source": "Customer referral"},
        {"lead_id": "3", "owner_id": "3", "created_at": "2026-06-01 09:00"},
        {"lead_id": "4", "owner_id": "5", "created_at": "2026-06-01 09:00"},
        {"lead_id": "5", "created_at": "2026-06-01 09:00"},
    ],
    "activity": [
        {"activity_id": "1", "owner_id": "1", "activity_type": "call", "is_done": True, "done_at": "2026-06-01 10:00"},
        {"activity_id": "2", "owner_id": "2", "activity_type": "call", "is_done": True, "done_at": "2026-06-01 12:00"},
    ],
    "activity_link": [
        {"activity_id": "1", "target_kind": "lead", "target_id": "1"},
        {"activity_id": "2", "target_kind": "lead", "target_id": "2"},
    ],
    "invoice": [
        {"invoice_id": "1", "owner_id": "1", "issued_on": "2026-06-01", "total": 100, "balance": 100},
        {"invoice_id": "2", "owner_id": "2", "issued_on": "2026-06-01", "total": 20, "balance": 20},
        {"invoice_id": "3", "owner_id": "3", "issued_on": "2026-06-01", "total": 3, "balance": 3},
    ],
}


def members(board: Board) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with board.cursor_for("marts.team_members") as cursor:
        for team, rep in cursor.execute("select team, rep from marts.team_members order by team, rep").fetchall():
            found.setdefault(team, []).append(rep)
    return found


def test_the_teams_are_those_of_the_users_export(tmp_path: Path) -> None:
    """Dee has nothing on the board, and nobody could tell the team "Cy Lund" from the rep."""
    board = board_of(tmp_path, COMPANY)
    assert members(board) == {"East": ["Cy Lund"], "West": ["Ana Diaz", "Ben Ode"]}
    assert run(board, "data/teams").rows == [("East", 1), ("West", 2)]


def test_the_settings_go_before_the_export_rep_by_rep(tmp_path: Path) -> None:
    """Ben, by the name that the owner's file gives him, moves to the new team; Ana and Cy stay."""
    settings = Settings(teams={"Key accounts": ("BODE", "Nobody Known")})
    board = board_of(tmp_path, COMPANY, settings=settings)
    assert members(board) == {"East": ["Cy Lund"], "Key accounts": ["Ben Ode"], "West": ["Ana Diaz"]}


@pytest.mark.parametrize(
    ("chosen", "invoices", "balance"),
    [(None, 3, "123.00"), ("West", 2, "120.00"), ("Ben Ode", 1, "20.00"), ("East", 1, "3.00"), ("South", 0, "0.00")],
)
def test_a_team_owes_what_its_reps_customers_owe(
    tmp_path: Path, chosen: str | None, invoices: int, balance: str
) -> None:
    totals = run(board_of(tmp_path, COMPANY), "cash/collect_totals", rep=chosen).first()
    assert totals is not None
    assert (totals["invoices"], totals["balance"]) == (invoices, Decimal(balance))


def test_the_target_of_a_team_is_that_of_its_reps_together(tmp_path: Path) -> None:
    board = board_of(tmp_path, COMPANY)
    totals = run(board, "referrals/totals", rep="West").first()
    assert totals is not None
    assert (totals["referrals"], totals["target"], totals["reps"]) == (2, 10.0, 2)
    (june,) = run(board, "referrals/by_month", rep="West").records()
    assert (june["referrals"], june["target"]) == (2, 10.0)


@pytest.mark.parametrize(("chosen", "hours"), [("Ana Diaz", 1.0), ("Ben Ode", 3.0), ("West", 1.0), ("East", None)])
def test_the_response_time_of_a_team_is_that_of_all_its_leads(tmp_path: Path, chosen: str, hours: float | None) -> None:
    """Half of West's two leads had heard from us after one hour."""
    totals = run(board_of(tmp_path, COMPANY), "follow_up/totals", rep=chosen).first()
    assert totals is not None
    assert totals["median_response_hours"] == hours


def test_unassigned_leads_are_of_no_team(tmp_path: Path) -> None:
    board = board_of(tmp_path, COMPANY, settings=Settings(teams={"unassigned": ("Ana Diaz",)}))
    assert members(board) == {"East": ["Cy Lund"], "West": ["Ben Ode"]}
    totals = run(board, "follow_up/totals", rep="unassigned").first()
    assert totals is not None
    assert totals["leads"] == 1


@pytest.mark.parametrize("name", [name for name in query_names() if "rep" in read(name).parameters])
@pytest.mark.parametrize("team", ["East", "West"])
def test_a_team_of_the_sample_is_its_reps_together(sample_version: Version, name: str, team: str) -> None:
    """Every number that adds up, the rows behind it and the rows left out."""
    board = open_board(sample_version)
    reps = members(board)[team]
    assert len(reps) >= 3
    for column in [*read(name).adds_up, None]:
        whole = count_behind(board, name, column, rep=team)
        assert whole == sum(count_behind(board, name, column, rep=rep) for rep in reps), column
        if column is not None:
            parts = [added_up(board, name, column, rep=rep) or 0 for rep in reps]
            assert (added_up(board, name, column, rep=team) or 0) == sum(parts), column
    for reason, rows in left_out_reasons(board, name, rep=team):
        assert rows == sum(dict(left_out_reasons(board, name, rep=rep)).get(reason, 0) for rep in reps), reason


def test_all_targets_of_a_team_are_those_of_its_reps(sample_version: Version) -> None:
    board = open_board(sample_version)
    for team, reps in members(board).items():
        for name in ("referrals/totals", "referrals/by_month", "referrals/three_months", "referrals/by_rep"):
            for column in ("target", "target_to_date"):
                whole = sum(value or 0 for value in run(board, name, rep=team).column(column))
                parts = sum(value or 0 for rep in reps for value in run(board, name, rep=rep).column(column))
                assert whole == pytest.approx(parts), (name, column)
