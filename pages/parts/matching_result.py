"""What comes of the choices about a file: its rows, what is rejected and why, and the button that keeps them."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from pathlib import Path

import streamlit as st

from data import check, own_mappings
from data.own_mappings import Choices
from data.reading.beginning import Beginning
from data.reading.mapping_files import MappingError, mapping_of
from data.settings import SettingsError, read_settings
from data.store import business_now
from pages.parts import cards, file_questions, folder_now, tables, waiting
from pages.parts.format import count
from pages.parts.html import html

REASONS_SHOWN = 5


def show(
    folder: Path,
    file: str,
    start: Beginning,
    choices: Choices,
    evidence: Dict[str, Sequence[str]],
    content: bytes | None,
    digest: str,
    key: str,
) -> None:
    """The trial of the choices, in one line that stays in sight, and below it what it is made of."""
    try:
        settings = read_settings(folder)
        text = own_mappings.as_toml(choices, start.fingerprint, business_now(settings).date(), evidence)
        mapping_of("the matching", text)
        trial = (
            _trial((str(folder), file, digest, folder_now.state(folder)), text, content) if _ready(choices) else None
        )
    except (SettingsError, MappingError, ValueError, OSError) as error:
        cards.note(f"<b>▲ This cannot be tried.</b> {escape(str(error))}", act=True)
        return
    with st.container(key=f"matching_{key}", horizontal=True, vertical_alignment="center", gap="medium"):
        html(f'<div class="mb-verdict">{_verdict(choices, trial)}</div>')
        good = trial is not None and trial.report.status == "read" and trial.report.rows_kept > 0
        if st.button("Keep this matching", type="primary", disabled=not good, key=f"{key}_keep"):
            _keep(folder, text)
    if trial is None:
        return
    if trial.report.status == "refused":
        if trial.refusal is not None:
            file_questions.in_a_form(trial.refusal, f"{key}_{choices.table}")
        return
    _reasons(trial.report)
    apart = own_mappings.told_apart_by(choices)
    _first_rows(trial, f", told apart by {' + '.join(apart)}" if apart else "", key)
    with st.expander("The matching as text"):
        st.code(text, language="toml")


def _ready(choices: Choices) -> bool:
    return choices.can_be_tried and not choices.missing


def _verdict(choices: Choices, trial: check.Trial | None) -> str:
    """One line for the owner: what is missing, or how many rows are read and what they add up to."""
    if trial is None:
        groups = [" or ".join(tables.title(name).lower() for name in group) for group in choices.missing]
        wanted = "; ".join(groups) or "something that tells the rows apart"
        return f'<b class="mb-act">▲ Still needed</b> {escape(wanted)}'
    report = trial.report
    if trial.refusal is not None and trial.refusal.code in folder_now.QUESTIONS:
        return f'<b class="mb-act">▲ One question is open:</b> how is "{escape(trial.refusal.heading or "")}" read?'
    if report.status != "read":
        return f'<b class="mb-act">▲ Cannot be read so</b> {escape(report.message)}'
    rejected = f", {count(report.rows_rejected)} rejected" if report.rows_rejected else ""
    repeated = f", {count(report.rows_repeated)} repeated" if report.rows_repeated else ""
    no_record = f", {count(report.rows_not_data)} no record" if report.rows_not_data else ""
    sums = [f"{tables.title(name.rpartition('.')[2])} {Decimal(total):,}" for name, total in report.totals.items()]
    sign = '<b class="mb-act">▲' if report.rows_rejected else "<b>✓"
    first = "The first " if trial.is_head else ""
    read = f"{first}{count(report.rows_read, 'row')} read"
    return (
        f"{sign} {escape(read)}:</b> {count(report.rows_kept)} kept{rejected}{repeated}{no_record}"
        f"{'<span>' + escape(' · '.join(sums)) + '</span>' if sums else ''}"
    )


def _reasons(report: check.FileReport) -> None:
    reasons = [reason for reason in report.reasons if reason.severity in ("rejected", "note")]
    if not reasons:
        return
    lines = "".join(
        f"<li>{count(reason.count, 'row')}: {escape(reason.message.removeprefix(report.file + ', '))}</li>"
        for reason in reasons[:REASONS_SHOWN]
    )
    more = len(reasons) - REASONS_SHOWN
    after = f"<p>and {count(more, 'reason')} more</p>" if more > 0 else ""
    cards.note(f"<b>What does not fit, with an example of each</b><ul>{lines}</ul>{after}", act=True)


def _first_rows(trial: check.Trial, told: str, key: str) -> None:
    if not trial.rows:
        return
    html(f'<p class="mb-evidence">The first rows as they are read{escape(told)}:</p>')
    names = [name for place, name in enumerate(trial.columns) if any(row[place] is not None for row in trial.rows)]
    rows = [dict(zip(trial.columns, row, strict=True)) for row in trial.rows]
    tables.show(rows, tables.guessed(rows, names), name=f"first_rows_{key}")


def _keep(folder: Path, text: str) -> None:
    path = own_mappings.save(folder, text)
    waiting.begin(folder, f"✓ Kept as columns/{escape(path.name)}.")
    st.rerun()


@st.cache_data(max_entries=50, show_spinner=False)
def _trial(place: tuple[str, str, str, folder_now.State], text: str, _content: bytes | None) -> check.Trial:
    folder, file, _, _ = place
    source = check.source_of(Path(folder), file, _content)
    return check.try_mapping(read_settings(Path(folder)), source, file, mapping_of("the matching", text))
