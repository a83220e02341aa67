"""Writing about one open invoice: the customer's promise, the collector's own day, a note, and what was written so far.

What is written shows at once, from the journal; the forecast follows with the next board.
"""

from datetime import UTC, date
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

import queries
from data import journal
from data.journal import Note, NoteKind
from data.store import store_of
from pages.parts import board_of_day, cards
from pages.parts.format import NO_VALUE, clock, count, day, money, short_day
from pages.parts.frame import Open, look
from pages.parts.html import html

LOOK_AGAIN_SECONDS = 2
LONGEST_TEXT = 500
LONGEST_NAME = 60

KINDS: dict[str, NoteKind] = {"Promise": "promise", "Our own day": "expected", "Note": "note"}
BACK: tuple[tuple[NoteKind, str], ...] = (
    ("promise", "Take the promise back"),
    ("expected", "Take our own day back"),
)
SAYS: dict[NoteKind, str] = {"promise": "promised for", "expected": "we expect it on", "note": ""}
FROM = {
    "promise": "the customer's promise",
    "collector": "our own day",
    "prediction": "how this customer paid before",
    "due day": "its due day",
    "unresolved": "nobody: it is overdue, and nobody has a day for it",
}


def show(frame: Open, row: dict[str, Any]) -> None:
    """The chosen invoice, its standing promise and day, a form, and its notes in order."""
    newest = _newest_day(frame)
    written = [note for note in _of(frame.folder, row) if note.day <= frame.board.as_of]
    _facts(frame, row, written)
    if newest is not None and newest > frame.board.as_of:
        cards.note(f"Notes are written on the newest day, {day(newest)}; this board shows an earlier one.")
    elif newest is not None:
        _form(frame, row, newest)
    # Each has a place of its own, so that nothing beneath it moves to another one.
    with st.container():
        _catch_up(frame)
    with st.container():
        _history(frame, written)
    if newest == frame.board.as_of:
        _backs(frame, row, written)


def _facts(frame: Open, row: dict[str, Any], written: list[Note]) -> None:
    currency, today = frame.board.currency, frame.board.as_of
    late = row["days_past_due"]
    age = (
        "no due day" if late is None else f"{count(late, 'day')} late" if late > 0 else f"due in {count(-late, 'day')}"
    )
    lines = [f"<b>{money(row['balance'], currency)}</b> open, {age}."]
    expected, source = row["expected_on"], row["date_from"]
    if expected is not None:
        spread = ""
        if row["expected_low_on"] and row["expected_high_on"] and source == "prediction":
            ends = [short_day(row[edge], year_of=today) for edge in ("expected_low_on", "expected_high_on")]
            spread = f", in 8 cases of 10 between {ends[0]} and {ends[1]}"
        lines.append(
            f"Likely paid on <b>{day(expected, year_of=today)}</b>{spread}; the day comes from "
            f"{FROM.get(source, 'its history')}."
        )
    elif source:
        lines.append(f"Its day comes from {FROM.get(source, 'its history')}.")
    if promised := _standing(written, "promise"):
        behind = promised.number > frame.board.version.decided
        state = "written just now" if behind or not row["promise_state"] else row["promise_state"]
        sign = "▲ " if state == "broken" else ""
        lines.append(f"{sign}Promised for <b>{day(promised.on, year_of=today)}</b>: {escape(state)}.")
    if touched := row["last_touch_on"]:
        lines.append(f"Last touch {day(touched, year_of=today)}.")
    html(f'<div class="mb-invoice">{"".join(f"<p>{line}</p>" for line in lines)}</div>')


def _form(frame: Open, row: dict[str, Any], today: date) -> None:
    kind = st.segmented_control(
        "What to write", list(KINDS), default="Promise", required=True, key="note_kind", label_visibility="collapsed"
    )
    with st.form("write_note", border=False):
        if KINDS[kind] != "note":
            label = "Promised for" if KINDS[kind] == "promise" else "Expected on"
            st.date_input(label, value=None, min_value=today, key="note_on", format="YYYY-MM-DD")
        words = "What was said" if KINDS[kind] == "note" else "What was said, if you like"
        st.text_area(words, key="note_text", max_chars=LONGEST_TEXT, height=80)
        st.text_input(
            "Your name",
            key="decided_by",
            placeholder="Your name, if you like",
            label_visibility="collapsed",
            max_chars=LONGEST_NAME,
            persist_state="session",
        )
        st.form_submit_button("Write it down", on_click=_write, args=(frame, row, KINDS[kind]), type="primary")
    if problem := st.session_state.pop("note_problem", ""):
        cards.note(f"<b>▲ Not written.</b> {escape(problem)}", act=True)


