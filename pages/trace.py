"""Trace: one number opened, from its question and formula down to the lines of the exports that it counts."""

import streamlit as st

from pages.parts import cards, links, opened_number, tables
from pages.parts.format import count, weekday
from pages.parts.frame import open_page
from pages.parts.html import html

frame = open_page("Trace")
board = frame.board

asked = opened_number.from_address(frame)
if isinstance(asked, str):
    cards.heading(
        "Trace",
        "Where does a number come from? Open one from the wall or from a page, and its rows appear here.",
    )
    if asked:
        cards.note(f"<b>▲ This address opens no number.</b> {asked}", act=True)
    links.note("Back to the wall", links.page(".", rep=frame.rep, as_of=frame.as_of))
    st.stop()

number = opened_number.work_out(frame, asked)
cards.heading(
    asked.query.title,
    f"{number.question} As of {weekday(board.as_of)}. Below are the rows that it counts, each with its file and line.",
)
cards.row(opened_number.cards_of(frame, asked, number))
cards.facts(opened_number.facts_of(frame, asked))

if asked.left_out:
    cards.section("Left out", "These rows are not in the number; the first column says why.")
    total, name = number.left_out, f"{asked.query.name}-left-out"
else:
    cards.section("The rows", "What the number counts, line by line.")
    total, name = number.rows, f"{asked.query.name}-{asked.column or 'rows'}"
rows = number.shown.records()
tables.show(
    rows,
    tables.guessed(rows, number.shown.columns),
    name=name,
    currency=board.currency,
    total=total,
    everything=lambda: number.everything().records(),
)

if number.reasons:
    address = asked.address(frame, left_out=not asked.left_out)
    cards.section("Left out, by reason" if not asked.left_out else "Reasons")
    cards.facts([(reason, count(rows, "row")) for reason, rows in number.reasons])
    links.note("Back to the rows that count" if asked.left_out else "Open the rows left out", address)

values = ", ".join(f"{name} = {frame.rep or 'all'}" for name in asked.query.parameters) or "none"
html(f'<div class="mb-box">{cards.sql(asked.query.sql, f"The query (bound values: {values})")}</div>')
