"""How good the forecast is: what was forecast for past windows beside what came in, and simpler forecasts beside it."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import cards, cash_ask, cash_charts, charts
from pages.parts.format import NO_VALUE, count, day, percent
from pages.parts.frame import Open

SCORES = "cash/forecast_scores"
HISTORY = "cash/forecast_history"
FEWEST_WINDOWS = 10
FEWEST_INSIDE = 0.7
"""A range that is meant to hold in 80 of 100 cases and holds in fewer than this is too narrow."""
LAYERS = {"Open invoices": "collection", "Invoices and deals": "cover", "All cash": "total"}

Row = dict[str, Any]


@st.fragment
def show(frame: Open) -> None:
    """The scores in words and one chart. It runs on its own, so that another horizon is there at once."""
    cards.section(
        "How good is this forecast?",
        "Windows that have closed: what was forecast with what was known at their beginning, and what came in.",
    )
    if missing := cash_ask.missing(frame, SCORES):
        cards.missing(missing, "This")
        return
    scores = cash_ask.rows(frame, SCORES)
    if not scores:
        cards.note("Not enough history.")
        return
    with st.container(horizontal=True, gap="small"):
        layer = LAYERS[
            st.segmented_control(
                "What", list(LAYERS), default="Open invoices", required=True, key="layer", bind="query-params",
                label_visibility="collapsed",
            )
        ]  # fmt: skip
    rows = sorted((row for row in scores if row["layer"] == layer), key=lambda row: row["horizon_days"])
    if not rows:
        cards.note("Not enough history.")
        return
    _table(rows)
    _chart(frame, layer, rows)


def _table(rows: list[Row]) -> None:
    """What is written here a person can check against the chart."""
    lines = [
        ("Past windows", [count(row["windows"]) for row in rows], False),
        ("From the first to the last", [f'<span class="mb-quiet">{_span(row)}</span>' for row in rows], False),
        ("Off by, of all that came in (WAPE)", [_share(row, "wape") for row in rows], True),
        ("Leans (bias)", [leans(row) for row in rows], False),
        ("Fell inside the range, 80% are meant to", [_inside(row) for row in rows], False),
        ("Off by: every invoice on its due day", [_share(row, "naive_wape") for row in rows], False),
        ("Off by: the average of 13 weeks", [_share(row, "run_rate_wape") for row in rows], False),
        ("In short", [_verdict(row) for row in rows], True),
    ]
    known = [line for line in lines if line[2] or any(cell != NO_VALUE for cell in line[1])]
    cards.matrix([f"{row['horizon_days']} days" for row in rows], known)


def _span(row: Row) -> str:
    if row["from_on"] is None or row["until_on"] is None:
        return NO_VALUE
    return escape(f"{row['from_on']:%b %Y} to {row['until_on']:%b %Y}")


def _share(row: Row, column: str) -> str:
    return percent(row[column], 1)


def _inside(row: Row) -> str:
    """How often the range held; one that held too seldom was too narrow, and says so."""
    share = percent(row["coverage"])
    if row["coverage"] is None or row["coverage"] >= FEWEST_INSIDE:
        return share
    return f'<span class="mb-act">▲ {share}, too narrow</span>'


def leans(row: Row) -> str:
    if row["bias"] is None:
        return NO_VALUE
    if abs(row["bias"]) < 0.0005:
        return "neither way"
    return f"{percent(abs(row['bias']), 1)} too {'high' if row['bias'] > 0 else 'low'}"


def _verdict(row: Row) -> str:
    """Whether it beats what anybody could do without it; nothing is claimed from few windows."""
    if row["wape"] is None or (row["windows"] or 0) < FEWEST_WINDOWS:
        return f'<span class="mb-quiet">not enough history: {row["windows"] or 0} of {FEWEST_WINDOWS}</span>'
    others = {"due dates": row["naive_wape"], "the average": row["run_rate_wape"]}
    better = [name for name, other in others.items() if other is not None and row["wape"] < other]
    worse = [name for name, other in others.items() if other is not None and row["wape"] >= other]
    if worse:
        return f'<span class="mb-act">▲ no better than {" and ".join(worse)}</span>'
    if not better:
        return NO_VALUE
    return f'<span class="mb-good">✓ better than {"both" if len(better) > 1 else better[0]}</span>'


def one_a_day(rows: list[Row]) -> list[Row]:
    """One forecast for each day on which one was made: the one kept on that day before one made again later."""
    found: dict[Any, Row] = {}
    for row in rows:
        other = found.get(row["made_on"], row)
        kept, again = (row, other) if row["kind"] == "logged" else (other, row)
        naive = again["naive"] if kept["naive"] is None else kept["naive"]
        found[row["made_on"]] = kept | {"naive": naive}
    return [found[made_on] for made_on in sorted(found)]


def _chart(frame: Open, layer: str, scores: list[Row]) -> None:
    days = [row["horizon_days"] for row in scores]
    usual = "30 days" if 30 in days else f"{days[0]} days"
    chosen = st.segmented_control(
        "Windows of",
        [f"{number} days" for number in days],
        default=usual,
        required=True,
        key="windows",
        bind="query-params",
        label_visibility="collapsed",
    )
    horizon = int(chosen.split()[0])
    rows = one_a_day(
        [
            row
            for row in cash_ask.rows(frame, HISTORY)
            if row["layer"] == layer and row["horizon_days"] == horizon and row["forecast"] is not None
        ]
    )
    closed = [row for row in rows if row["actual"] is not None]
    if len(closed) < 2:
        cards.note("Not enough history for a chart: no two windows have closed.")
        return
    charts.draw(
        frame,
        f"forecast_{layer}_{horizon}",
        lambda: cash_charts.history(rows, frame.palette, frame.board.currency),
    )
    again, still = sum(row["kind"] == "replayed" for row in rows), len(rows) - len(closed)
    newest = day(closed[-1]["until_on"], year_of=frame.board.as_of)
    cards.note(
        f"Each point is the end of one window of {horizon} days, the newest closed one on {newest}. "
        f"{count(len(rows), 'forecast')} in all: {count(len(rows) - again)} kept on the day itself, "
        f"{count(again)} made again from what was known then. {count(still, 'window is', 'windows are')} still open."
    )
