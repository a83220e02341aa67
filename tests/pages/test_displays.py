"""Displays: each board is made from the sample, what is held back is held back, what is old looks old."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.release import release
from pages.parts.wall import boards, style
from pages.parts.wall.address import Display, Slot
from pages.parts.wall.board import WallBoard, layout_rules, wall_boards
from pages.parts.wall.tile import Content, Tile

OpenApp = Callable[..., AppTest]


def shown_on(app: AppTest) -> str:
    assert not app.exception
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def test_every_board_there_is_turns(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", boards="every"))
    assert "cannot be shown right now" not in shown
    assert shown.count("<header") == len(wall_boards())
    for board in wall_boards().values():
        assert board.title in shown or board.has_legend
        for tile in board.tiles:
            assert f'data-tile="{tile.area}"' in shown


def test_only_the_boards_of_the_address_are_made(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", boards="money"))
    assert shown.count("<header") == 1
    assert 'data-tile="need30"' in shown
    assert 'data-tile="quiet"' not in shown


def test_a_board_that_comes_twice_is_drawn_once(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", boards="all:5,money,all:9"))
    assert shown.count("<header") == 2
    assert "[[&quot;all&quot;, 5], [&quot;money&quot;, 20], [&quot;all&quot;, 9]]" in shown


def test_a_team_has_its_own_display(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", team="East"))
    assert "is not known" not in shown
    assert '<span class="mb-chip"><span class="mb-name" dir="auto">East</span></span>' in shown


def test_a_display_that_holds_names_back_has_none_and_opens_nothing(open_app: OpenApp) -> None:
    full = shown_on(open_app("wall", wall="1", boards="every"))
    assert "Northgate Foods" in full
    assert "Priya Raman" in full
    assert "<a " in full
    shown = shown_on(open_app("wall", wall="1", boards="every", names="initials", amounts="bands"))
    assert "N. F." in shown
    assert "P. R." in shown
    for name in ("Northgate", "Priya", "Raman", "Willow Pharmacy", "Derek", "<a ", "href="):
        assert name not in shown, name
    assert "$100–200k" in shown
    assert "Priya" not in shown_on(open_app("wall", wall="1", rep="Priya Raman", names="initials"))


def test_amounts_in_full_are_to_the_unit(open_app: OpenApp) -> None:
    assert "$158,844" in shown_on(open_app("wall", wall="1", amounts="full"))


def test_an_address_that_is_not_understood_says_so_on_the_wall(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", boards="all,<img src=x>", size="huge", rep="Nobody"))
    assert "in the address of this display" in shown
    assert "board “&lt;img src=x&gt;” is not known: left out" in shown
    assert "and 1 more" in shown
    assert "<img" not in shown


def test_a_rep_or_a_team_has_its_own_display(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", rep="Priya Raman"))
    assert "all reps" in shown  # cash is the whole company's
    assert "56 of 57" in shown
    assert "48 of 50" not in shown


def test_what_is_old_does_not_look_healthy(open_app: OpenApp, invoices: Path) -> None:
    """The exports of 30 June are months old on any day on which this test can run."""
    shown = shown_on(open_app("wall", invoices, wall="1"))
    before, tile = shown.split('data-tile="collect"', 1)
    assert before.endswith('mb-old" style="grid-area:collect" ')
    head = tile.split("</div>", 1)[0]
    assert re.search(r'<b class="mb-stale">▲ \d+ d old</b><span class="mb-aside">\$400 open', head)


def test_the_mark_tells_the_browser_what_to_do(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", boards="all:7,money", night="22:00-06:00", drift="1"))
    mark = next(line for line in shown.splitlines() if "data-beat" in line)
    assert "[[&quot;all&quot;, 7], [&quot;money&quot;, 20]]" in mark
    assert "[1320, 360, &quot;dim&quot;]" in mark
    assert release() in mark


def test_the_page_that_builds_an_address(open_app: OpenApp) -> None:
    app = open_app("display", size="hall", boards="money:30,all")
    assert not app.exception
    assert app.selectbox(key="display_size").value == "hall"
    assert app.multiselect(key="display_boards").value == ["money", "all"]
    app.selectbox(key="display_names").set_value("initials").run()
    app.number_input(key="display_seconds_all").set_value(45).run()
    assert not app.exception
    assert app.code[0].value.endswith("/?wall=1&boards=money:30,all:45&size=hall&names=initials")
    assert "initials" in app.query_params["names"]


def test_the_areas_of_a_board_are_its_tiles() -> None:
    tile = Tile("one", "One", (), lambda _: Content("One", ""))
    WallBoard("Board", 1, (tile,), ((1, "one"),), ((1, "one"),))
    with pytest.raises(ValueError, match="two"):
        WallBoard("Board", 1, (tile,), ((1, "one two"),), ((1, "one"),))


def test_a_row_of_areas_fills_the_screen() -> None:
    rules = layout_rules(((1.5, "one:40 two"),))
    assert "grid-template-rows:auto minmax(0,1.5fr)" in rules
    assert rules.count("one") == 40
    assert rules.count("two") == 20
    with pytest.raises(ValueError, match="60 columns"):
        layout_rules(((1, "one:40 two:30"),))


def test_a_number_that_changes_has_a_name_of_its_own_in_its_tile(open_app: OpenApp) -> None:
    shown = shown_on(open_app("wall", wall="1", boards="every"))
    for part in shown.split("data-tile=")[1:]:
        names = [piece.split('"', 1)[0] for piece in part.split('data-n="')[1:]]
        assert len(names) == len(set(names)), part[:60]


def test_displays_that_differ_in_nothing_share_their_tiles() -> None:
    slots = (Slot("all", 20),)
    assert Display(slots, drift=True).way == Display((Slot("money", 5),)).way
    assert Display(slots, size="hall").way != Display(slots).way


def test_a_new_file_is_a_new_board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_app: OpenApp) -> None:
    (tmp_path / "weather.py").write_text(
        "from pages.parts.wall.board import WallBoard\n"
        "from pages.parts.wall.tile import Content, Tile\n"
        "TILE = Tile('sky', 'Sky', (), lambda wall: Content('Sky', 'blue on ' + wall.day.isoformat()))\n"
        "BOARD = WallBoard('Weather', 99, (TILE,), ((1, 'sky'),), ((1, 'sky'),))\n"
    )
    monkeypatch.setattr(boards, "__path__", [*boards.__path__, str(tmp_path)])
    wall_boards.cache_clear()
    style.of_display.cache_clear()
    try:
        shown = shown_on(open_app("wall", wall="1", boards="every"))
        assert list(wall_boards())[-1] == "weather"
        assert "blue on 2026-06-30" in shown
    finally:
        monkeypatch.undo()
        wall_boards.cache_clear()
        style.of_display.cache_clear()
