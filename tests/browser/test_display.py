"""Displays on a screen: everything fits on every board, boards turn without a gap, and failures end by themselves."""

import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MEASURE, SAMPLE, Server

Look = Callable[..., Page]
pytestmark = pytest.mark.browser

SCREENS = ((1280, 720), (1280, 1024), (1920, 1080), (2560, 1440), (3840, 2160), (1080, 1920))
FITS = {"scrolls": False, "cut": [], "small": [], "outside": [], "overlapping": [], "faint": []}
SETTLED = 500
"""Milliseconds in which the page follows a change of the screen's size."""
FAST = "\n[wall]\nrefresh_seconds = 1\n"


@dataclass(frozen=True)
class Company:
    """The sample company in another shape."""

    names: dict[str, str] = field(default_factory=dict)
    settings: str = ""
    currency: str = "USD"
    only: str = "*"

    def written(self, folder: Path) -> Path:
        folder.mkdir()
        for path in SAMPLE.glob(self.only):
            if path.suffix.lower() == ".csv":
                text = path.read_text(encoding="utf-8")
                for before, after in self.names.items():
                    text = text.replace(before, after)
                (folder / path.name).write_text(text, encoding="utf-8")
        settings = (SAMPLE / "settings.toml").read_text(encoding="utf-8")
        for before, after in self.names.items():
            settings = settings.replace(before, after)
        settings = settings.replace('currency = "USD"', f'currency = "{self.currency}"')
        (folder / "settings.toml").write_text(settings + self.settings + FAST, encoding="utf-8")
        return folder


LONG = {
    "Fernhollow Packaging Supply": "The Consolidated Northern Packaging and Logistics Holding of Greater Fernhollow",
    "Northgate Foods": "Northgate-and-Southgate International Foods Wholesale Distribution Partnership",
    "Willow Pharmacy": "Willow Pharmacy and Perfumery and Household Goods of the Seven Northern Valleys Ltd.",
    "Priya": "Priyadarshini",
    "Raman": "Venkataramanan-Subramanian",
    "Grace": "Grace-Alexandra-Wilhelmina",
    "Malone": "Featherstonehaugh-Malone",
}
FOREIGN = {
    "Fernhollow Packaging Supply": "شركة النخيل للتعبئة والتغليف",
    "Northgate Foods": "شركة النور للمواد الغذائية والتجارة العامة والنقل السريع",
    "Willow Pharmacy": "株式会社山田食品ホールディングス東日本営業本部",
    "Priya": "太郎",
    "Raman": "山田",
    "Grace": "محمد",
    "Lindqvist": "عبد الرحمن",
    "Derek": "דרק",
    "Malone": "מאלון",
}
COMPANIES = {
    "long names, amounts in billions": Company(LONG, "\n[rates]\nUSD = 12345\n", "CHF"),
    "amounts below one": Company(settings="\n[rates]\nUSD = 0.00001\n", currency="EUR"),
    "names from right to left and in signs": Company(FOREIGN),
    "one export only": Company(only="*nvoice*"),
}


def ready(page: Page) -> None:
    expect(page.locator(".mb-tile").first).to_be_attached()
    expect(page.locator(".mb-beat")).to_be_attached()
    page.evaluate("document.fonts.ready")
    # Boards that are not seen are not laid out; these tests measure them all the same.
    page.add_style_tag(content="[class*='st-key-board_'] { content-visibility: visible !important }")


def fits_all_screens(page: Page) -> None:
    found = {}
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(SETTLED)
        wrong = {kind: words for kind, words in page.evaluate(MEASURE).items() if words}
        found |= {f"{width} x {height}": wrong} if wrong else {}
    assert not found


@pytest.mark.parametrize(
    "wishes",
    [
        "theme=dark&drift=1",
        "theme=light&amounts=full",
        "size=hall",
        "size=hall&amounts=bands&names=initials",
        "rep=Tom+Kowalski",
    ],
)
def test_every_board_fits_every_screen(sample: Server, look: Look, wishes: str) -> None:
    page = look(f"{sample.address}/?wall=1&boards=every&{wishes}", 1920, 1080)
    ready(page)
    fits_all_screens(page)


