"""The cash page in a browser: another horizon, an invoice picked in its list, a promise, a scenario by a link."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

Look = Callable[..., Page]
pytestmark = pytest.mark.browser

ROW_HEIGHT = 35
WATCH_THE_HEADING = """() => {
  window.headingWasGone = false
  new MutationObserver(() => { if (!document.querySelector('.mb-heading h1')) window.headingWasGone = true })
    .observe(document.body, { subtree: true, childList: true })
}"""


def test_another_horizon_changes_the_answer_and_stands_in_the_address(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/cash")
    answer = page.locator(".st-key-cash_answer")
    expect(answer).to_contain_text("In 30 days, to 30 July")
    page.evaluate(WATCH_THE_HEADING)
    page.get_by_role("radio", name="60 days").first.click()
    expect(answer).to_contain_text("In 60 days, to 29 August")
    expect(page.locator(".mb-bridge .mb-step")).to_have_count(7)
    page.wait_for_function("location.search.includes('horizon=60')")
    assert page.evaluate("window.headingWasGone") is False


def test_a_bar_of_the_bridge_opens_to_its_rows(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/cash")
    page.locator(".mb-bridge a.mb-step", has_text="To collect").click()
    expect(page.get_by_text("the same as the number")).to_be_visible()


def test_a_promise_is_written_without_the_page_going_away(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/cash", 1920, 1080)
    panel = page.locator(".st-key-chosen_invoice")
    expect(panel).to_contain_text("Called somebody?")
    panel.scroll_into_view_if_needed()
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
    table = page.locator(".stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + ROW_HEIGHT * 1.5)
    expect(panel).to_contain_text("Likely paid on")
    page.wait_for_function("location.search.includes('invoice=')")
    page.evaluate(WATCH_THE_HEADING)
    panel.locator("[data-testid=stDateInput]").click()
    page.keyboard.type("20260710")
    page.keyboard.press("Enter")
    panel.locator("textarea").fill("on <i>Friday</i>")
    panel.get_by_role("button", name="Write it down").click()
    expect(panel).to_contain_text("Promised for 10 July")
    expect(panel).to_contain_text("on <i>Friday</i>")
    expect(panel).to_contain_text("Promised for 10 July: open.")  # the board has followed
    expect(panel).not_to_contain_text("On the board in a moment")
    panel.get_by_role("button", name="Take the promise back").click()
    expect(panel).to_contain_text("Promise taken back")
    assert page.evaluate("window.headingWasGone") is False


def test_a_link_opens_a_scenario(sample: Server, look: Look) -> None:
    page = look(
        f"{sample.address}/cash?next=What+if%3F&scenario=Slow+July&change=collections~~~percent~80&change=deal~~1~boom"
    )
    expect(page.locator(".st-key-what_if")).to_contain_text("bring 80% of what is expected")
    expect(page.get_by_role("textbox", name="Name of the scenario")).to_have_value("Slow July")
    expect(page.get_by_text("Not all of the address counts.")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".st-key-what_if")).to_contain_text("Nothing is changed yet")
    page.wait_for_function("!location.search.includes('change=')")
