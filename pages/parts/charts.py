"""Every chart: one template, two themes, drawn with plain figures."""

import math
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.parts.format import short_money, symbol
from pages.parts.frame import Open
from pages.parts.kept import kept
from pages.parts.theme import Palette

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
    figure.add_scatter(x=days, y=_drawn(rows, "high"), name="high", fill="tonexty", fillcolor=palette.band, **edge)
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


def _drawn(rows: list[dict[str, Any]], column: str) -> list[float | None]:
    return [None if row[column] is None else float(row[column]) for row in rows]


def cash_path_page(rows: list[dict[str, Any]], palette: Palette, currency: str) -> go.Figure:
    """The same path for a page: with axes, and the amounts of a day on hover."""
    figure = cash_path(rows, palette, currency)
    figure.update_layout(height=340, hovermode="x unified", margin={"l": 76, "r": 20, "t": 16, "b": 36})
    figure.update_xaxes(visible=True, tickformat="%-d %b")
    marks = round_marks([y for column in ("low", "high", "reserve") for y in _drawn(rows, column) if y is not None])
    figure.update_yaxes(visible=True, tickvals=marks, ticktext=[short_money(mark, currency) for mark in marks])
    return figure


def columns(
    rows: list[dict[str, Any]],
    label: str,
    value: str,
    palette: Palette,
    currency: str,
    *,
    act: frozenset[str] | set[str] = frozenset(),
) -> go.Figure:
    """One column for each row with its amount above; those in `act` are marked."""
    names = [str(row[label]) for row in rows]
    amounts = _drawn(rows, value)
    figure = go.Figure(
        go.Bar(
            x=names,
            y=amounts,
            marker={
                "color": [palette.orange if name in act else palette.blue for name in names],
                "cornerradius": 3,
            },
            text=[
                f"▲ {short_money(y, currency)}" if x in act and y else short_money(y, currency)
                for x, y in zip(names, amounts, strict=True)
            ],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    return _low(figure, palette)


def months(
    rows: list[dict[str, Any]],
    value: str,
    palette: Palette,
    texts: list[str],
    *,
    goal: list[float | None] | None = None,
) -> go.Figure:
    """One column a month, the last one strong, with the goal as a mark across each column."""
    days = [row["month"].strftime("%b %y") for row in rows]
    amounts = _drawn(rows, value)
    colours = [palette.blue_second] * (len(rows) - 1) + [palette.blue]
    figure = go.Figure(
        go.Bar(
            x=days,
            y=amounts,
            marker={"color": colours, "cornerradius": 3},
            text=texts,
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    if goal and any(mark is not None for mark in goal):
        figure.add_scatter(
            x=days,
            y=goal,
            mode="markers",
            marker={"symbol": "line-ew", "size": 34, "line": {"color": palette.orange, "width": 3}},
            hovertemplate="target %{y:,.0f}<extra></extra>",
        )
    return _low(figure, palette)


def _low(figure: go.Figure, palette: Palette) -> go.Figure:
    figure.update_layout(template=template(palette), height=260, margin={"l": 16, "r": 16, "t": 44, "b": 36})
    figure.update_xaxes(type="category", fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    return figure


def draw(frame: Open, name: str, make: Callable[[], go.Figure], *, key: str = "") -> None:
    """A chart on a page, made once for all viewers of the same numbers in the same colours.

    `key` is its place on the page, where several charts take turns in one.
    """
    figure = kept(frame.board, (name, frame.rep, frame.as_of, frame.mode), make)
    st.plotly_chart(figure, key=f"chart_{key or name}", theme=None, config=PLAIN)


def round_marks(values: list[float]) -> list[float]:
    """About six round numbers over the range of the values."""
    if not values:
        return []
    low, high = min(values), max(values)
    rough = (high - low or abs(high) or 1.0) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return [index * step for index in range(math.ceil(low / step), math.floor(high / step) + 1)]