def _write(frame: Open, row: dict[str, Any], kind: NoteKind) -> None:
    today, on = _newest_day(frame), st.session_state.get("note_on") if kind != "note" else None
    text = str(st.session_state.get("note_text") or "").strip()[:LONGEST_TEXT]
    if today is None:
        return
    if kind == "note" and not text:
        st.session_state["note_problem"] = "Write what was said."
    elif kind != "note" and on is None:
        st.session_state["note_problem"] = "Choose the day."
    elif on is not None and on < today:
        st.session_state["note_problem"] = "The day has passed."
    else:
        _add(frame, row, kind, today, on, text)
        st.session_state["note_text"], st.session_state["note_on"] = "", None


def _backs(frame: Open, row: dict[str, Any], written: list[Note]) -> None:
    for about, label in BACK:
        if _standing(written, about):
            st.button(label, key=f"back_{about}", on_click=_take_back, args=(frame, row, about), type="tertiary")


def _take_back(frame: Open, row: dict[str, Any], kind: NoteKind) -> None:
    today = _newest_day(frame)
    if today is not None:
        _add(frame, row, kind, today, None, "")


def _add(frame: Open, row: dict[str, Any], kind: NoteKind, today: date, on: date | None, text: str) -> None:
    journal.write_note(
        store_of(frame.folder),
        row["system"],
        row["invoice_id"],
        kind,
        today,
        on=on,
        text=text,
        written_by=str(st.session_state.get("decided_by") or "")[:LONGEST_NAME],
    )
    board_of_day.keeper(str(frame.folder)).look_again()


def _newest_day(frame: Open) -> date | None:
    """The day of the newest board, which is the day that a note is written on."""
    version = look(frame.folder).version
    return None if version is None else queries.open_board(version).as_of


def _of(folder: Path, row: dict[str, Any]) -> list[Note]:
    """What was written about an invoice, in order."""
    return [
        note
        for note in journal.notes(store_of(folder))
        if (note.system, note.invoice_id) == (row["system"], row["invoice_id"])
    ]


def _standing(written: list[Note], kind: NoteKind) -> Note | None:
    """The newest promise or day of our own that was not taken back."""
    newest = next((note for note in reversed(written) if note.kind == kind), None)
    return newest if newest is not None and newest.on is not None else None


def _catch_up(frame: Open) -> None:
    """While the board does not know what was written, say so and wait for the next one."""
    newest = journal.last_number(store_of(frame.folder))
    if newest > frame.board.version.decided:
        cards.note("<b>✓ Written down.</b> On the board in a moment.")
        st.fragment(_wait, run_every=LOOK_AGAIN_SECONDS)(frame.folder, newest)


def _wait(folder: Path, newest: int) -> None:
    version = board_of_day.keeper(str(folder)).look().version
    if version is not None and version.decided >= newest:
        st.rerun()


def _history(frame: Open, written: list[Note]) -> None:
    if not written:
        return
    zone = ZoneInfo(frame.board.version.settings.timezone)
    lines = "".join(_line(note, zone, frame.board.as_of) for note in written)
    html(f'<div class="mb-over">Written so far</div><ol class="mb-notes">{lines}</ol>')


def _line(note: Note, zone: ZoneInfo, today: date) -> str:
    at = clock(note.written_at.replace(tzinfo=UTC).astimezone(zone))
    by = f"{escape(note.written_by)}, " if note.written_by else ""
    if note.kind == "note":
        said = ""
    elif note.on is None:
        said = "Promise taken back. " if note.kind == "promise" else "Our own day taken back. "
    else:
        said = f"{SAYS[note.kind].capitalize()} {day(note.on, year_of=today)}. "
    words = f"<q>{escape(note.text)}</q>" if note.text else ""
    return f"<li><b>{said}</b>{words}<p>{by}{at or NO_VALUE}</p></li>"