@pytest.mark.parametrize("company", COMPANIES)
def test_unusual_companies_fit_too(start: Callable[[Path], Server], look: Look, tmp_path: Path, company: str) -> None:
    """Their exports are months old by the clock, so that every tile says so as well."""
    server = start(COMPANIES[company].written(tmp_path / "exports"))
    page = look(f"{server.address}/?wall=1&boards=every", 1920, 1080)
    ready(page)
    fits_all_screens(page)
    expect(page.locator(".mb-old").first).to_be_attached()
    server.stop()


def test_at_a_desk_more_stands_on_the_screen(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1&boards=every&size=desk", 1920, 1080)
    ready(page)
    assert page.evaluate(MEASURE) | {"small": []} == FITS
    rows = page.locator(".st-key-board_all [data-tile=collect] .mb-row")
    assert rows.count() == 6  # 6 / 0.86 and no fraction of a row


def test_boards_turn_and_something_is_always_seen(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1&boards=all:3,money:4,referrals:3", 1280, 720)
    ready(page)
    page.evaluate("""() => {
      window.seen = new Set(); window.gaps = 0;
      const look = () => {
        const boards = [...document.querySelectorAll("[class*='st-key-board_']")];
        const shown = boards.filter((board) => {
          const style = getComputedStyle(board);
          return style.visibility === "visible" && style.opacity === "1";
        });
        if (!shown.length) window.gaps += 1;
        window.seen.add(document.documentElement.dataset.board);
        requestAnimationFrame(look);
      };
      look();
    }""")
    page.wait_for_function("window.seen.size === 3")
    page.wait_for_function("document.documentElement.dataset.board === 'all'")
    assert page.evaluate("window.gaps") == 0
    expect(page.locator(".st-key-board_money .mb-title")).to_contain_text("Money needed")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.documentElement.dataset.board === 'money'")


def test_a_number_that_changed_is_marked_and_no_other(
    start: Callable[[Path], Server], look: Look, tmp_path: Path
) -> None:
    exports = Company().written(tmp_path / "exports")
    server = start(exports)
    page = look(f"{server.address}/?wall=1&boards=all,referrals", 1920, 1080)
    ready(page)
    page.wait_for_timeout(SETTLED)
    assert page.locator("[data-changed]").count() == 0
    page.evaluate("""() => {
      window.seen = {gone: 0, faded: 0};
      new MutationObserver(() => {
        const tile = document.querySelector(".st-key-board_all [data-tile=need15]");
        if (!tile) window.seen.gone += 1;
        else if (getComputedStyle(tile.closest(".stElementContainer")).opacity !== "1") window.seen.faded += 1;
      }).observe(document.body, {childList: true, subtree: true, attributes: true});
    }""")
    settings = exports / "settings.toml"
    settings.write_text(settings.read_text().replace("reserve = 60000", "reserve = 90000"))
    page.wait_for_function("document.querySelector('[data-tile=need15] [data-changed]')")
    assert page.locator("[data-tile=refer] [data-changed], [data-tile=collect] [data-changed]").count() == 0
    assert page.evaluate("window.seen") == {"gone": 0, "faded": 0}
    server.stop()


def test_a_server_that_comes_back_is_met_without_a_hand(
    start: Callable[[Path], Server], look: Look, tmp_path: Path
) -> None:
    exports = Company().written(tmp_path / "exports")
    server = start(exports)
    page = look(f"{server.address}/?wall=1&boards=all", 1280, 720)
    ready(page)
    shown = page.locator("[data-tile=need30] .mb-headline").inner_text()
    beat = str(page.locator(".mb-beat").get_attribute("data-beat"))
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    expect(page.locator("#mb-silent")).to_contain_text("No answer from the board since")
    assert page.locator("[data-tile=need30] .mb-headline").inner_text() == shown
    assert page.locator("[role=dialog]:visible").count() == 0
    server.run()
    expect(page.locator("#mb-silent")).to_be_hidden()
    page.wait_for_function(
        "beat => Number(document.querySelector('.mb-beat')?.dataset.beat) > Number(beat) + 1", arg=beat
    )
    expect(page.locator("[data-tile=need30] .mb-headline")).to_have_text(shown)
    server.stop()


def test_a_network_that_comes_back_is_met_without_a_hand(
    start: Callable[[Path], Server], look: Look, tmp_path: Path
) -> None:
    server = start(Company().written(tmp_path / "exports"))
    page = look(f"{server.address}/?wall=1&boards=all", 1280, 720)
    ready(page)
    page.context.set_offline(True)
    expect(page.locator("#mb-silent")).to_contain_text("These numbers may be old")
    expect(page.locator("[data-tile=need30] .mb-headline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#mb-silent")).to_be_hidden()
    server.stop()


def test_exports_that_cannot_be_read_leave_the_last_good_picture(
    start: Callable[[Path], Server], look: Look, tmp_path: Path
) -> None:
    exports = Company().written(tmp_path / "exports")
    kept = shutil.copytree(exports, tmp_path / "kept")
    server = start(exports)
    page = look(f"{server.address}/?wall=1&boards=all", 1280, 720)
    ready(page)
    shown = page.locator("[data-tile=need30] .mb-headline").inner_text()
    for path in exports.glob("*.csv"):
        path.write_bytes(b"\x00\x01\x02 no export\n" * 50)
    expect(page.locator(".mb-top")).to_contain_text("exports not loaded since")
    assert page.locator("[data-tile=need30] .mb-headline").inner_text() == shown
    shutil.copytree(kept, exports, dirs_exist_ok=True)
    expect(page.locator(".mb-top")).not_to_contain_text("exports not loaded since")
    assert page.locator("[data-tile=need30] .mb-headline").inner_text() == shown
    server.stop()


def test_a_newer_program_on_the_server_brings_a_newer_page(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1", 1280, 720)
    ready(page)
    page.wait_for_function("document.documentElement.dataset.board === 'all'")
    page.evaluate("""() => {
      window.before = true;
      const mark = document.querySelector(".mb-beat");
      mark.dataset.display = mark.dataset.display.replace(/"release": "[^"]*"/, '"release": "another"');
      mark.dataset.beat = "1";
    }""")
    page.wait_for_function("window.before === undefined")
    ready(page)


def test_at_night_the_screen_is_dim_until_somebody_moves_the_mouse(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1&night=00:00-23:59&night_look=off", 1280, 720)
    ready(page)
    page.wait_for_function("document.documentElement.dataset.night === 'off'")
    expect(page.locator("#mb-night")).to_have_css("opacity", "1")
    page.mouse.move(100, 100)
    page.mouse.move(200, 200)
    page.wait_for_function("document.documentElement.dataset.night === undefined")
    expect(page.locator("#mb-night")).to_have_css("opacity", "0")


def test_by_default_nothing_dims_and_nothing_moves(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/?wall=1", 1280, 720)
    ready(page)
    page.wait_for_function("document.documentElement.dataset.board === 'all'")
    assert page.evaluate("document.documentElement.dataset.night") is None
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-board_all')).translate") in ("none", "0px")


def test_the_page_that_builds_an_address_shows_it_live(sample: Server, look: Look) -> None:
    page = look(f"{sample.address}/display", 1600, 1000)
    preview = page.frame_locator(".st-key-preview iframe")
    expect(preview.locator(".st-key-board_all [data-tile=need15]")).to_be_visible()
    page.get_by_label("Names").click()
    page.get_by_text("as initials").click()
    expect(page.get_by_text("names=initials")).to_be_visible()
    expect(preview.locator("[data-tile=collect] .mb-name").first).to_have_text("N. F.")
