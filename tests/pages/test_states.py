"""What the pages show when exports are missing, hostile, broken, or replaced by newer ones."""

import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import board_of_day
from pages.parts.wall import board
from pages.parts.wall.tile import Content
from pages.parts.wall.tiles import needs

OpenApp = Callable[..., AppTest]


def text_of(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def test_a_missing_export_is_said_and_never_zero(open_app: OpenApp, invoices: Path) -> None:
    app = open_app("wall", invoices, wall="1")
    shown = text_of(app)
    assert not app.exception
    assert "needs the bills and bank balance exports" in shown
    assert "needs the leads" in shown
    assert '"mb-headline"' not in shown
    assert "$400 open" in shown


@pytest.mark.parametrize("page", ["wall", "cash"])
def test_cover_that_is_not_known_yet_is_said(open_app: OpenApp, invoices: Path, page: str) -> None:
    """Every export is there, but they are too young to tell how customers pay."""
    (invoices / "bills.csv").write_text("bill_id,vendor,due_on,total,balance\n1,Landlord,2026-07-05,900.00,900.00\n")
    (invoices / "bank.csv").write_text("bank_account,balance_on,balance\nMain,2026-06-30,250.00\n")
    app = open_app(page, invoices, **({"wall": "1"} if page == "wall" else {}))
    shown = text_of(app)
    assert not app.exception
    assert "$650" in shown  # 900.00 to pay, 250.00 in the bank
    assert "no export has invoices that say when they were paid" in shown
    assert "cannot be shown right now" not in shown
    assert "above the" not in shown


@pytest.mark.parametrize(
    "page", ["cash", "follow_up", "referrals", "accounts", "review", "definitions", "data", "trace"]
)
def test_every_page_stands_with_a_single_export(open_app: OpenApp, invoices: Path, page: str) -> None:
    assert not open_app(page, invoices).exception


def test_names_from_exports_stay_text(open_app: OpenApp, invoices: Path) -> None:
    shown = text_of(open_app("wall", invoices, wall="1"))
    assert "<img" not in shown
    assert escape("<img src=x onerror=alert(1)>") in shown
    assert "Tiny &amp; Co." in shown


def test_a_folder_without_exports_is_explained(open_app: OpenApp, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for page in ("wall", "cash", "data"):
        app = open_app(page, empty)
        assert not app.exception
        assert str(empty) in text_of(app) or "Not taken in" in text_of(app)


def test_a_wrong_setting_is_named(open_app: OpenApp, invoices: Path) -> None:
    (invoices / "settings.toml").write_text('compny = "Tiny"\n')
    app = open_app("wall", invoices)
    assert not app.exception
    assert "compny" in text_of(app)


@pytest.fixture
def _look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_of_day, "LOOK_AGAIN_SECONDS", 0.0)


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(300):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


@pytest.mark.usefixtures("_look_at_once")
def test_a_new_version_is_loaded_aside_and_swapped(open_app: OpenApp, invoices: Path) -> None:
    open_app("wall", invoices, wall="1")
    keeper = board_of_day.keeper(str(invoices))
    before = keeper.look().version
    (invoices / "settings.toml").write_text('company = "Renamed"\nas_of = 2026-06-30\ncurrency = "USD"\n')
    text = (invoices / "invoice.csv").read_text()
    (invoices / "invoice.csv").write_text(text + "4,INV-4,c4,New,Lee,2026-06-11,2026-07-11,1000,1000,USD\n")
    assert keeper.look().version is before, "a viewer waited for the load"
    _until(lambda: keeper.look().version != before and not keeper.look().loading)
    assert "Renamed" in text_of(open_app("wall", invoices, wall="1"))


@pytest.mark.usefixtures("_look_at_once")
def test_the_last_good_board_stays_when_a_load_fails(open_app: OpenApp, invoices: Path) -> None:
    open_app("wall", invoices, wall="1")
    keeper = board_of_day.keeper(str(invoices))
    before = keeper.look().version
    (invoices / "invoice.csv").write_bytes(b"invoice_id,number\n\x00\x01\x02")
    _until(lambda: keeper.look().trouble is not None)
    assert keeper.look().version == before
    assert "exports not loaded since" in text_of(open_app("wall", invoices, wall="1"))
    shown = text_of(open_app("data", invoices))
    assert "The board shows the last good load" in shown
    assert "invoice.csv" in shown


def test_a_tile_that_fails_keeps_its_last_picture(
    open_app: OpenApp, invoices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_app("wall", wall="1")

    def broken(*_: object, **__: object) -> Content:
        raise RuntimeError

    whole = board.wall_boards()["all"]
    tiles = tuple(replace(tile, make=broken) if tile.area == "collect" else tile for tile in whole.tiles)
    monkeypatch.setitem(board.wall_boards(), "all", replace(whole, tiles=tiles))
    app = open_app("wall", wall="1")
    assert not app.exception
    assert "Northgate Foods" in text_of(app)
    assert "▲ as of" in text_of(app)
    assert "cannot be shown right now" in text_of(open_app("wall", invoices, wall="1"))


def test_a_chance_never_reads_as_certain() -> None:
    assert needs.likely(0.0) == "<1%"
    assert needs.likely(1.0) == ">99%"
