"""Taking in a file from the browser: what the reader makes of it is shown first, then it is put into the folder."""

import hashlib
from html import escape
from pathlib import Path

import streamlit as st

import data.check
from data import tables
from data.reading.sources import READABLE
from data.store import OWNERS_WORDS
from pages.parts import board_of_day, cards, folder_now, matching_form, unknown_files, waiting
from pages.parts.format import count
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The upload, its check, and the button that takes it in."""
    cards.section(
        "Add a file",
        "An export of your CRM, your billing system or your bank. It is checked before it is taken in.",
    )
    if board_of_day.is_sample(frame.folder):
        cards.note(
            "The sample company takes no files. Put your exports into <code>data/exports/</code> and start again; "
            "from then on you can add files here."
        )
        return
    kinds = [suffix.removeprefix(".") for suffix in READABLE]
    file = st.file_uploader("Export", type=kinds, label_visibility="collapsed", key="upload")
    if file is None:
        return
    content = file.getvalue()
    try:
        place = (str(frame.folder), file.name, hashlib.sha256(content).hexdigest(), folder_now.state(frame.folder))
        reports = _checked(place, content)
    except (*OWNERS_WORDS, ValueError) as error:
        cards.note(f"<b>▲ {escape(str(error))}</b>", act=True)
        return
    for report in reports:
        _report(report)
    for report in reports:
        if report.status == "refused" and any(reason.code in folder_now.UNKNOWN for reason in report.reasons):
            matching_form.show(frame.folder, report.file, unknown_files.systems(frame), content)
    kept = sum(report.rows_kept for report in reports)
    if any(report.status != "refused" for report in reports) and st.button(
        f"Take in {count(kept, 'row')}", type="primary", key="take_in"
    ):
        data.check.take_in(frame.folder, file.name, content)
        waiting.begin(frame.folder, f"✓ {escape(file.name)} is in the folder.")
        st.rerun()


@st.cache_data(max_entries=4, show_spinner="Reading the file.")
def _checked(place: tuple[str, str, str, folder_now.State], _content: bytes) -> list[data.check.FileReport]:
    folder, name, _, _ = place
    return data.check.check_upload(Path(folder), name, _content)


def _report(report: data.check.FileReport) -> None:
    sign, act = ("✓", False) if report.status == "read" and not report.rows_rejected else ("▲", True)
    kind = " ".join(word for word in (report.system, report.kind) if word) or "not recognised"
    reasons = "".join(
        f"<li>{escape(reason.message)}: {count(reason.count, 'row')}, line {', '.join(map(str, reason.rows[:5]))}</li>"
        for reason in report.reasons
        if reason.severity != "refused"
    )
    rows = (
        f"{count(report.rows_read, 'row')} read, {count(report.rows_kept)} kept, "
        f"{count(report.rows_repeated)} repeated, {count(report.rows_rejected)} rejected."
    )
    cards.note(
        f"<b>{sign} {escape(report.file)}: {escape(kind)}, {escape(report.status)}.</b> {escape(report.message)} "
        f"{rows if report.rows_read else ''}<ul>{reasons}</ul>",
        act=act,
    )


def templates() -> None:
    """An empty file with the right headings for every table, for data that comes from nowhere else."""
    cards.section(
        "Templates",
        "No export for something? Fill one of these; the headings are the ones that the board knows.",
    )
    known = tables.tables()
    name = st.selectbox(
        "Template",
        list(known),
        format_func=lambda table: f"{known[table].export}: {known[table].row}",
        key="template",
    )
    st.download_button(
        "Download the template",
        tables.template(name).encode("utf-8-sig"),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key="template_file",
    )
