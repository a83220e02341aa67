"""What if: a named scenario beside the base, made of changes that stand in the address and nowhere else."""

from datetime import date
from html import escape
from typing import Any

import streamlit as st

from pages.parts import ask, cards, cash_ask, cash_charts, charts, scenario
from pages.parts.format import NO_VALUE, day, money
from pages.parts.frame import Open
from pages.parts.html import html
from pages.parts.scenario import CAN, Change, Do, On, Scenario
from pages.parts.tables import SHOWN

NEEDS = "cash/what_if"
PATH = "cash/what_if_path"

KINDS: dict[str, On] = {
    "A deal": "deal",
    "An invoice": "invoice",
    "A bill": "bill",
    "A recurring payment": "recurring",
    "All collections": "collections",
}
DOES: dict[tuple[On, Do], str] = {
    ("deal", "out"): "is lost",
    ("deal", "in"): "is won today",
    ("deal", "date"): "is won on",
    ("invoice", "out"): "is not paid",
    ("invoice", "in"): "is paid for certain",
    ("invoice", "date"): "is paid on",
    ("invoice", "percent"): "brings this share, in percent",
    ("bill", "out"): "is not paid",
    ("bill", "date"): "is paid on",
    ("recurring", "out"): "is not paid",
    ("recurring", "date"): "is next paid on",
    ("collections", "percent"): "bring this share of what is expected, in percent",
}
Things = dict[tuple[On, str, str], str]
"""What can be changed, by its kind, system and id, with its words."""


@st.fragment
def show(frame: Open) -> None:
    """The changes, how to add one, and what becomes of the cash."""
    cards.section(
        "What if?",
        "Leave a deal or an invoice out, push a date, collect less. Nothing is stored: the address holds it all, so "
        "that a link opens the same scenario.",
    )
    if missing := cash_ask.missing(frame, NEEDS):
        cards.missing(missing, "A scenario")
        return
    asked = scenario.parse(st.query_params.get("scenario", ""), st.query_params.get_all("change"), frame.board.as_of)
    things = _things(frame)
    with st.container():  # a place of its own, so that nothing beneath it moves to another one
        _said(asked, things)
    left, right = st.columns((4, 6), gap="small")
    with left, st.container(key="what_if"):
        with st.container():
            _changes(frame, asked, things)
        with st.container():
            _add(frame, asked, things)
    with right:
        _picture(frame, asked)
    _outcome(frame, asked)


def _things(frame: Open) -> Things:
    """The deals, invoices and bills that a viewer can choose from, each list in its own order."""
    currency, today = frame.board.currency, frame.board.as_of
    found: Things = {}
    for row in ask.rows(frame.board, "cash/closing", limit=SHOWN):
        closes = f", closes {day(row['close_on'], year_of=today)}" if row["close_on"] else ""
        words = f"{row['name'] or row['deal_id']}, {money(row['amount'], currency)}{closes}"
        found["deal", row["system"] or "", row["deal_id"] or ""] = words
    for row in ask.rows(frame.board, "cash/to_collect", limit=SHOWN):
        name = f"{row['account'] or 'no customer'} {row['number'] or row['invoice_id']}"
        found["invoice", row["system"] or "", row["invoice_id"] or ""] = f"{name}, {money(row['balance'], currency)}"
    for row in ask.rows(frame.board, "cash/obligations", limit=SHOWN):
        if row["kind"] not in ("bill", "recurring"):
            continue
        kind: On = row["kind"]
        identity = (row["bill_id"] or "") if kind == "bill" else row["what"]
        words = f"{row['what']}, {money(row['amount'], currency)}"
        due = f", due {day(row['due_on'], year_of=today)}" if kind == "bill" else ""
        found.setdefault((kind, row["system"] or "", identity), words + due)
    found["collections", "", ""] = "All collections"
    return {thing: words for thing, words in found.items() if thing[2] or thing[0] == "collections"}


def _said(asked: Scenario, things: Things) -> None:
    """What of the address was left out, and what it names that is not on this board."""
    lines = [f"<code>{escape(refused.text)}</code>: {escape(refused.because)}" for refused in asked.refused]
    lines += [
        f"<code>{escape(change.text)}</code>: no such {escape(_kind(change.on))} is listed on this day"
        for change in asked.changes
        if _thing(change, things) is None
    ]
    if lines:
        items = "".join(f"<li>{line}</li>" for line in lines)
        cards.note(f"<b>▲ Not all of the address counts.</b><ul>{items}</ul>", act=True)


def _changes(frame: Open, asked: Scenario, things: Things) -> None:
    """The scenario's name, and its changes, each of which can be taken out."""
    st.session_state["scenario_name"] = asked.name
    st.text_input(
        "Name of the scenario",
        key="scenario_name",
        placeholder="such as: the bank says no",
        max_chars=scenario.LONGEST_NAME,
        on_change=_rename,
    )
    if not asked.changes:
        cards.note("<b>Nothing is changed yet.</b> Add the first change below.")
    for place, change in enumerate(asked.changes):
        words, away = st.columns((8, 2), vertical_alignment="center")
        words.html(f'<div class="mb-change">{escape(_words(change, things, frame.board.as_of))}</div>')
        with away.container(horizontal=True, horizontal_alignment="right"):
            key = f"remove_{place}_{change.text}"
            st.button("Remove", key=key, on_click=_put, args=(asked.without(change),), type="tertiary")
    if len(asked.changes) > 1:
        st.button("Remove all", on_click=_put, args=([],), type="tertiary", key="remove_all")


