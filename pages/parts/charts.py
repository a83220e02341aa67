"""Every chart: one template, two themes, drawn with plain figures."""

from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go

from pages.parts.format import short_day, short_money, symbol
from pages.parts.theme import Palette

QUIET = {"displayModeBar": False, "staticPlot": True, "showSendToCloud": False, "responsive": True}
"""For the wall: nothing to press."""
PLAIN = {"displayModeBar": False, "showSendToCloud": False, "responsive": True}
"""For the pages: values on hover, no toolbar."""

FONT = "Inter Tabular, Inter, sans-serif"


def template(palette: Palette) -> go.layout.Template:
    """What all charts have in common."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"color": palette.muted},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 14, "color": palette.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [
                palette.blue,
                palette.blue_second,
                palette.blue_third,
                palette.orange,
                palette.muted,
            ],
            "margin": {"l": 0, "r": 0, "t": 8, "b": 0},
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "bargap": 0.35,
            "hoverlabel": {
                "bgcolor": palette.tile,
                "bordercolor": palette.track,
                "font": {"color": palette.text, "family": FONT},
            },
            "separators": ".,",
        }
    )


def cash_path(rows: list[dict[str, Any]], palette: Palette, currency: str) -> go.Figure:
    """The likely balance, the band that holds it in 8 cases of 10, and the reserve."""
    days = [row["day"] for row in rows]
    figure = go.Figure()
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    figure.add_scatter(x=days, y=_drawn(rows, "low"), name="low", **edge)
    figure.add_scatter(
        x=days, y=_drawn(rows, "high"), name="high", fill="tonexty", fillcolor=palette.band, **edge
    )
    figure.add_scatter(
        x=days,
        y=_drawn(rows, "reserve"),
        mode="lines",
        name="reserve",
        line={"color": palette.orange, "width": 2, "dash": "dash"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=days,
        y=_drawn(rows, "balance"),
        mode="lines",
        name="likely",
        line={"color": palette.blue, "width": 4},
        hovertemplate=f"%{{x|%-d %B}}: {symbol(currency)}%{{y:,.0f}}<extra></extra>",
    )
    figure.update_layout(template=template(palette), autosize=True, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    figure.update_xaxes(visible=False, fixedrange=True, range=[days[0], days[-1]] if days else None)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def path_caption(rows: list[dict[str, Any]], today: date, currency: str) -> str:
    """The days beneath the wall's chart, and when the reserve is crossed."""
    if not rows:
        return ""
    below = next((row for row in rows if _is_below(row)), None)
    reserve = short_money(rows[0]["reserve"], currency)
    if below is None:
        middle = f'<span class="mb-ok">✓ above the {reserve} reserve</span>'
    else:
        middle = f'<span class="mb-act">▲ below {reserve} reserve from {short_day(below["day"], year_of=today)}</span>'
    first, last = (escape(short_day(rows[index]["day"], year_of=today)) for index in (0, -1))
    return f'<div class="mb-axis"><span>{first}</span>{middle}<span>{last}</span></div>'


def _is_below(row: dict[str, Any]) -> bool:
    return row["balance"] is not None and row["reserve"] is not None and row["balance"] < row["reserve"]


def _drawn(rows: list[dict[str, Any]], column: str) -> list[float | None]:
    return [None if row[column] is None else float(row[column]) for row in rows]
