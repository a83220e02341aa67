"""The files of the folder that no mapping knows, one at a time as a form."""

from html import escape

import streamlit as st

from data import check
from data.tables import tables
from pages.parts import ask, board_of_day, cards, folder_now, matching_form
from pages.parts.frame import Frame


def show(frame: Frame, refused: list[check.Refusal]) -> None:
    """The form of the file that was picked."""
    found = {refusal.file: refusal for refusal in folder_now.unknown(refused)}
    if not found:
        return
    cards.section(
        "Files that nobody knows yet",
        "Say once what stands in which column. It is kept beside your exports, and every file with the same headings "
        "is read so from then on.",
    )
    file = next(iter(found))
    if len(found) > 1:
        file = st.selectbox("File", list(found), key="unknown_file")
    cards.note(f"<b>{escape(file)}</b> {escape(found[file].message.removeprefix(file + ': '))}")
    if board_of_day.is_sample(frame.folder):
        return
    matching_form.show(frame.folder, file, systems(frame))


def systems(frame: Frame) -> dict[str, str]:
    """For each table the one system whose exports of that area are in the folder already."""
    if frame.board is None:
        return {}
    area_of = {name: table.area for name, table in tables().items()}
    by_area: dict[str, set[str]] = {}
    for row in ask.rows(frame.board, "data/files"):
        for table in (row["table_name"] or "").split(", "):
            if row["status"] == "read" and table in area_of:
                by_area.setdefault(area_of[table], set()).add(row["system"])
    return {name: next(iter(by_area[area])) for name, area in area_of.items() if len(by_area.get(area, ())) == 1}
