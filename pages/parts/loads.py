"""The loads of the folder: what each one changed, taking the last one back, and what a load asks before it goes on."""

from html import escape

import streamlit as st

import data.store
from data.loads import Load, loads
from pages.parts import board_of_day, cards, tables, waiting
from pages.parts.format import count
from pages.parts.frame import Frame
from pages.parts.tables import Column

COLUMNS = {
    "state": Column(""),
    "loaded_at": Column("Loaded (UTC)"),
    "exported_on": Column("Day of the exports", "date"),
    "files": Column("Files", "count"),
    "rows": Column("Rows", "count"),
    "changed": Column("What changed"),
}


def how_many_questions(frame: Frame) -> int:
    """What a load asks before it takes a file in."""
    return len(frame.state.trouble.questions) if frame.state.trouble else 0


def show(frame: Frame) -> None:
    """The questions of a load that waits, then every load that was on the board, the last one first."""
    _questions(frame)
    cards.section(
        "Loads",
        "Every accepted state of the folder is kept. The board shows the one that counts; taking it back brings the "
        "one before, until a file of the folder changes.",
    )
    if progress := board_of_day.progress_of(frame.folder):
        cards.note(f"<b>Loading:</b> {escape(str(progress))}")
    known = loads(frame.folder)
    if not known:
        cards.note("Nothing was loaded yet.")
        return
    tables.show([_row(load) for load in known], COLUMNS, name="loads")
    if board_of_day.is_sample(frame.folder):
        return
    _undo(frame, known)


def _row(load: Load) -> dict[str, object]:
    return {
        "state": "on the board" if load.is_current else "taken back" if load.is_undone else "",
        "loaded_at": f"{load.loaded_at:%Y-%m-%d %H:%M}",
        "exported_on": load.exported_on,
        "files": load.files,
        "rows": load.rows,
        "changed": load.changed,
    }


def _questions(frame: Frame) -> None:
    """Each with its button; the answer holds for the very content that was asked about."""
    for number, question in enumerate(frame.state.trouble.questions if frame.state.trouble else ()):
        cards.section(f"Is {question.file} right?", "The last good board stays until you say so.")
        cards.note(f"<b>▲ {escape(question.text)}</b>", act=True)
        if st.button(f"Yes, take {question.file} in", type="primary", key=f"confirm_{number}"):
            data.store.confirm(frame.folder, question)
            _follow(frame, f"{question.file} is taken in.")


def _undo(frame: Frame, known: list[Load]) -> None:
    standing = [load for load in known if not load.is_undone]
    if len(standing) < 2 or not standing[0].is_current:
        return
    last, before = standing[:2]
    left, right = st.columns([3, 5], vertical_alignment="center", gap="medium")
    if left.button("Take the last load back", key="undo"):
        data.store.undo(frame.folder)
        _follow(frame, "The last load is taken back.")
    with right:
        cards.note(
            f"Brings back the load of {before.loaded_at:%Y-%m-%d %H:%M} with {count(before.rows, 'row')} instead of "
            f"{count(last.rows, 'row')}."
        )


def _follow(frame: Frame, what: str) -> None:
    waiting.begin(frame.folder, what)
    board_of_day.keeper(str(frame.folder)).look_again()
    st.rerun()
