"""The data page in a browser: a file nobody knows is matched, kept, and on the board by itself."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Server

Look = Callable[..., Page]
pytestmark = pytest.mark.browser

INVOICES = "invoice_id,customer_name,issued_on,due_on,total,balance\n1,Ames,2026-05-01,2026-05-31,10.50,10.50\n"
PIPELINE = """Opportunity,Client,Value,Expected Close,Salesperson,Phase
Racks,Ames,5.50,2026-07-15,Dana,Proposal
Boxes,Bolt,"=1+1",2026-08-01,Lee,Won
"""


@pytest.fixture
def own(start: Callable[[Path], Server], tmp_path: Path) -> tuple[Server, Path]:
    """A server over a folder of one's own, with a file that no mapping knows."""
    (tmp_path / "invoice.csv").write_text(INVOICES)
    (tmp_path / "Pipeline.csv").write_text(PIPELINE)
    (tmp_path / "settings.toml").write_text("as_of = 2026-06-30\n")
    return start(tmp_path), tmp_path


def test_a_file_nobody_knows_is_on_the_board_after_one_click(own: tuple[Server, Path], look: Look) -> None:
    server, folder = own
    page = look(f"{server.address}/data")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("2 rows read:")).to_be_visible()
    expect(page.locator(".mb-verdict")).to_be_in_viewport()
    page.get_by_role("button", name="Keep this matching").click()
    expect(page.get_by_text("Nothing is asked.")).to_be_visible(timeout=2 * PATIENCE)
    assert len(list((folder / "columns").glob("*.toml"))) == 1
    page.goto(f"{server.address}/data")
    file = page.locator("details.mb-file", has_text="Pipeline.csv")
    expect(file).to_contain_text("deals from Pipeline")
    file.locator("summary").click()
    expect(file.locator(".mb-columns")).to_contain_text("Opportunity")
    page.goto(f"{server.address}/data?part=rejects")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download everything that was not taken in").click()
    text = Path(started.value.path()).read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["file"], row["line"], row["column"], row["value"]) == ("Pipeline.csv", "3", "Value", "'=1+1")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_form_fits_the_width(own: tuple[Server, Path], look: Look, width: int) -> None:
    server, _ = own
    page = look(f"{server.address}/data?part=answer", width, 900)
    expect(page.get_by_role("button", name="Keep this matching")).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth + 1")
    assert page.locator("[data-testid=stException]").count() == 0
