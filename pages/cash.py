"""Cash: what money must come in by when, what covers it, and whom to call for it."""

from functools import partial
from pathlib import Path

import streamlit as st

from pages.parts import (
    cards,
    cash_ahead,
    cash_answer,
    cash_ask,
    cash_forecast,
    cash_health,
    cash_tables,
    cash_weeks,
    cash_what_if,
    cash_worklist,
)
from pages.parts.format import weekday
from pages.parts.frame import open_page
from pages.parts.html import html

STYLE = f"<style>{Path(__file__).with_name('parts').joinpath('cash.css').read_text(encoding='utf-8')}</style>"

frame = open_page("Cash")
board, rows = frame.board, partial(cash_ask.rows, frame)
html(STYLE)

whose = f" The sums are of the whole company, the lists of {frame.rep}." if frame.rep else ""
cards.heading(
    "Cash",
    f"How much money must come in within 15, 30 and 60 days of {weekday(board.as_of)}, and what covers it? "
    f"Begin with the invoices under Collect first; every number opens to its rows.{whose}",
)

needs = rows("cash/need")
missing = board.needs("cash/need")
if missing and all(row["need"] is None for row in needs):
    cards.missing(missing, "Money needed")
if needs:
    cash_answer.show(frame, needs)
    cards.section("15, 30 and 60 days side by side", "How the money needed is made up, and what covers it.")
    cash_tables.needs(frame, needs)

cash_worklist.show(frame)

currencies = rows("cash/by_currency")
if len(currencies) > 1 or any(row["rate"] is None for row in currencies):
    cash_tables.currencies(frame, currencies)

# Only the open one is drawn; which one that is stands in the address.
names = ["13 weeks", "About to close", "Must be paid", "How well we collect", "How good is the forecast?", "What if?"]
parts = (
    cash_weeks.show,
    cash_ahead.closing,
    cash_ahead.obligations,
    cash_health.show,
    cash_forecast.show,
    cash_what_if.show,
)
for tab, show in zip(st.tabs(names, key="next", bind="query-params"), parts, strict=True):
    with tab:
        if tab.open:
            show(frame)
