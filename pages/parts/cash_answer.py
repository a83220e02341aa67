"""The first screen of the cash page: are we short, when, by how much, and what to do first."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import ask, cards, cash_ask, cash_bridge, cash_charts, charts, links
from pages.parts.cash_path import marks_of
from pages.parts.cash_worklist import ANCHOR
from pages.parts.format import NO_VALUE, count, day, likely, money, short_day
from pages.parts.frame import Open
from pages.parts.html import html

USUAL_DAYS = 30

Row = dict[str, Any]


@st.fragment
def show(frame: Open, needs: list[Row]) -> None:
    """The answer for one horizon. It runs on its own, so that another horizon is there at once."""
    row = _chosen(needs)
    path = [] if cash_ask.missing(frame, "cash/path") else cash_ask.rows(frame, "cash/path")
    known = [day for day in path if day["balance"] is not None]
    with st.container(key="cash_answer"):
        cards.row([_verdict(frame, row), *_days(frame, known), _first_call(frame)])
    if not known:
        if row["free_cash"] is not None or row["obligations"] is not None:
            cash_bridge.show(frame, row)
        return
    with st.container(key="cash_pictures"):
        left, right = st.columns(2)
        with left:
            _title(
                "How it comes about", f"From today to {day(row['until_on'], year_of=frame.board.as_of)}, step by step."
            )
            cash_bridge.show(frame, row)
        with right:
            weeks = (path[-1]["day"] - path[0]["day"]).days // 7
            _title(
                f"Day by day, {weeks} weeks",
                "The likely balance, the band that holds it in 8 cases of 10, and the reserve.",
            )
            _path(frame, path, row)
    address = links.trace("cash/path", "balance", as_of=frame.as_of)
    links.note("The days, one by one", address)


def _chosen(needs: list[Row]) -> Row:
    """The horizon that was asked for; its days stand in the address."""
    days = [row["horizon_days"] for row in needs]
    usual = USUAL_DAYS if USUAL_DAYS in days else days[0]
    chosen = st.segmented_control(
        "Horizon",
        [f"{number} days" for number in days],
        default=f"{usual} days",
        required=True,
        key="horizon",
        bind="query-params",
        label_visibility="collapsed",
    )
    return next((row for row in needs if f"{row['horizon_days']} days" == chosen), needs[0])


def _verdict(frame: Open, row: Row) -> cards.Card:
    currency, gap = frame.board.currency, row["gap"]
    label = f"In {row['horizon_days']} days, to {day(row['until_on'], year_of=frame.board.as_of)}"
    if gap is None:
        return cards.Card(label, NO_VALUE, f"not known: no export has {row['missing'] or 'what it takes'}", grey=True)
    link = cash_ask.address(frame, "cash/need", "gap", horizon_days=row["horizon_days"])
    line = f"{likely(row['chance'])} sure to be covered"
    if gap > 0:
        return cards.Card(label, f"short {money(gap, currency, cents=False)}", line, link, sign="▲", act=True)
    return cards.Card(label, f"{money(-gap, currency, cents=False)} over", line, link, sign="✓")


def _days(frame: Open, path: list[Row]) -> list[cards.Card]:
    """When the reserve is crossed, and how low it gets."""
    if not path:
        return []
    marks, today, currency = marks_of(path), frame.board.as_of, frame.board.currency
    span = f"within {(path[-1]['day'] - path[0]['day']).days} days"
    if marks.likely:
        when = cards.Card(
            "First day below the reserve",
            short_day(marks.likely["day"], year_of=today),
            f"cautious: {day(marks.cautious['day'], year_of=today)}" if marks.cautious else "",
            sign="▲",
            act=True,
        )
    elif marks.cautious:
        line = f"in the cautious case from {day(marks.cautious['day'], year_of=today)}"
        when = cards.Card("First day below the reserve", "none likely", line, sign="✓")
    else:
        when = cards.Card("First day below the reserve", "none", f"{span}, also in the cautious case", sign="✓")
    if marks.lowest is None:
        return [when]
    below = marks.lowest["reserve"] is not None and marks.lowest["balance"] < marks.lowest["reserve"]
    lowest = cards.Card(
        "Lowest point",
        money(marks.lowest["balance"], currency, cents=False),
        f"on {day(marks.lowest['day'], year_of=today)}, {span}",
        sign="▲" if below else "",
        act=below,
    )
    return [when, lowest]


def _first_call(frame: Open) -> cards.Card:
    """The invoice at the top of the worklist."""
    if cash_ask.missing(frame, "cash/to_collect"):
        return cards.Card("Collect first", NO_VALUE, "needs the invoices", grey=True)
    rows = ask.rows(frame.board, "cash/to_collect", frame.rep, limit=1)
    if not rows:
        return cards.Card("Collect first", NO_VALUE, "no open invoices")
    row, currency = rows[0], frame.board.currency
    late = row["days_past_due"]
    age = NO_VALUE if late is None else f"{count(late, 'day')} late" if late > 0 else "not due yet"
    who = f"{row['account'] or 'no customer'}, {row['number'] or row['invoice_id']}, {age}"
    return cards.Card("Collect first", money(row["balance"], currency, cents=False), who, f"#{ANCHOR}")


def _path(frame: Open, path: list[Row], row: Row) -> None:
    charts.draw(
        frame,
        f"cash_path_{row['horizon_days']}",
        lambda: cash_charts.path(path, frame.palette, frame.board.currency, row["until_on"]),
    )


def _title(title: str, about: str) -> None:
    html(f'<div class="mb-section mb-over-picture"><h2>{escape(title)}</h2><p>{escape(about)}</p></div>')
