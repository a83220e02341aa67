"""The wall on a screen: nothing scrolls, overlaps or is cut, and it never goes stale in silence."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MEASURE, Server

SHOTS = Path(__file__).parents[1] / "screenshots"
FITS = {"scrolls": False, "cut": [], "small": [], "outside": [], "overlapping": [], "faint": []}
TILES = 10
Look = Callable[..., Page]
pytestmark = pytest.mark.browser


def _ready(page: Page) -> None:
    expect(page.locator(".mb-tile")).to_have_count(TILES)
    expect(page.locator("[data-tile=path] .mb-likely")).to_be_visible()
    page.evaluate("document.fonts.ready")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (3840, 2160)])
def test_the_wall_fits_its_screen(sample: Server, look: Look, width: int, height: int, theme: str) -> None:
    page = look(f"{sample.address}/?wall=1&theme={theme}", width, height)
    _ready(page)
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"wall-{theme}-{width}.png")
    found = page.evaluate(MEASURE)
    assert found == FITS
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert background == ("rgb(13, 19, 32)" if theme == "dark" else "rgb(243, 245, 249)")
    for chrome in ("stSidebar", "stHeader", "stToolbar"):
        assert page.locator(f"[data-testid={chrome}]:visible").count() == 0


def test_the_shipped_font_is_the_one_on_the_screen(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1", 1920, 1080)
    _ready(page)
    assert page.evaluate("document.fonts.check('700 20px Inter') && document.fonts.check('20px \"Inter Tabular\"')")
    families = page.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    )
    assert any("Inter" in family for family in families)


@pytest.mark.parametrize("width", [390, 820])
def test_on_a_phone_the_tiles_stack(sample: Server, look: Look, width: int) -> None:
    page = look(f"{sample.address}/", width, 844)
    expect(page.locator(".mb-tile")).to_have_count(TILES)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth + 1")
    boxes = page.locator(".mb-tile").evaluate_all("tiles => tiles.map((tile) => tile.getBoundingClientRect().width)")
    assert min(boxes) > (330 if width == 390 else 350)
    sizes = page.locator(".mb-tile span, .mb-tile b").evaluate_all(
        "texts => texts.map((text) => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= 12


def test_a_tile_opens_its_number(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1", 1920, 1080)
    _ready(page)
    shown = page.locator("[data-tile=need30] .mb-headline").inner_text()
    page.locator("[data-tile=need30]").click()
    page.wait_for_url("**/trace?**")
    expect(page.get_by_text("The rows add up to")).to_be_visible()
    assert shown.startswith("$")
    expect(page.get_by_text("the same as the number")).to_be_visible()


def test_the_wall_follows_the_folder_and_says_when_the_server_hangs(
    start: Callable[[Path], Server], look: Look, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    settings = 'company = "{}"\nas_of = 2026-06-30\ncurrency = "USD"\n[wall]\nrefresh_seconds = 1\n'
    (exports / "settings.toml").write_text(settings.format("Before"))
    heading = "invoice_id,number,customer_name,owner_name,issued_on,due_on,total,balance,currency\n"
    (exports / "invoice.csv").write_text(heading + "1,INV-1,Ames,Dana,2026-05-01,2026-05-31,100,100,USD\n")
    server = start(exports)
    page = look(f"{server.address}/?wall=1", 1920, 1080)
    expect(page.locator("[data-tile=collect]")).to_contain_text("$100 open")
    expect(page.locator("[data-tile=need15]")).to_contain_text("needs the")

    (exports / "settings.toml").write_text(settings.format("After"))
    (exports / "invoice.csv").write_text(heading + "1,INV-1,Ames,Dana,2026-05-01,2026-05-31,400,400,USD\n")
    expect(page.locator(".mb-company")).to_have_text("After")
    expect(page.locator("[data-tile=collect]")).to_contain_text("$400 open")

    (exports / "invoice.csv").write_bytes(b"invoice_id,number\n\x00\x01")
    expect(page.locator(".mb-top")).to_contain_text("exports not loaded since")
    expect(page.locator("[data-tile=collect]")).to_contain_text("$400 open")

    expect(page.locator("#mb-silent")).to_be_hidden()
    os.kill(server.process.pid, signal.SIGSTOP)
    expect(page.locator("#mb-silent")).to_be_visible()
    expect(page.locator("#mb-silent")).to_contain_text("These numbers may be old")
    expect(page.locator("[data-tile=collect]")).to_contain_text("$400 open")
    os.kill(server.process.pid, signal.SIGCONT)
    expect(page.locator("#mb-silent")).to_be_hidden()
