"""The charts of the cash page, in the template that all charts share."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go

from pages.parts import charts
from pages.parts.cash_path import Marks, marks_of
from pages.parts.format import short_day, short_money, symbol
from pages.parts.theme import Palette

Rows = list[dict[str, Any]]
NamedLine = tuple[str, str, str, float, str]
"""Column, name, colour, width in pixels, and dash."""


def path(rows: Rows, palette: Palette, currency: str, until_on: date | None) -> go.Figure:
    """The likely balance day by day with its band, the days that matter, and the end of the chosen horizon."""
    figure = charts.cash_path_page(rows, palette, currency)
    figure.update_layout(height=424, margin={"l": 64, "r": 24, "t": 30, "b": 34})
    figure.update_traces(selector={"name": "likely"}, line={"width": 3})
    if until_on is not None:
        figure.add_vline(x=until_on, line={"color": palette.muted, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=until_on,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=short_day(until_on, year_of=rows[0]["day"]),
            showarrow=False,
            font={"color": palette.muted, "size": 12},
        )
    _mark(figure, rows, marks_of(rows), palette, currency)
    return figure


def _mark(figure: go.Figure, rows: Rows, marks: Marks, palette: Palette, currency: str) -> None:
    today = rows[0]["day"]
    if marks.cautious and marks.cautious is not marks.likely:
        text = f"cautious: {short_day(marks.cautious['day'], year_of=today)}"
        _point(figure, marks.cautious, "low", text, palette.muted, (-8, 58))
    if marks.lowest and marks.lowest is not marks.likely:
        words = (
            f"lowest {short_money(marks.lowest['balance'], currency)}, {short_day(marks.lowest['day'], year_of=today)}"
        )
        _point(figure, marks.lowest, "balance", words, palette.text, (-66, 26))
    if marks.likely:
        text = f"▲ below from {short_day(marks.likely['day'], year_of=today)}"
        _point(figure, marks.likely, "balance", text, palette.orange, (40, -62))


def _point(figure: go.Figure, row: dict[str, Any], column: str, text: str, colour: str, aside: tuple[int, int]) -> None:
    """A dot on a line and its words at the end of a thin stroke."""
    figure.add_annotation(
        x=row["day"],
        y=float(row[column]),
        text=text,
        font={"color": colour, "size": 13},
        arrowcolor=colour,
        arrowhead=6,
        arrowsize=1,
        arrowwidth=1.2,
        ax=aside[0],
        ay=aside[1],
    )


def scenario(rows: Rows, palette: Palette, currency: str, name: str) -> go.Figure:
    """The base and the scenario as two lines over the same reserve."""
    days = [row["day"] for row in rows]
    figure = go.Figure()
    hover = f"{symbol(currency)}%{{y:,.0f}}"
    lines = (
        ("reserve", "reserve", palette.orange, 2, "dash"),
        ("base", "as expected", palette.muted, 2, "solid"),
        ("balance", escape(name), palette.blue, 3, "solid"),
    )
    _named_lines(figure, days, rows, lines, hover, said={"balance": "scenario"})
    figure.update_layout(
        template=charts.template(palette),
        height=340,
        hovermode="x unified",
        margin={"l": 76, "r": 20, "t": 40, "b": 36},
    )
    _legend(figure, palette)
    return _scaled(figure, rows, ("reserve", "base", "balance"), currency)


def history(rows: Rows, palette: Palette, currency: str) -> go.Figure:
    """What was forecast for each past window with its range, and what came in by its end."""
    days = [row["until_on"] for row in rows]
    figure = go.Figure()
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(x=days, y=_drawn(rows, "low"), name="low", **edge)
    figure.add_scatter(x=days, y=_drawn(rows, "high"), name="high", fill="tonexty", fillcolor=palette.band, **edge)
    hover = f"{symbol(currency)}%{{y:,.0f}}"
    lines = (
        ("naive", "by due dates", palette.muted, 1.5, "dot"),
        ("forecast", "forecast", palette.blue, 2, "dash"),
        ("actual", "came in", palette.text, 3, "solid"),
    )
    _named_lines(figure, days, rows, lines, hover)
    figure.update_layout(
        template=charts.template(palette),
        height=340,
        hovermode="x unified",
        margin={"l": 76, "r": 20, "t": 40, "b": 36},
    )
    _legend(figure, palette)
    return _scaled(figure, rows, ("low", "high", "naive", "forecast", "actual"), currency)


def trend(rows: Rows, day: str, palette: Palette) -> go.Figure:
    """The days that sales take to become cash, month by month, beside the best they could be."""
    days = [f"{row[day]:%b %y}" for row in rows]
    figure = go.Figure()
    lines = (
        ("best_possible_dso", "best possible", palette.muted, 2, "dot"),
        ("count_back_dso", "count-back", palette.blue_second, 2, "dash"),
        ("dso", "DSO", palette.blue, 3, "solid"),
    )
    _named_lines(figure, days, rows, lines, "%{y:.1f} days", dotted="dso")
    figure.update_layout(
        template=charts.template(palette),
        height=300,
        hovermode="x unified",
        margin={"l": 56, "r": 20, "t": 40, "b": 36},
    )
    _legend(figure, palette)
    figure.update_xaxes(type="category", fixedrange=True)
    figure.update_yaxes(fixedrange=True, ticksuffix=" d", rangemode="tozero")
    return figure


def _named_lines(
    figure: go.Figure,
    days: Sequence[object],
    rows: Rows,
    lines: Iterable[NamedLine],
    hover: str,
    *,
    said: Mapping[str, str] | None = None,
    dotted: str = "",
) -> None:
    """A line for each column, with its name and its value on hover; `said` replaces a name there."""
    for column, words, colour, width, dash in lines:
        figure.add_scatter(
            x=days,
            y=_drawn(rows, column),
            mode="lines+markers" if column == dotted else "lines",
            name=words,
            line={"color": colour, "width": width, "dash": dash},
            hovertemplate=f"{(said or {}).get(column, words)}: {hover}<extra></extra>",
        )


def _legend(figure: go.Figure, palette: Palette) -> None:
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"color": palette.muted, "size": 13},
            "bgcolor": "rgba(0,0,0,0)",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def _scaled(figure: go.Figure, rows: Rows, columns: tuple[str, ...], currency: str) -> go.Figure:
    """Axes in days and in short amounts, over whatever the lines reach."""
    reached = [y for column in columns for y in _drawn(rows, column) if y is not None]
    marks = charts.round_marks(reached)
    figure.update_xaxes(tickformat="%-d %b", fixedrange=True)
    figure.update_yaxes(
        fixedrange=True, tickvals=marks, ticktext=[short_money(mark, currency) for mark in marks], automargin=True
    )
    return figure


def _drawn(rows: Rows, column: str) -> list[float | None]:
    return [None if row[column] is None else float(row[column]) for row in rows]
