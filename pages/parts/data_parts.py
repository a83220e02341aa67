"""The parts of the data page: one is shown at a time, its name stands in the address."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.parts import (
    cards,
    data_tables,
    file_columns,
    file_questions,
    folder_now,
    loads,
    matches,
    rejects,
    unknown_files,
    uploads,
    waiting,
)
from pages.parts.format import count
from pages.parts.frame import Frame
from pages.parts.html import html

STYLE = f"<style>{Path(__file__).with_name('data_page.css').read_text(encoding='utf-8')}</style>"


def show(frame: Frame) -> None:
    """The row of names, what only the owner can answer, and the part that was chosen."""
    html(STYLE)
    refused = folder_now.refusals(frame)
    asked = len(folder_now.unknown(refused)) + len(folder_now.questions(refused))
    left = rejects.how_many(frame)
    pairs = matches.how_many(frame)
    questions = loads.how_many_questions(frame)
    names = {
        "files": "Files",
        "answer": f"To answer · {asked}" if asked else "To answer",
        "names": f"Same company? · {pairs}" if pairs else "Same company?",
        "rejects": f"Not taken in · {count(left)}" if left else "Not taken in",
        "loads": f"Loads · {questions}" if questions else "Loads",
        "checks": "Checks",
        "add": "Add a file",
    }
    parts: dict[str, Callable[[], None]] = {
        "files": lambda: file_columns.show(frame),
        "answer": lambda: _to_answer(frame, asked),
        "names": lambda: matches.show(frame),
        "rejects": lambda: rejects.show(frame),
        "loads": lambda: loads.show(frame),
        "checks": lambda: _checks(frame),
        "add": lambda: _add(frame),
    }
    chosen = _chosen(names, "files" if frame.board or not asked else "answer")
    if waiting.show(frame):
        return
    if asked and chosen != "answer":
        _ask(asked)
    parts[chosen]()


def _chosen(names: dict[str, str], default: str) -> str:
    """The part to show. It is bound to the address by its name, because the words on the screen carry counts."""
    if st.session_state.get("part") not in names:
        named = st.query_params.get("part", "")
        st.session_state["part"] = named if named in names else default
    chosen = st.segmented_control(
        "Part", list(names), required=True, format_func=names.__getitem__, key="part", label_visibility="collapsed"
    )
    st.query_params["part"] = chosen or default
    return chosen or default


def _ask(asked: int) -> None:
    with st.container(key="asks", horizontal=True, vertical_alignment="center", gap="medium"):
        read = "it can be read" if asked == 1 else "they can be read"
        cards.note(f"<b>▲ {count(asked, 'file needs', 'files need')} an answer</b> before {read}.", act=True)
        st.button("Answer", on_click=st.session_state.__setitem__, args=("part", "answer"), key="to_answer")


def _to_answer(frame: Frame, asked: int) -> None:
    if not asked:
        cards.section("To answer", "Files that nobody knows yet, and files that can be read in two ways.")
        cards.note("<b>✓ Nothing is asked.</b> Every file of the folder is understood.")
        return
    refused = folder_now.refusals(frame)
    file_questions.show(frame, refused)
    unknown_files.show(frame, refused)


def _checks(frame: Frame) -> None:
    if frame.board is None:
        cards.note("There is no board yet, so there is nothing to check.")
        return
    data_tables.checks(frame.board)
    data_tables.totals(frame.board)


def _add(frame: Frame) -> None:
    uploads.show(frame)
    uploads.templates()
