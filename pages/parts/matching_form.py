"""A file that no mapping knows, as a form: what is in it, which heading fills which column, and what comes of that."""

import hashlib
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from data import check, own_mappings
from data.own_mappings import Choice, Choices
from data.reading.beginning import Beginning
from data.reading.guess import Proposal, guess
from data.reading.mapping import EXTENTS
from data.reading.mapping_files import MappingError, load_mappings
from data.reading.refusal import RefusedError
from data.reading.table_needs import NEEDS, fillable, words_of
from data.settings import ORDERS
from data.tables import tables
from pages.parts import cards, folder_now, matching_result
from pages.parts.html import html
from pages.parts.tables import title

# How the select boxes name what is no heading: several headings together, and one word for every row.
TOGETHER, ALWAYS = "\x1f", "\x1e"
MARKS = {"": "as the file proves", ".": "point: 1,234.50", ",": "comma: 1.234,50"}
EXTENT_WORDS = {
    "full list": "full list: a record that a newer export lacks is gone",
    "open list": "open list: a record that a newer export lacks is settled",
    "append only": "append only: newer exports add to older ones",
}
TYPED = ("currency", "bank_account")


@st.fragment
def show(folder: Path, file: str, systems: dict[str, str], content: bytes | None = None) -> None:
    """The form of one file. It runs on its own, so that each choice answers at once.

    Args:
        systems: what the folder holds already: table -> system
        content: of a file that was uploaded and is not in the folder yet
    """
    digest = hashlib.sha256(content).hexdigest() if content is not None else ""
    state = folder_now.state(folder)
    try:
        start = _beginning((str(folder), file, digest, state), content)
    except (RefusedError, ValueError, OSError) as error:
        cards.note(f"<b>▲ {escape(file)} cannot be opened.</b> {escape(str(error))}", act=True)
        return
    if start is None or not start.named:
        cards.note(
            f"<b>▲ No line of {escape(file)} looks like headings.</b> Export it again with its headings, or write "
            "them above the first row.",
            act=True,
        )
        return
    key = hashlib.sha256(f"{file}\0{start.fingerprint}".encode()).hexdigest()[:12]
    choices, evidence = _choices(folder, file, start, systems, key, state)
    matching_result.show(folder, file, start, choices, evidence, content, digest, key)


def _choices(
    folder: Path, file: str, start: Beginning, systems: dict[str, str], key: str, state: folder_now.State
) -> tuple[Choices, dict[str, tuple[str, ...]]]:
    """What the person chose so far, beginning with what is likeliest, and what speaks for each choice."""
    proposals = {proposal.table: proposal for proposal in _proposals((str(folder), file, state), start)}
    known = list(proposals)
    table = st.selectbox(
        "What is in the file?",
        known,
        format_func=lambda name: f"{tables()[name].export}: each row is {tables()[name].row}",
        key=f"{key}_table",
        help="The likeliest comes first.",
    )
    proposal = proposals[table]
    preset = own_mappings.choices_of(proposal, start, file, systems.get(table) or own_mappings.own_system(table))
    html(f'<p class="mb-evidence">{escape("; ".join(proposal.evidence))}.</p>')
    columns = _columns(proposal, preset, start, f"{key}_{table}")
    evidence = {
        column: match.evidence
        for column, match in proposal.matches.items()
        if column in columns and columns[column].headings == match.headings
    }
    return _advanced(replace(preset, columns=columns), systems, f"{key}_{table}"), evidence


def _columns(proposal: Proposal, preset: Choices, start: Beginning, key: str) -> dict[str, Choice]:
    """A row for each column: those that matter first, the others folded away."""
    marks = _marks(preset)
    shown = [name for name in fillable(proposal.table) if name in marks or name in preset.columns]
    folded = [name for name in fillable(proposal.table) if name not in shown]
    chosen = {name: _row(proposal, preset, start, name, key, marks.get(name, "")) for name in shown}
    with st.expander(f"{len(folded)} more columns"):
        chosen |= {name: _row(proposal, preset, start, name, key, "") for name in folded}
    return {name: choice for name, choice in chosen.items() if choice is not None}


def _marks(preset: Choices) -> dict[str, str]:
    """How the columns are marked without which the file is of no use."""
    marks = {}
    needs = NEEDS[preset.table]
    for group in needs.any_of:
        filled = [name for name in group if name in preset.columns]
        if len(group) == 1 or len(filled) == 1:
            marks[(filled or list(group))[0]] = "needed"
        elif not filled:
            marks |= dict.fromkeys(group, "one of these is needed")
    return {needs.own_id: ""} | marks if needs.own_id else marks


