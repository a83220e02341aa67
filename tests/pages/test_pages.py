"""Every page runs, says what it is for, and shows the numbers that the queries give."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from data.store import load
from pages.parts.format import short_money

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
PAGES = ["wall", "cash", "follow_up", "referrals", "accounts", "review", "definitions", "data", "trace"]
OpenApp = Callable[..., AppTest]


def text_of(app: AppTest) -> str:
    """All the HTML of a page that is not a style sheet or a script."""
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_on_the_sample(open_app: OpenApp, page: str) -> None:
    app = open_app(page)
    assert not app.exception
    assert "cannot be shown" not in text_of(app)


@pytest.mark.parametrize("page", PAGES[1:])
def test_every_page_says_what_it_is_for(open_app: OpenApp, page: str) -> None:
    assert 'class="mb-heading"><h1>' in text_of(open_app(page))


def test_every_page_asks_the_frame_first() -> None:
    for path in (SAMPLE.parents[1] / "pages").glob("*.py"):
        if path.name == "__init__.py":
            continue
        statements = [
            line for line in path.read_text().splitlines() if line.startswith(("frame = ", "cards.", "screen."))
        ]
        assert statements[0].startswith(("frame = open_page(", "frame = open_frame(")), path.name


def test_a_page_file_on_its_own_is_run_inside_the_frame(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONEYBOARD_STORE", str(store))
    monkeypatch.setenv("MONEYBOARD_EXPORTS", str(SAMPLE))
    app = AppTest.from_file(str(SAMPLE.parents[1] / "pages" / "cash.py"), default_timeout=120).run()
    assert not app.exception
    assert app.sidebar.selectbox(key="rep")
    assert "This is the sample company" in text_of(app)


def test_the_wall_shows_the_three_needs_of_the_queries(open_app: OpenApp, store: Path) -> None:
    shown = text_of(open_app("wall", wall="1"))
    board = queries.open_board(load(SAMPLE, store))
    for row in queries.run(board, "cash/need").records():
        assert f">{short_money(row['need'], board.currency)}</span></div>" in shown
        assert f'data-tile="need{row["horizon_days"]}"' in shown


def test_the_wall_has_ten_tiles(open_app: OpenApp) -> None:
    app = open_app("wall", wall="1")
    assert text_of(app).count("data-tile=") == 10
    assert not app.get("plotly_chart"), "a chart library would come after the numbers"


def test_the_wall_alone_has_no_side_bar(open_app: OpenApp) -> None:
    assert not open_app("wall", wall="1").sidebar.selectbox
    assert open_app("wall").sidebar.selectbox


def test_the_filters_come_from_the_address(open_app: OpenApp) -> None:
    app = open_app("cash", rep="Priya Raman", as_of="2026-05-29")
    assert app.sidebar.selectbox(key="rep").value == "Priya Raman"
    assert "Fri 29 May" in text_of(app)
    assert "rep=Priya+Raman" in text_of(app)
    assert "as_of=2026-05-29" in text_of(app)


def test_an_address_with_nonsense_shows_the_board_of_today(open_app: OpenApp) -> None:
    app = open_app("wall", wall="1", as_of="yesterday", theme="pink", rep="nobody")
    assert not app.exception
    assert "Tue 30 June" in text_of(app)


def test_definitions_hold_every_metric(open_app: OpenApp) -> None:
    shown = text_of(open_app("definitions"))
    assert all(f'id="{name}"' in shown for name in queries.metrics())
