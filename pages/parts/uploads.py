"""Taking in a file from the browser: what the reader makes of it is shown first, then it is put into the folder."""

from html import escape

import streamlit as st

import data.check
from data import tables
from pages.parts import board_of_day, cards
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
    file = st.file_uploader("Export", type=["csv", "tsv", "txt"], label_visibility="collapsed", key="upload")
    if file is None:
        return
    content = file.getvalue()
    try:
        report = data.check.check_upload(frame.folder, file.name, content)
    except ValueError as error:
        cards.note(f"<b>▲ {escape(str(error))}</b>", act=True)
        return
    _report(report)
    if report.status == "refused":
        return
    if st.button(f"Take in {count(report.rows_kept, 'row')}", type="primary", key="take_in"):
        data.check.take_in(frame.folder, file.name, content)
        st.toast("Taken in. The board follows in a moment.")


def _report(report: data.check.FileReport) -> None:
    sign, act = ("✓", False) if report.status == "read" and not report.rows_rejected else ("▲", True)
    kind = " ".join(word for word in (report.system, report.kind) if word) or "not recognised"
    reasons = "".join(
        f"<li>{escape(reason.message)}: {count(reason.count, 'row')}, line {', '.join(map(str, reason.rows[:5]))}</li>"
        for reason in report.reasons
    )
    cards.note(
        f"<b>{sign} {escape(report.file)}: {escape(kind)}, {escape(report.status)}.</b> {escape(report.message)} "
        f"{count(report.rows_read, 'row')} read, {count(report.rows_kept)} kept, "
        f"{count(report.rows_repeated)} repeated, {count(report.rows_rejected)} rejected.<ul>{reasons}</ul>",
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