def _words(change: Change, things: Things, today: date) -> str:
    thing = _thing(change, things) or f"{_kind(change.on)} {change.id}"
    does = DOES[change.on, change.do]
    if change.day is not None:
        does += f" {day(change.day, year_of=today)}"
    if change.value is not None:
        verb = "bring" if change.on == "collections" else "brings"
        does = f"{verb} {change.value:g}% of what is expected"
    return f"{thing}: {does}"


def _thing(change: Change, things: Things) -> str | None:
    """The words of what is changed. A change without a system means whichever has the id."""
    exact = things.get((change.on, change.system, change.id))
    if exact is not None or change.system:
        return exact
    return next(
        (words for (on, _, identity), words in things.items() if (on, identity) == (change.on, change.id)), None
    )


def _kind(on: On) -> str:
    return "recurring payment" if on == "recurring" else on


def _add(frame: Open, asked: Scenario, things: Things) -> None:
    """One more change. The lists hold what the page shows, the most valuable first."""
    html('<div class="mb-over mb-add">Add a change</div>')
    with st.container(horizontal=True, gap="small"):
        kind = KINDS[st.selectbox("What", list(KINDS), key="what_kind", label_visibility="collapsed", width=210)]
        said = st.selectbox(
            "Does",
            [DOES[kind, do] for do in CAN[kind]],
            key=f"what_does_{kind}",
            label_visibility="collapsed",
            width=240,
        )
    do = next(do for do in CAN[kind] if DOES[kind, do] == said)
    named = {
        f"{words} · {thing[2]}" if kind != "recurring" else words: thing
        for thing, words in things.items()
        if thing[0] == kind
    }
    if kind != "collections":
        st.selectbox(
            "Which",
            list(named),
            index=None,
            key=f"what_{kind}",
            placeholder="Which one?",
            label_visibility="collapsed",
            format_func=lambda label: label.rsplit(" · ", 1)[0],
        )
    if do == "date":
        st.date_input("On", value=None, min_value=frame.board.as_of, key="what_on", format="YYYY-MM-DD")
    elif do == "percent":
        st.number_input("Percent", 0, int(scenario.MOST_PERCENT), 80, 5, key="what_percent")
    st.button("Add", key="what_add", type="primary", on_click=_add_one, args=(asked, kind, do, named))
    if problem := st.session_state.pop("what_problem", ""):
        cards.note(f"<b>▲ Not added.</b> {escape(problem)}", act=True)


def _add_one(asked: Scenario, kind: On, do: Do, named: dict[str, tuple[On, str, str]]) -> None:
    """The change that the fields say. They are read only now, when a day that was just typed has arrived too."""
    label = next(iter(named), None) if kind == "collections" else st.session_state.get(f"what_{kind}")
    on, share = st.session_state.get("what_on"), st.session_state.get("what_percent")
    if label not in named:
        st.session_state["what_problem"] = "Choose which one."
    elif do == "date" and on is None:
        st.session_state["what_problem"] = "Choose the day."
    elif len(asked.changes) >= scenario.MOST_CHANGES:
        st.session_state["what_problem"] = f"A scenario has at most {scenario.MOST_CHANGES} changes."
    else:
        _, system, identity = named[label]
        day_of, value = on if do == "date" else None, float(share) if do == "percent" and share is not None else None
        _put(asked.with_change(Change(kind, do, system, identity, day_of, value)))


def _put(texts: list[str]) -> None:
    """The changes into the address, which is the only place where they are."""
    if texts:
        st.query_params["change"] = texts
    elif "change" in st.query_params:
        del st.query_params["change"]


def _rename() -> None:
    name = scenario.named(st.session_state["scenario_name"])
    if name:
        st.query_params["scenario"] = name
    elif "scenario" in st.query_params:
        del st.query_params["scenario"]


def _picture(frame: Open, asked: Scenario) -> None:
    """The base and the scenario as two lines."""
    changes, name = asked.json, asked.name or "this scenario"
    path = [row for row in cash_ask.rows(frame, PATH, changes=changes) if row["base"] is not None]
    if path:
        charts.draw(
            frame,
            f"what_if_{changes}_{name}",
            lambda: cash_charts.scenario(path, frame.palette, frame.board.currency, name),
            key="what_if",
        )


def _outcome(frame: Open, asked: Scenario) -> None:
    """The numbers of both, and the difference, for each horizon."""
    rows = cash_ask.rows(frame, NEEDS, changes=asked.json)
    if not rows or all(row["need"] is None for row in rows):
        cards.note("Not enough is known for a scenario: the cash needs above say what is missing.")
        return
    columns = []
    for row in rows:
        columns += [f"{row['horizon_days']} days: base", "scenario", "difference"]
    lines = [
        (words, [cell for row in rows for cell in _cells(frame, row, base, column, act)], strong)
        for words, base, column, act, strong in (
            ("Due by then", "base_obligations", "obligations", False, False),
            ("Money needed", "base_need", "need", False, False),
            ("Cover", "base_cover", "cover", False, False),
            ("Gap, above 0 is short", "base_gap", "gap", True, True),
        )
    ]
    cards.matrix(columns, lines)
    if not asked.changes:
        cards.note("Without a change the scenario is the base.")


def _cells(frame: Open, row: dict[str, Any], base: str, column: str, act: bool) -> list[str]:
    """A number of the base, the same one of the scenario, and the difference."""
    before, after = row[base], row[column]
    if before is None or after is None:
        return [NO_VALUE] * 3
    shown = [money(value, frame.board.currency, cents=False) for value in (before, after, after - before)]
    change = f"+{shown[2]}" if after > before else shown[2] if after < before else "no change"
    said = f'<span class="mb-act">▲ {shown[1]}</span>' if act and after > 0 else f"<b>{shown[1]}</b>"
    return [shown[0], said, f'<span class="mb-quiet">{change}</span>']
