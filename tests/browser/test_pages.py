"""The pages in a browser: reached directly on a fresh server, opened down to the rows, downloaded, and on a phone."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SAMPLE, Server

PAGES = (
    "cash",
    "follow_up",
    "referrals",
    "accounts",
    "review",
    "definitions",
    "data",
    "trace?query=cash/need&column=need&horizon_days=30",
)
Look = Callable[..., Page]
pytestmark = pytest.mark.browser


def test_a_deep_link_is_the_first_request_of_a_fresh_server(start: Callable[[Path], Server], look: Look) -> None:
    page = look(f"{start(SAMPLE).address}/cash?rep=Priya+Raman")
    expect(page.get_by_role("heading", name="Cash", exact=True)).to_be_visible()
    links = page.locator("[data-testid=stSidebarNavLink]")
    expect(links).to_have_text(
        ["Wall", "Display", "Cash", "Follow-up", "Referrals", "Accounts", "Review", "Definitions", "Data"]
    )
    side = page.locator("[data-testid=stSidebar]")
    expect(side).to_contain_text("This is the sample company")
    expect(side).to_contain_text("As of")
    expect(side.get_by_role("combobox", name="Rep")).to_have_value("Priya Raman")
    assert page.evaluate("getComputedStyle(document.querySelector('.mb-heading h1')).fontFamily").startswith("Inter")
    page.get_by_role("link", name="Follow-up").click()
    expect(page.get_by_role("heading", name="Follow-up", exact=True)).to_be_visible()
    assert "rep=Priya+Raman" in page.url or "rep=Priya%20Raman" in page.url


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_opens_without_an_error_and_fits_the_width(sample: Server, look: Look, width: int) -> None:
    page = look(f"{sample.address}/cash", width, 900)
    for name in PAGES:
        page.goto(f"{sample.address}/{name}")
        expect(page.locator(".mb-heading h1")).to_be_visible()
        page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
        assert page.locator("[data-testid=stException]").count() == 0, name
        assert page.locator("[data-testid=stDialog]").count() == 0, name
        assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth + 1"), name


def test_a_number_opens_to_rows_whose_download_adds_up_to_it(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/cash")
    card = page.locator("a.mb-card", has_text="To collect")
    shown = Decimal(card.locator(".mb-value").inner_text().replace("$", "").replace(",", ""))
    card.click()
    expect(page.get_by_text("the same as the number")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").first.click()
    text = Path(started.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(Decimal(row["Balance"]) for row in rows) == shown
    assert all(row["File"] and int(row["Line"]) > 1 for row in rows)


def test_the_theme_can_be_changed_by_the_viewer(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/cash", scheme="light")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    line = ".js-plotly-plot .scatterlayer .trace:last-child .js-line"
    painted = f"""[
      getComputedStyle(document.querySelector('.mb-card')).backgroundColor,
      getComputedStyle(document.querySelector('{line}')).stroke,
    ]"""
    assert page.evaluate(painted) == ["rgb(255, 255, 255)", "rgb(23, 105, 194)"]
    page.get_by_role("button", name="Main menu").click()
    page.get_by_text("Dark").last.click()
    page.wait_for_function("getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    assert page.evaluate(painted) == ["rgb(20, 28, 44)", "rgb(90, 167, 255)"]
