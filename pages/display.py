"""Display: builds the address of a screen on the wall, shows it live, and hands it out."""

from datetime import time
from typing import TypeVar
from urllib.parse import urlsplit

import streamlit as st

from pages.parts import cards
from pages.parts.frame import Open, open_page
from pages.parts.html import html
from pages.parts.wall import address
from pages.parts.wall.address import LONGEST, SHORTEST, Display, Night, Slot
from pages.parts.wall.board import wall_boards

Choice = TypeVar("Choice", bound=str)

THEMES = {"": "as the settings say", "dark": "dark", "light": "light"}
SIZES = {"desk": "desk, an arm away", "room": "room, three to five metres", "hall": "hall, further away"}
NAMES = {"full": "in full", "initials": "as initials"}
AMOUNTS = {"full": "in full", "rounded": "rounded", "bands": "as bands"}
NIGHTS = {"": "no night", "dim": "dimmed", "off": "black"}
SCREENS = {"16 / 9": "lying", "9 / 16": "standing"}


def _show(frame: Open) -> None:
    asked = address.read(st.query_params.to_dict(), list(wall_boards()))
    wishes, preview = st.columns([0.36, 0.64], gap="medium")
    with wishes:
        display = _wishes(asked, frame)
    # A link to this page opens the same form. Rep and day are the side bar's, which writes them itself.
    said = {name: text for name, text in address.values(display).items() if name not in ("wall", "rep", "as_of")}
    st.query_params.update(said)
    with preview:
        _preview(display)


def _wishes(asked: Display, frame: Open) -> Display:
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


def _preview(display: Display) -> None:
    query = address.write(display)
    base = urlsplit(st.context.url or "")
    st.caption("The address of this display: open it on the screen, in full screen (F11).")
    st.code(f"{base.scheme}://{base.netloc}/?{query}", language=None, wrap_lines=True)
    screen = (
        st.segmented_control(
            "Screen", list(SCREENS), default="16 / 9", format_func=lambda word: SCREENS[word], key="screen"
        )
        or "16 / 9"
    )
    html(f"<style>.st-key-preview iframe{{aspect-ratio:{screen}}}</style>")
    with st.container(key="preview"):
        st.iframe(f"/?{query}", height=600, alt="The display as it will look")
    cards.note("The rep or team and the day of the side bar hold for the display too.")


page = open_page("Display")
cards.heading(
    "Display",
    "What should hang on the wall? Everything stands in the address, so the screen needs no hand and no login. "
    "It turns its boards, follows new exports, and says so when they are old or the server is gone.",
)
_show(page)