def _row(proposal: Proposal, preset: Choices, start: Beginning, name: str, key: str, mark: str) -> Choice | None:
    column = fillable(proposal.table)[name]
    needed = f'<span class="mb-needed">{escape(mark)}</span>' if mark else ""
    options = _options(proposal.table, name, preset.columns.get(name), start)
    with st.container(key=f"column_{key}_{name}"):
        left, middle, right = st.columns([3, 4, 5], vertical_alignment="center", gap="medium")
    with left:
        html(f'<div class="mb-column"><b>{escape(title(name))}</b> {needed}<p>{escape(column.what)}</p></div>')
    with middle:
        picked = st.selectbox(
            title(name),
            options,
            index=options.index(_as_option(preset.columns.get(name))),
            format_func=_option_words,
            key=f"{key}_{name}",
            label_visibility="collapsed",
            accept_new_options=name in TYPED,
        )
    choice = _as_choice(proposal.table, name, picked or "", start)
    with right:
        if choice is None and name == NEEDS[proposal.table].own_id:
            html('<div class="mb-examples"><p>Without one, rows are told apart by what they say.</p></div>')
        else:
            html(_examples(proposal, name, choice, start))
    return choice


def _options(table: str, name: str, preset: Choice | None, start: Beginning) -> list[str]:
    together = [_as_option(preset)] if preset and len(preset.headings) > 1 else []
    words = [ALWAYS + word for word in words_of(table, name)]
    typed = [_as_option(preset)] if preset and preset.constant and _as_option(preset) not in words else []
    return ["", *together, *typed, *start.named, *words]


def _as_option(choice: Choice | None) -> str:
    if choice is None:
        return ""
    return ALWAYS + choice.constant if choice.constant else TOGETHER.join(choice.headings)


def _option_words(option: str) -> str:
    if not option:
        return "– not in this file –"
    if option.startswith(ALWAYS):
        return f"every row: {option.removeprefix(ALWAYS)}"
    return " + ".join(option.split(TOGETHER))


def _as_choice(table: str, name: str, option: str, start: Beginning) -> Choice | None:
    if not option:
        return None
    headings = tuple(option.split(TOGETHER))
    if option.startswith(ALWAYS) or not set(headings) <= set(start.named):
        return Choice(constant=option.removeprefix(ALWAYS))
    return own_mappings.choice(table, name, headings, start)


def _examples(proposal: Proposal, name: str, choice: Choice | None, start: Beginning) -> str:
    """Three cells of the chosen headings, what they are taken for, and what speaks for the choice."""
    if choice is None or not choice.headings:
        return '<div class="mb-examples"></div>'
    cells = [example for heading in choice.headings for example in start.examples(heading)][:3]
    shown = "".join(f"<code>{escape(cell)}</code>" for cell in cells) or "<i>no cell is filled</i>"
    match = proposal.matches.get(name)
    told = list(match.evidence) if match is not None and match.headings == choice.headings else []
    told += [", ".join(f"{cell} = {word}" for cell, word in list(choice.values.items())[:6])] if choice.values else []
    known = words_of(proposal.table, name)
    strange = {cell for heading in choice.headings for cell in start.cells(heading) if cell and known}
    strange = {cell for cell in strange - choice.values.keys() if cell.casefold() not in known}
    told += [f"▲ not understood: {', '.join(sorted(strange)[:5])}"] if strange else []
    told += ["40 means 40 %"] if choice.is_percent else []
    told += ["by name"] if choice.is_name else []
    return f'<div class="mb-examples">{shown}<p>{escape(" · ".join(told))}</p></div>'


def _advanced(choices: Choices, systems: dict[str, str], key: str) -> Choices:
    with st.expander("How the file is read: dates, amounts, what a newer file means"):
        first, second = st.columns(2, gap="medium")
        with first:
            date_order = st.selectbox(
                "Order of day and month",
                ["", *ORDERS],
                format_func=lambda order: order or "as the file proves",
                key=f"{key}_date_order",
            )
            decimal_mark = st.selectbox(
                "Decimal mark", list(MARKS), format_func=lambda mark: MARKS[mark], key=f"{key}_decimal_mark"
            )
        with second:
            extent = st.selectbox(
                "What the file lists",
                EXTENTS,
                index=EXTENTS.index(choices.extent),
                format_func=lambda word: EXTENT_WORDS[word],
                key=f"{key}_extent",
            )
            known = list(dict.fromkeys([choices.system, *systems.values()]))
            system = st.selectbox(
                "System that it comes from",
                known,
                key=f"{key}_system",
                accept_new_options=True,
                help="Ids are compared within one system. Choose the one whose ids this file has, or type a new name.",
            )
        name = st.text_input("What the board calls it", choices.title, key=f"{key}_title")
    return replace(
        choices,
        date_order=date_order,
        decimal_mark=decimal_mark,
        extent=extent,
        system=(system or choices.system).strip() or choices.system,
        title=name.strip() or choices.title,
    )


@st.cache_data(max_entries=20, show_spinner=False)
def _beginning(place: tuple[str, str, str, folder_now.State], _content: bytes | None) -> Beginning | None:
    folder, file, _, _ = place
    return check.beginnings(check.source_of(Path(folder), file, _content)).get(file)


@st.cache_data(max_entries=20, show_spinner=False)
def _proposals(place: tuple[str, str, folder_now.State], start: Beginning) -> list[Proposal]:
    folder, file, _ = place
    try:
        own = [mapping for mapping in load_mappings(Path(folder)) if mapping.is_own]
    except MappingError:
        own = []
    return guess(start, file, own)
