"""The wall on the page: the boards of a display, all of them in the page at once, and the mark that says they live.

The page is drawn again only when there is something new; in between a small part of it looks for that every few
seconds. Which of the boards is seen, and what happens when the server is gone, is decided in the browser (display.js).
"""

import json
from collections.abc import Hashable
from datetime import datetime
from html import escape

import streamlit as st

import queries
from pages.parts import ask, board_of_day, frame, links
from pages.parts.format import clock
from pages.parts.html import html
from pages.parts.release import release
from pages.parts.wall import address, picture, style
from pages.parts.wall.address import Display, Slot
from pages.parts.wall.board import wall_boards
from pages.parts.wall.tile import Wall

MISSED_LOOKS = 3
SHORTEST_MARK = 60
"""Seconds for which a number that changed is marked, at least; each board of a rotation is seen in that time."""


def show(opened: frame.Open) -> None:
    """Draw the boards and keep them fresh."""
    display = opened.display or Display(
        (Slot(next(iter(wall_boards())), address.SECONDS),), rep=opened.rep, as_of=opened.as_of
    )
    if opened.display is None:
        html(style.of_page())
        st.html(style.script(alone=False), unsafe_allow_javascript=True)
        st.sidebar.html(links.anchor(f"?{address.write(display)}", "Show the wall alone, for a screen", "mb-alone"))
    wall = Wall(opened.board, display, board_of_day.is_sample(opened.folder), _trouble(opened.state))
    names = list(dict.fromkeys(slot.board for slot in display.slots))  # one that comes twice is drawn once
    with st.container(key="wall"):
        for turn, name in enumerate(names):
            picture.draw(wall, name, wall_boards()[name], turn, len(names))
    seconds = max(opened.board.version.settings.wall.refresh_seconds, 1)
    st.fragment(_beat, run_every=seconds)(opened, display, _shown(opened.state, wall.board))


def _trouble(state: board_of_day.State) -> str:
    return f"exports not loaded since {clock(state.trouble.since)}" if state.trouble else ""


def _shown(state: board_of_day.State, newest: queries.Board) -> Hashable:
    """What the picture on the screen depends on; when it changes, the page is drawn again."""
    version = state.version
    marks = (version.name, version.decided, repr(version.settings)) if version else ()
    return *marks, _trouble(state), ask.today(newest)


def _beat(opened: frame.Open, display: Display, shown: Hashable) -> None:
    """The mark that changes as long as the server answers; draws the page again when there is something new."""
    state = frame.look(opened.folder)
    if state.version is not None and _shown(state, opened.board) != shown:
        st.rerun()
    told = {
        "boards": [[slot.board, slot.seconds] for slot in display.slots],
        "refresh": opened.board.version.settings.wall.refresh_seconds,
        "missed": MISSED_LOOKS,
        "mark": max(SHORTEST_MARK, 2 * sum(slot.seconds for slot in display.slots)),
        "night": _night(display.night),
        "drift": display.drift,
        "release": release(),
    }
    # The browser looks at this mark: when it stops changing, the wall is no longer alive.
    html(
        f'<i class="mb-beat" data-beat="{datetime.now().timestamp()}" data-version="{opened.board.version.name}"'
        f' data-display="{escape(json.dumps(told), quote=True)}"></i>'
    )


def _night(night: address.Night | None) -> list[object] | None:
    if night is None:
        return None
    begins, ends = (at.hour * 60 + at.minute for at in (night.begins, night.ends))
    return [begins, ends, night.look]
