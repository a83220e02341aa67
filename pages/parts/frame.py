"""The frame around every page: navigation, look, filters, banner and the board of the day.

dashboard.py runs it, and so does every page in its first line: until somebody has opened dashboard.py after a start
of the server, Streamlit runs a page file that is asked for by its address on its own. Such a page hands over.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import NoReturn

import streamlit as st

import queries
from pages.parts import ask, board_of_day, cards, filters, process, theme
from pages.parts.format import age, clock, listing
from pages.parts.html import html
from pages.parts.wall import address, style
from pages.parts.wall.address import Display
from pages.parts.wall.board import wall_boards

ICON = Path(__file__).with_name("icon.png")
WAIT_SECONDS = 10
PAGES_FOLDER = Path(__file__).resolve().parents[1]
SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "": (("wall", "Wall"), ("display", "Display")),
    "Work": (
        ("cash", "Cash"),
        ("follow_up", "Follow-up"),
        ("referrals", "Referrals"),
        ("accounts", "Accounts"),
        ("review", "Review"),
    ),
    "Check": (
        ("definitions", "Definitions"),
        ("data", "Data"),
        ("trace", "Trace"),
    ),
}


@dataclass(frozen=True)
class Frame:
    """What a page is given: the board, the filters, and how it is looked at."""

    board: queries.Board | None
    state: board_of_day.State
    folder: Path
    rep: str | None
    as_of: date | None
    """The day that was asked for; None is the day of the newest export."""
    mode: theme.Mode
    display: Display | None = None
    """What the address of a display asks for, where nothing but the boards is on the screen."""

    @property
    def palette(self) -> theme.Palette:
        return theme.PALETTES[self.mode]


@dataclass(frozen=True)
class Open(Frame):
    """A frame with a board in it."""

    board: queries.Board


_inside: ContextVar[Frame | None] = ContextVar("frame", default=None)


def run() -> None:
    """Build the frame and run the page that was asked for inside it."""
    page = _navigation()
    st.set_page_config(page_title=f"{page.title} · Moneyboard", page_icon=str(ICON), layout="wide")
    alone = _is_wall(page) and st.query_params.get("wall") == "1"
    html(theme.style_sheet())
    frame = _display() if alone else _page()
    token = _inside.set(frame)
    try:
        page.run()
    finally:
        _inside.reset(token)
        process.freeze()


def open_page(title: str) -> Open:
    """The first line of every page that shows the board. Without a board it says why and ends the page."""
    frame = open_frame(title)
    if frame.board is None:
        _say_trouble(frame)
        st.stop()
    return Open(**{name: getattr(frame, name) for name in Frame.__dataclass_fields__})


def open_frame(title: str) -> Frame:
    """The first line of a page that can do without a board."""
    frame = _inside.get()
    if frame is None:
        _hand_over()
    if frame.board:
        st.set_page_config(page_title=f"{title} · {frame.board.version.settings.company}")
    return frame


def _hand_over() -> NoReturn:
    # Declaring the navigation tells Streamlit that dashboard.py is in charge, so the next run starts there. Where a
    # page is itself the main file there is no such next run, and the frame is run here.
    if not st.session_state.get("handed_over"):
        st.session_state["handed_over"] = True
        _navigation()
        st.rerun()
    run()
    st.stop()


def _navigation() -> "st.Page":
    alone = st.query_params.get("wall") == "1"
    sections = {
        section: [
            st.Page(
                PAGES_FOLDER / f"{name}.py",
                title=title,
                url_path=name,
                default=name == "wall",
                visibility="hidden" if name == "trace" else "visible",
            )
            for name, title in pages
        ]
        for section, pages in SECTIONS.items()
    }
    return st.navigation(sections, position="hidden" if alone else "sidebar")


def _is_wall(page: "st.Page") -> bool:
    return page.url_path == ""


def _display() -> Frame:
    """The wall alone on a screen: everything about it stands in its address."""
    # Both come first and stay in their place: while a server that was started again reads the exports, whoever had a
    # picture keeps it.
    html(style.of_display())
    html('<p class="mb-reading">Reading the exports. This happens once.</p>')
    st.html(style.script(alone=True), unsafe_allow_javascript=True)
    display = address.read(st.query_params.to_dict(), list(wall_boards()))
    folder = board_of_day.exports_folder()
    state = board_of_day.keeper(str(folder)).look()
    if state.version is None:
        html(style.of_wishes(display, display.theme or "dark"))
        return Frame(None, state, folder, None, None, display.theme or "dark", display)
    mode: theme.Mode = display.theme or ("light" if state.version.settings.wall.theme == "light" else "dark")
    html(style.of_wishes(display, mode))
    board = queries.open_board(state.version, display.as_of)
    display = display.among(filters.reps_and_teams(board))
    return Frame(board, state, folder, display.rep, display.as_of, mode, display)


def _page() -> Frame:
    """A page of the app, with the side bar and its filters."""
    mode: theme.Mode = "light" if st.context.theme.type == "light" else "dark"
    folder = board_of_day.exports_folder()
    state = look(folder)
    if state.version is None:
        return Frame(None, state, folder, None, None, mode)
    newest = queries.open_board(state.version)
    with st.sidebar:
        rep, as_of = filters.show(newest)
        _notices(newest, state, folder)
    board = queries.open_board(state.version, as_of) if as_of else newest
    return Frame(board, state, folder, rep, as_of, mode)


def look(folder: Path) -> board_of_day.State:
    """The state of the exports; the very first viewer is told that they are being read."""
    keeper = board_of_day.keeper(str(folder))
    if keeper.has_looked:
        return keeper.look()
    with st.spinner("Reading the exports. This happens once."):
        return keeper.look()


def _notices(board: queries.Board, state: board_of_day.State, folder: Path) -> None:
    if board_of_day.is_sample(folder):
        cards.note(
            "<b>This is the sample company.</b> To see your own, put your exports into <code>data/exports/</code>, "
            "or name a folder in <code>MONEYBOARD_EXPORTS</code> and start again."
        )
    if state.trouble:
        cards.note(
            f"<b>▲ The newest exports are not on the board</b> since {clock(state.trouble.since)}. "
            f'It shows the last good load. <a href="data">What is wrong</a>',
            act=True,
        )
    stale = [f"{escape(str(row['area']))} {age(row['age_days'])}" for row in ask.ages(board) if row["is_stale"]]
    if stale:
        cards.note(f"<b>▲ Old exports:</b> {listing(stale)}.", act=True)


def _say_trouble(frame: Frame) -> None:
    message = frame.state.trouble.message if frame.state.trouble else "There is nothing to read yet."
    cards.heading(
        "No board yet",
        "The exports could not be read. Nothing is lost: mend the files and this page fills by itself.",
    )
    cards.problem(frame.folder, message)
    st.fragment(_wait, run_every=WAIT_SECONDS)(frame.folder)


def _wait(folder: Path) -> None:
    if look(folder).version is not None:
        st.rerun()
