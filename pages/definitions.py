"""Definitions: every number in words, with its formula, what it needs, and the query that makes it."""

from html import escape

import streamlit as st

import queries
from data import tables
from pages.parts import cards
from pages.parts.frame import open_page
from pages.parts.html import html

UNITS = {"percent": "a share", "money": "an amount", "count": "a count", "date": "a day"}
BETTER = {"up": "more is better", "down": "less is better"}

frame = open_page("Definitions")
cards.heading(
    "Definitions",
    "What does each number mean, and how is it made? The same words and the same formula stand behind every tile.",
)


def _export(need: str) -> str:
    places = need.split(" or ")
    name = " or ".join(tables.tables()[table].export for table in places)
    return f"{name} (missing)" if all(table in frame.board.missing for table in places) else name


def facts(metric: queries.Metric) -> str:
    """The lines of one metric; what it does not say is left out."""
    exports = dict.fromkeys(_export(table) for table in metric.needs)
    pairs = (
        ("Formula", metric.formula),
        ("Kind", f"{UNITS.get(metric.unit, metric.unit)}; {BETTER.get(metric.better, metric.better)}"),
        ("Needs", ", ".join(exports)),
        ("Claimed", metric.claim),
        ("Note", metric.note),
    )
    lines = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text)
    return f'<dl class="mb-facts">{lines}</dl>'


wanted = st.text_input(
    "Find", placeholder="Find a number", label_visibility="collapsed", key="find", bind="query-params"
)
found = [
    metric
    for metric in sorted(queries.metrics().values(), key=lambda metric: metric.title.casefold())
    if (wanted or "").casefold() in f"{metric.title} {metric.question} {metric.formula}".casefold()
]
if not found:
    cards.note("No number has these words.")
for metric in found:
    html(
        f'<div class="mb-metric" id="{escape(metric.name)}"><h3>{escape(metric.title)}</h3>'
        f"<p>{escape(metric.question)}</p>{facts(metric)}{cards.sql(metric.sql, 'How it is computed')}</div>"
    )
