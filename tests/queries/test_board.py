"""One board for all viewers: built once, shared by threads, closed to the outside."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.settings import read_settings
from data.store import Version
from queries import QueryError, board, count_rows, left_out, open_board, rows_behind, run
from tests.queries.given import DAY, version_of


def test_many_viewers_wait_for_one_builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    original = board._build

    def counting(version: Version, as_of: datetime.date) -> board.Board:
        built.append(threading.get_ident())
        return original(version, as_of)

    monkeypatch.setattr(board, "_build", counting)
    version = version_of(tmp_path, {})
    with ThreadPoolExecutor(8) as viewers:
        boards = list(viewers.map(lambda _: open_board(version, DAY), range(16)))
    assert len(built) == 1
    assert all(found is boards[0] for found in boards)


def test_threads_get_their_own_answers(sample_version: Version) -> None:
    shown = open_board(sample_version)
    reps = [row["rep"] for row in run(shown, "follow_up/by_rep").records() if row["rep"] != "unassigned"]
    expected = {rep: run(shown, "follow_up/totals", rep=rep).rows for rep in reps}
    with ThreadPoolExecutor(8) as viewers:
        jobs = [(rep, viewers.submit(run, shown, "follow_up/totals", rep=rep)) for rep in reps * 20]
        assert all(job.result().rows == expected[rep] for rep, job in jobs)


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to 'stolen.csv'",
        "attach 'other.duckdb'",
        "set threads = 1",
        "install httpfs",
    ],
)
def test_a_board_is_closed_to_the_outside(sample_version: Version, attempt: str) -> None:
    with open_board(sample_version).cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(attempt)


def test_a_value_is_bound_and_never_part_of_the_text(sample_version: Version) -> None:
    shown = open_board(sample_version)
    assert len(run(shown, "review/deals", rep="x' or '1' = '1")) == 0


def test_money_is_exact(sample_version: Version) -> None:
    need = run(open_board(sample_version), "cash/need").first()
    assert need is not None
    assert all(isinstance(need[name], Decimal) for name in ("obligations", "need", "collections", "cover", "gap"))


def test_unknown_parameters_keys_and_columns_are_said(sample_version: Version) -> None:
    shown = open_board(sample_version)
    with pytest.raises(QueryError, match="takes no parameter owner; its parameters are: rep"):
        run(shown, "review/deals", owner="Ann")
    with pytest.raises(QueryError, match="has no key day; its keys are: horizon_days"):
        rows_behind(shown, "cash/need", "need", {"day": 15})
    with pytest.raises(QueryError, match="does not say which rows make up chance; it does for: obligations"):
        rows_behind(shown, "cash/need", "chance", {"horizon_days": 15})


def test_a_limit_gives_the_first_rows(sample_version: Version) -> None:
    shown = open_board(sample_version)
    whole = run(shown, "cash/to_collect")
    assert run(shown, "cash/to_collect", limit=5).rows == whole.rows[:5]
    assert count_rows(shown, "cash/to_collect") == len(whole)


def test_a_query_that_leaves_nothing_out_has_an_empty_list(sample_version: Version) -> None:
    assert left_out(open_board(sample_version), "cash/path").columns[0] == "reason"


def test_without_a_day_the_board_shows_that_of_the_newest_export(sample_version: Version) -> None:
    assert open_board(sample_version).as_of == sample_version.exported_on == datetime.date(2026, 6, 30)


def test_other_settings_give_a_new_board_without_a_new_load(tmp_path: Path) -> None:
    version = version_of(tmp_path, {})
    (tmp_path / "settings.toml").write_text('[cash]\nreserve = "250.00"\n')
    changed = replace(version, settings=read_settings(tmp_path))
    first, second = open_board(version, DAY), open_board(changed, DAY)
    assert run(first, "cash/need").column("reserve") == [Decimal("0.00")] * 3
    assert run(second, "cash/need").column("reserve") == [Decimal("250.00")] * 3
    assert open_board(version, DAY) is first
    assert open_board(replace(version, settings=read_settings(tmp_path)), DAY) is second
