"""A number opened: its rows add up to it, its downloads carry all of them, and an address can ask for nothing else."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import queries
from data.store import load
from pages.parts import downloads, links

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
OpenApp = Callable[..., AppTest]


def text_of(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


@pytest.fixture
def board(store: Path) -> queries.Board:
    return queries.open_board(load(SAMPLE, store))


def test_every_number_of_every_query_opens(open_app: OpenApp, board: queries.Board) -> None:
    for name in queries.query_names():
        query = queries.read(name)
        if "today" in query.parameters or not query.adds_up:
            continue
        row = queries.run(board, name).first() or {}
        where = {key: row.get(key) for key in query.keys}
        if any(value is None for value in where.values()):
            continue
        address = dict(
            part.split("=", 1) for part in links.trace(name, next(iter(query.adds_up))).split("?")[1].split("&")
        )
        address |= {key: str(value) for key, value in where.items()} | {"query": name}
        app = open_app("trace", **address)
        assert not app.exception, name
        assert "not the same as the number" not in text_of(app), name
        assert "the same as the number" in text_of(app), name


@pytest.mark.parametrize(
    "address",
    [
        {"query": "no/such"},
        {"query": "../../etc/passwd"},
        {"query": "cash/need", "column": "no_column"},
        {"query": "cash/need", "column": "need", "horizon_days": "31"},
        {"query": "cash/need'; drop table marts.deals; --", "column": "<script>alert(1)</script>"},
    ],
)
def test_an_address_that_opens_nothing_says_so(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("trace", **address)
    assert not app.exception
    assert "This address opens no number" in text_of(app)
    assert "<script>" not in text_of(app)


def test_the_rows_left_out_open_too(open_app: OpenApp) -> None:
    app = open_app("trace", query="cash/to_collect", column="balance", left_out="1")
    assert not app.exception
    assert "These rows are not in the number" in text_of(app)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_harmless_in_both_downloads(text: str) -> None:
    assert f"'{text}" in downloads.as_csv(["name"], [[text]]).decode("utf-8-sig")
    cell = openpyxl.load_workbook(io.BytesIO(downloads.as_excel(["name"], [[text]]))).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_numbers_stay_exact_numbers() -> None:
    amounts = [Decimal("-0.10"), Decimal("1234567890123456.78"), None]
    read = list(
        csv.reader(io.StringIO(downloads.as_csv(["amount"], [[amount] for amount in amounts]).decode("utf-8-sig")))
    )
    assert [row[0] if row else "" for row in read[1:]] == ["-0.10", "1234567890123456.78", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(downloads.as_excel(["amount"], [[Decimal("-0.10")]]))).active
    assert sheet["A2"].value == pytest.approx(-0.1)
    assert sheet["A2"].data_type == "n"


def test_a_sheet_that_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "EXCEL_ROWS", 3)
    sheet = openpyxl.load_workbook(io.BytesIO(downloads.as_excel(["n"], [[n] for n in range(5)]))).active
    assert sheet.max_row == 4
    assert "3 more rows" in sheet["A4"].value
