"""The address of a display: what it says is what hangs there, and nothing that it says can break it."""

from datetime import date, time
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.parts.wall.address import Display, Night, Slot, read, write

BOARDS = ["all", "money", "follow_up"]
USUAL = Display((Slot("all", 20),))


def test_an_address_that_says_nothing_is_the_usual_display() -> None:
    assert read({"wall": "1"}, BOARDS) == USUAL
    assert write(USUAL) == "wall=1&boards=all"


def test_everything_about_a_display_stands_in_its_address() -> None:
    text = (
        "wall=1&boards=money:45,all&seconds=15&theme=light&size=hall&names=initials&amounts=bands&rep=Dana+Reyes"
        "&as_of=2026-06-30&night=22:00-06:30&night_look=off&drift=1"
    )
    assert read(dict(parse_qsl(text)), BOARDS) == Display(
        slots=(Slot("money", 45), Slot("all", 15)),
        theme="light",
        size="hall",
        names="initials",
        amounts="bands",
        rep="Dana Reyes",
        as_of=date(2026, 6, 30),
        night=Night(time(22), time(6, 30), "off"),
        drift=True,
    )


def test_every_stands_for_all_boards_in_their_order() -> None:
    display = read({"boards": "follow_up:5,every"}, BOARDS)
    assert display.slots == (Slot("follow_up", 5), Slot("all", 20), Slot("money", 20), Slot("follow_up", 20))


def test_a_team_is_said_like_a_rep() -> None:
    assert read({"team": "West"}, BOARDS).rep == "West"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"boards": "all,nonsense"}, "board “nonsense” is not known: left out"),
        ({"boards": "all:0"}, "“0” is no number of seconds from 3 to 3600: 20"),
        ({"seconds": "9999999999999999999999"}, "“9999999999999999999999” is no number of seconds from 3 to 3600: 20"),
        ({"seconds": "-5"}, "“-5” is no number of seconds from 3 to 3600: 20"),
        ({"size": "huge"}, "size “huge” is not one of desk, room, hall: room"),
        ({"theme": "pink"}, "theme “pink” is not one of light, dark: the one of the settings"),
        ({"as_of": "2026-02-30"}, "as_of “2026-02-30” is no day like 2026-06-30: the newest"),
        ({"night": "22-25"}, "night “22-25” is not like 22:00-06:00: no night"),
        ({"drift": "yes"}, "drift “yes” is not one of 0, 1: 0"),
        ({"sise": "hall"}, "“sise” says nothing here"),
        ({"names": "<script>alert(1)</script>\x00" + "x" * 99}, "names “<script>alert(1)</script>·xxxx…”"),
    ],
)
def test_what_is_not_understood_is_usual_and_said(said: dict[str, str], note: str) -> None:
    display = read(said, BOARDS)
    assert display == USUAL
    assert len(display.notes) == 1
    assert display.notes[0].startswith(note)


def test_a_rep_whom_nobody_knows_is_everybody_and_said() -> None:
    display = read({"rep": "Nobody"}, BOARDS)
    assert display.among(["Dana"]).rep is None
    assert display.among(["Dana"]).notes == ("rep “Nobody” is not known: everybody",)
    assert display.among(["Nobody"]) is display


def test_a_display_that_holds_back_is_private() -> None:
    assert not read({"amounts": "full"}, BOARDS).is_private
    assert read({"names": "initials"}, BOARDS).is_private
    assert read({"amounts": "bands"}, BOARDS).is_private


seconds = some.integers(3, 3600)
nights = some.builds(
    Night,
    some.builds(time, some.integers(0, 23), some.integers(0, 59)),
    some.builds(time, some.integers(0, 23), some.integers(0, 59)),
    some.sampled_from(["dim", "off"]),
)
displays = some.builds(
    Display,
    slots=some.lists(some.builds(Slot, some.sampled_from(BOARDS), seconds), min_size=1, max_size=6).map(tuple),
    theme=some.sampled_from([None, "dark", "light"]),
    size=some.sampled_from(["desk", "room", "hall"]),
    names=some.sampled_from(["full", "initials"]),
    amounts=some.sampled_from(["full", "rounded", "bands"]),
    rep=some.none() | some.text(some.characters(exclude_categories=["Cs"]), min_size=1),
    as_of=some.none() | some.dates(),
    night=some.none() | nights,
    drift=some.booleans(),
)


@given(displays)
def test_a_display_that_is_written_down_is_read_again(display: Display) -> None:
    found = read(dict(parse_qsl(write(display), keep_blank_values=True)), BOARDS)
    assert found == display
    assert found.notes == ()


@given(some.dictionaries(some.sampled_from([*"abc", "boards", "seconds", "night", "as_of", "rep"]), some.text()))
def test_no_address_breaks_the_display(said: dict[str, str]) -> None:
    display = read(said, BOARDS)
    assert display.slots
    assert all(slot.board in BOARDS and 3 <= slot.seconds <= 3600 for slot in display.slots)
    assert all(note.isprintable() for note in display.notes)
