"""The command line: the same numbers for scripts, with exact money and ISO days."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from queries import query_names
from queries.__main__ import main

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
CALL = ["--exports", str(SAMPLE), "--as-of", "2026-06-30"]


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONEYBOARD_STORE", str(tmp_path_factory.getbasetemp() / "shell-store"))


def test_json_is_a_list_of_objects(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cash/need", *CALL, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["horizon_days"] for row in rows] == [15, 30, 60]
    first = list(rows[0])[:10]
    assert " ".join(first) == "horizon_days obligations reserve free_cash need collections signed closings cover gap"
    assert Decimal(rows[0]["need"]) == Decimal(rows[0]["obligations"]) + Decimal("60000.00") - Decimal(
        rows[0]["free_cash"]
    )
    assert rows[0]["until_on"] == "2026-07-15"


def test_csv_and_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cash/collect_totals", *CALL, "--format", "csv", "--rows", "--column", "balance"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["cash/collect_totals", *CALL, "--format", "json"]) == 0
    (totals,) = json.loads(capsys.readouterr().out)
    assert sum(Decimal(row["balance"]) for row in rows) == Decimal(totals["balance"])
    assert all(row["source_file"] and int(row["source_row"]) > 1 for row in rows)


def test_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["follow_up/by_rep", *CALL]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split()[0] == "rep"
    assert rows[-1].startswith("unassigned")


def test_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cash/to_collect", *CALL, "--left-out", "--format", "json"]) == 0
    assert {row["reason"] for row in json.loads(capsys.readouterr().out)} == {"cancelled", "deleted"}


def test_an_unknown_name_is_an_error_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cash/nothing", *CALL]) == 2
    assert "there is no query called cash/nothing" in capsys.readouterr().err


def test_a_folder_without_exports_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cash/need", "--exports", str(tmp_path)]) == 2
    assert capsys.readouterr().err


def test_without_a_name_all_are_listed() -> None:
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-m", "queries"], cwd=root, capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in found.stdout.splitlines()] == list(query_names())
