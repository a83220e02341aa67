"""The boards of money: what their tiles say of the sample, of one export alone, and of a company that owes nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import queries
from data.store import load
from pages.parts.wall.address import Amounts, Display, Names, Slot
from pages.parts.wall.board import wall_boards
from pages.parts.wall.tile import Wall
from pages.parts.wall.tiles.cash_line import APART, apart
from pages.parts.wall.tiles.line import Plane, drawn, plane_of

ROOT = Path(__file__).parents[2]
BOARDS = ("money", "cash_line", "collections", "closings")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> queries.Board:
    return queries.open_board(load(ROOT / "data" / "sample", tmp_path_factory.mktemp("store")))


def _wall(board: queries.Board, amounts: Amounts = "rounded", names: Names = "full") -> Wall:
    return Wall(board, Display((Slot("money", 20),), amounts=amounts, names=names))


def _shown(wall: Wall, board: str) -> dict[str, str]:
    """The words of each tile of a board, by its area."""
    contents = {tile.area: tile.content(wall) for tile in wall_boards()[board].tiles}
    return {area: f"{content.title}|{content.aside}|{content.body}" for area, content in contents.items()}


@pytest.mark.parametrize(
    ("board", "area", "words"),
    [
        ("money", "need15", ["$159k", "$240k</b> due", "covered, $18k over"]),
        ("money", "pay", ["$240k to 15 July", "Overland Freight Lines 74489-16", "▲ 7 d late", "$5,295", ">Wed<"]),
        ("money", "cover", ["$177k", "$3.7k", "▲ $265k", "$18k"]),
        ("money", "breach", ["20 Jul", "▲ 15 Jul", "$141k", "$60k"]),
        ("cash_line", "line", ["Cash, next 13 weeks", "20 Jul", "lowest", "−$212k", "on 28 Aug", ">August<"]),
        ("cash_line", "lowest", ["−$212k", "on 28 August", "−$309k"]),
        ("cash_line", "breach", ["76% sure", "17% sure", "&lt;1% sure"]),
        ("cash_line", "weeks", ["7 Jul", "$82k", "$59k", "$164k", "▲ −$39k"]),
        ("cash_line", "gone", ["12 May", "$62k", "30 Jun"]),
        ("collections", "owed", ["$444k", "76 invoices", "$112k late", "25% of it, 12 invoices", "1–30 d late"]),
        ("collections", "health", ["47 days", "35 days if nothing were late", "70%", "9 days", "250 payments"]),
        ("collections", "reps", ["Priya Raman", "$105k", "▲ $49k late", "none late"]),
        ("collections", "calls", ["Northgate Foods", "Priya Raman", "due 8 Jul", "$13,358", "▲ 66 d late"]),
        ("closings", "soon", ["$684k", "38 deals", "$196k", "▲ 9 past their date"]),
        ("closings", "won", ["$94k", "$104k", "$1.2k", "$83k"]),
        ("closings", "past", ["9 deals", "Derek Malone", "▲ 22 May", "$28,050"]),
        ("closings", "first", ["Dune Brook Farms Group - Mailers", "Luis Ferreira", "31%, 21 Aug", "$35,450"]),
    ],
)
def test_tiles_show_the_numbers_of_the_sample(sample: queries.Board, board: str, area: str, words: list[str]) -> None:
    shown = _shown(_wall(sample), board)[area]
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("board", BOARDS)
def test_names_and_amounts_are_held_back(sample: queries.Board, board: str) -> None:
    shown = "".join(_shown(_wall(sample, "bands", "initials"), board).values())
    assert "Northgate" not in shown
    assert "Priya" not in shown
    assert "Overland" not in shown
    assert not any(amount in shown for amount in ("$444k", "$159k", "$684k", "−$212k", "$13,358"))
    assert "–" in shown


@pytest.mark.parametrize("board", BOARDS)
def test_keys_of_numbers_stand_once_in_a_tile(sample: queries.Board, board: str) -> None:
    for area, shown in _shown(_wall(sample), board).items():
        keys = [part.split('"')[0] for part in shown.split('data-n="')[1:]]
        assert len(keys) == len(set(keys)), area


def test_with_invoices_alone_the_tiles_say_what_they_need(invoices: Path, tmp_path: Path) -> None:
    wall = _wall(queries.open_board(load(invoices, tmp_path / "store")))
    collections = _shown(wall, "collections")
    # 100.10 late since 31 May, 250.25 and 49.65 not due: 400.00.
    assert "$400" in collections["owed"]
    assert "$100 late" in collections["owed"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in collections["calls"]
    assert "<img" not in collections["calls"]
    assert "no export has" in collections["health"]
    assert "needs the deals export" in "".join(_shown(wall, "closings").values())
    money = _shown(wall, "money")
    assert "mb-none" in money["need15"]
    assert "mb-none" in money["cover"]
    assert "mb-none" in money["breach"]
    assert "mb-none" in _shown(wall, "cash_line")["line"]


DAY = {"low": -50, "high": 150, "balance": 50, "reserve": 0}


def test_the_plane_leaves_room_for_words() -> None:
    rows: list[dict[str, Any]] = [{**DAY, "day": date(2026, 6, 30)}, {**DAY, "day": date(2026, 7, 10)}]
    plane = plane_of(rows, above=0.16, below=0.17)
    # 200 high, so 17 % beneath is 34 and 16 % above is 32.
    assert plane == Plane(date(2026, 6, 30), date(2026, 7, 10), -84.0, 182.0)
    assert plane.left(date(2026, 7, 5)) == 50
    assert plane.top(182) == 0
    assert plane.top(49) == 50


@pytest.mark.parametrize(
    ("tops", "places"),
    [
        ([20.0, 60.0], [20.0, 60.0]),
        ([50.0, 48.0], [48.0 + APART, 48.0]),
        ([99.0, 98.0], [100 - APART / 2, 100 - 1.5 * APART]),
        ([0.0], [APART / 2]),
    ],
)
def test_words_at_the_right_end_keep_apart(tops: list[float], places: list[float]) -> None:
    assert apart(tops) == places


def test_the_line_is_drawn_where_the_plane_says() -> None:
    rows: list[dict[str, Any]] = [{**DAY, "day": date(2026, 6, 30)}, {**DAY, "day": date(2026, 7, 10), "balance": 150}]
    drawing = drawn(rows, plane_of(rows, above=0, below=0))
    # 200 high: 50 is half way down, 150 at the top, 0 three quarters down; ten days wide.
    assert 'data-box="0 0 10 1000"' in drawing
    assert 'data-likely="0,500.0 10,0.0"' in drawing
    assert 'data-reserve="0,750.0 10,750.0"' in drawing
    assert 'data-band="0,0.0 10,0.0 10,1000.0 0,1000.0"' in drawing
