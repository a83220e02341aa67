"""The form that builds a display: its boards and how long each stays, its look, what it holds back, its nights."""

from datetime import time

import streamlit as st

from pages.parts import cards
from pages.parts.frame import Open
from pages.parts.wall import address
from pages.parts.wall.address import LONGEST, SHORTEST, Display, Night, Slot
from pages.parts.wall.board import wall_boards

THEMES = {"": "as the settings say", "dark": "dark", "light": "light"}
SIZES = {"desk": "desk, an arm away", "room": "room, three to five metres", "hall": "hall, further away"}
NAMES = {"full": "in full", "initials": "as initials"}
AMOUNTS = {"full": "in full", "rounded": "rounded", "bands": "as bands"}
NIGHTS = {"": "no night", "dim": "dimmed", "off": "black"}


def wishes(asked: Display, frame: Open) -> Display:
    """What the person wants; a new visitor starts with what the page's own address says."""
    slots = _slots(asked)
    theme = _one("Theme", THEMES, asked.theme or "", "theme")
    size = _one("Seen from", SIZES, asked.size, "size")
    names = _one("Names", NAMES, asked.names, "names")
    amounts = _one("Amounts", AMOUNTS, asked.amounts, "amounts")
    night = _night(asked.night)
    drift = st.checkbox("Move everything slowly by a few pixels, against burn-in", asked.drift, key="display_drift")
    if names != "full" or amounts == "bands":
        cards.note("Where names or amounts are held back, no tile opens the rows behind it.")
    return Display(slots, theme or None, size, names, amounts, frame.rep, frame.as_of, night, drift)  # type: ignore[arg-type]


def _slots(asked: Display) -> tuple[Slot, ...]:
    boards = wall_boards()
    usual = {slot.board: slot.seconds for slot in asked.slots}
    chosen = st.multiselect(
        "Boards, in their order",
        list(boards),
        default=list(usual),
        format_func=lambda name: boards[name].title,
        key="display_boards",
    )
    chosen = chosen or [next(iter(boards))]
    if len(chosen) == 1:
        return (Slot(chosen[0], usual.get(chosen[0], address.SECONDS)),)
    st.caption("Seconds on each")
    columns = st.columns(2)
    found = []
    for index, name in enumerate(chosen):
        seconds = columns[index % 2].number_input(
            boards[name].title, SHORTEST, LONGEST, usual.get(name, address.SECONDS), key=f"display_seconds_{name}"
        )
        found.append(Slot(name, int(seconds)))
    return tuple(found)


def _one(label: str, words: dict[str, str], usual: str, key: str) -> str:
    """One of a few words."""
    choice = st.selectbox(
        label, list(words), index=list(words).index(usual), format_func=lambda word: words[word], key=f"display_{key}"
    )
    return choice or usual


def _night(asked: Night | None) -> Night | None:
    look = _one("At night", NIGHTS, asked.look if asked else "", "night")
    if not look:
        return None
    first, last = st.columns(2)
    begins = first.time_input("from", asked.begins if asked else time(20), key="display_night_from")
    ends = last.time_input("until", asked.ends if asked else time(7), key="display_night_until")
    return Night(begins or time(20), ends or time(7), "off" if look == "off" else "dim")
