"""Waiting for the board that follows a change in the folder, without the viewer having to do anything."""

import time
from pathlib import Path

import streamlit as st

from pages.parts import board_of_day, cards
from pages.parts.frame import Frame, look

LOOK_EVERY_SECONDS = 1.5
LONGEST_SECONDS = 120.0


def begin(folder: Path, what: str) -> None:
    """Remember that something was written into the folder, and what the board showed until then."""
    st.session_state["waiting"] = (_shown(look(folder)), what, time.monotonic())


def show(frame: Frame) -> bool:
    """A line while the folder is read again, which ends by itself; False when there is nothing to wait for."""
    if "waiting" not in st.session_state:
        return False
    shown, what, since = st.session_state["waiting"]
    if _shown(frame.state) != shown or time.monotonic() - since > LONGEST_SECONDS:
        del st.session_state["waiting"]
        return False
    cards.note(f"<b>{what}</b> The folder is read again, and the page follows by itself.")
    st.fragment(_wait, run_every=LOOK_EVERY_SECONDS)(frame.folder)
    return True


def _wait(folder: Path) -> None:
    shown, _, since = st.session_state.get("waiting", (None, "", 0.0))
    if _shown(look(folder)) != shown or time.monotonic() - since > LONGEST_SECONDS:
        st.rerun()


def _shown(state: board_of_day.State) -> tuple[str, str]:
    """What tells one state of the board from the next."""
    return state.version.name if state.version else "", state.trouble.message if state.trouble else ""
