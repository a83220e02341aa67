"""Files that can be read in two ways: both readings side by side, and the answer that settles it."""

from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby

import streamlit as st

from data import answers, check
from data.settings import SettingsError
from pages.parts import board_of_day, cards, folder_now, waiting
from pages.parts.format import NO_VALUE, listing
from pages.parts.frame import Frame
from pages.parts.html import html

TITLES = {"date_orders": "Day or month first?", "decimal_marks": "Thousands or decimals?"}
ABOUT = {
    "date_orders": "The dates in these columns make sense both ways, and no file of the same system settles it.",
    "decimal_marks": "The amounts in these columns make sense both ways, and no file of the same system settles it.",
}
NAMES = {"day first": "Day first", "month first": "Month first", ".": "A decimal point", ",": "A decimal comma"}
OF_A_FORM = {"date_orders": "date_order", "decimal_marks": "decimal_mark"}
LONG_DATES = {"day first": "%-d %B %Y", "month first": "%B %-d, %Y"}


def show(frame: Frame, refused: list[check.Refusal]) -> None:
    """A form for each kind of question and each system; one answer holds for all files of a system that ask it."""
    ordered = sorted(folder_now.questions(refused), key=_subject)
    for (code, system), asked in groupby(ordered, key=_subject):
        _question(frame, folder_now.QUESTIONS[code], system, list(asked))


def _subject(refusal: check.Refusal) -> tuple[str, str]:
    return refusal.code, refusal.system


def _question(frame: Frame, setting: str, system: str, asked: list[check.Refusal]) -> None:
    cards.section(f"{TITLES[setting]} ({system})", ABOUT[setting])
    for column, value in zip(st.columns(2, gap="medium"), answers.ANSWERS[setting], strict=True):
        with column:
            html(_reading(setting, value, asked))
            if not board_of_day.is_sample(frame.folder) and st.button(
                f"{NAMES[value]} is right", key=f"answer_{setting}_{system}_{value}", type="primary"
            ):
                _answer(frame, setting, system, value, asked)
    html(
        f'<p class="mb-evidence">The answer is written into settings.toml, under <code>[{setting}]</code>, and holds '
        f'for every file of the system "{escape(system)}" that does not settle it itself. You can change it there.</p>'
    )


def in_a_form(refusal: check.Refusal, key: str) -> None:
    """The question of a file that is just being matched; its answer becomes part of the matching."""
    setting = folder_now.QUESTIONS.get(refusal.code)
    if setting is None:
        return
    for column, value in zip(st.columns(2, gap="medium"), answers.ANSWERS[setting], strict=True):
        with column:
            html(_reading(setting, value, [refusal]))
            st.button(
                f"{NAMES[value]} is right",
                key=f"{key}_answer_{value}",
                on_click=st.session_state.__setitem__,
                args=(f"{key}_{OF_A_FORM[setting]}", value),
            )


def _reading(setting: str, value: str, asked: list[check.Refusal]) -> str:
    lines = "".join(_line(setting, value, refusal) for refusal in asked)
    return f'<div class="mb-reading"><h3>{escape(NAMES[value])}</h3><ul>{lines}</ul></div>'


def _line(setting: str, value: str, refusal: check.Refusal) -> str:
    read = reading(setting, value, refusal.cell or "")
    place = f", line {refusal.line}" if refusal.line else ""
    told = f"{refusal.file}{place}" + (f', "{refusal.heading}"' if refusal.heading else "")
    return f"<li><code>{escape(refusal.cell or '')}</code> is <b>{escape(read)}</b><p>{escape(told)}</p></li>"


def reading(setting: str, value: str, cell: str) -> str:
    """What a cell means when it is read in one of two ways, in words; a dash where it cannot be read so."""
    digits = "".join(char if char.isdigit() else " " for char in cell)
    try:
        if setting == "date_orders":
            first, second, year = (int(part) for part in digits.split()[:3])
            day, month = (first, second) if value == "day first" else (second, first)
            return date(year if year > 99 else 2000 + year, month, day).strftime(LONG_DATES[value])
        other = "," if value == "." else "."
        kept = "".join(char for char in cell.replace(other, "").replace(value, ".") if char.isdigit() or char in ".-")
        return f"{Decimal(kept):,f}"
    except (ValueError, ArithmeticError):
        return NO_VALUE


def _answer(frame: Frame, setting: str, system: str, value: str, asked: list[check.Refusal]) -> None:
    files = listing(list(dict.fromkeys(refusal.file for refusal in asked)))
    try:
        answers.answer(frame.folder, setting, system, value, f"Answered on the Data page, for {files}.")
    except (SettingsError, ValueError, OSError) as error:
        cards.note(f"<b>▲ The answer could not be written.</b> {escape(str(error))}", act=True)
        return
    waiting.begin(frame.folder, "✓ Written into settings.toml.")
    st.rerun()
