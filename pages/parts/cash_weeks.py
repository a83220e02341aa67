"""Cash week by week: the weeks gone, with what was forecast and what came in, and thirteen weeks ahead."""

from datetime import date
from html import escape
from typing import Any

from pages.parts import cards, cash_ask
from pages.parts.format import NO_VALUE, money, short_day
from pages.parts.frame import Open
from pages.parts.html import html

QUERY = "cash/weeks"
Row = dict[str, Any]

GONE = ("Week", "Forecast", "8 cases of 10", "Came in", "More or less", "")
AHEAD = ("Week", "Opening", "To collect", "From deals", "Must be paid", "Closing", "8 cases of 10", "")


def show(frame: Open) -> None:
    """Both tables, side by side where there is room."""
    cards.section(
        "13 weeks",
        "What each week should bring, and what the weeks gone brought beside the forecast made before they began.",
    )
    rows, missing = cash_ask.rows(frame, QUERY), cash_ask.missing(frame, QUERY)
    gone, ahead = [row for row in rows if row["is_past"]], [row for row in rows if not row["is_past"]]
    pieces = []
    if any(row["closing"] is not None for row in ahead):
        pieces.append(_piece("The weeks ahead", _ahead(frame, ahead)))
    elif missing:
        cards.missing(missing, "Cash by week")
    else:
        cards.note("Not enough is known for the weeks ahead: the cash needs above say what is missing.")
    if any(row["forecast"] is not None and row["actual"] is not None for row in gone):
        pieces.append(_piece("The weeks gone", _gone(frame, gone)))
    elif not missing:
        cards.note("Not enough history to compare weeks that are gone with their forecast.")
    if pieces:
        html(f'<div class="mb-two">{"".join(pieces)}</div>')


def _piece(title: str, table: str) -> str:
    return f'<div><h3 class="mb-piece">{escape(title)}</h3><div class="mb-scroll">{table}</div></div>'


def _ahead(frame: Open, rows: list[Row]) -> str:
    reserve = next((row["reserve"] for row in cash_ask.rows(frame, "cash/need")), None)
    first = next((row for row in rows if _is_short(row, reserve)), None)
    lines = []
    for row in rows:
        # On a phone the word at the end is out of sight, so the sign stands in front too.
        sign = '<i class="mb-act mb-narrow-only">▲ </i>' if _is_short(row, reserve) else ""
        cells = [sign + _week(frame, row)]
        cells += [_amount(frame, row, column) for column in ("opening", "collections", "closings", "obligations")]
        cells += [f"<b>{_amount(frame, row, 'closing')}</b>", _range(frame, row)]
        if row["closing"] is None:
            cells.append(f'<span class="mb-open-word">{NO_VALUE}</span>')
        elif row is first:
            cells.append('<span class="mb-act">▲ first below</span>')
        elif _is_short(row, reserve):
            cells.append('<span class="mb-act">▲ below</span>')
        else:
            cells.append('<span class="mb-good">✓ above</span>')
        lines.append(_line(cells, "mb-first" if row is first else ""))
    return _table(AHEAD, lines)


def _gone(frame: Open, rows: list[Row]) -> str:
    lines = []
    for row in rows:
        difference = None
        if row["actual"] is not None and row["forecast"] is not None:
            difference = row["actual"] - row["forecast"]
        more = NO_VALUE if difference is None else f"{'+' if difference > 0 else ''}{_money(frame, difference)}"
        cells = [_week(frame, row), _amount(frame, row, "forecast"), _range(frame, row), _amount(frame, row, "actual")]
        lines.append(_line([*cells, more, verdict(row)], ""))
    return _table(GONE, lines)


def verdict(row: Row) -> str:
    """How a week went, as a sign and a word: a shortfall within the range is no surprise."""
    actual, forecast, low = row["actual"], row["forecast"], row["low"]
    if actual is None or forecast is None:
        return '<span class="mb-open-word">○ open</span>' if actual is None else f"<span>{NO_VALUE}</span>"
    if actual >= forecast:
        return '<span class="mb-good">✓ beaten</span>'
    if low is not None and actual >= low:
        return '<span class="mb-good">✓ within</span>'
    return '<span class="mb-act">▲ short</span>'


def _is_short(row: Row, reserve: Any) -> bool:
    return row["closing"] is not None and reserve is not None and row["closing"] < reserve


def _week(frame: Open, row: Row) -> str:
    today = frame.board.as_of
    return escape(f"{_from(row['week_on'], row['until_on'])}{short_day(row['until_on'], year_of=today)}")


def _from(start: date, end: date) -> str:
    return f"{start.day} – " if start.month == end.month else f"{short_day(start, year_of=start)} – "


def _amount(frame: Open, row: Row, column: str) -> str:
    if row[column] is None:
        return NO_VALUE
    return cash_ask.opened(frame, _money(frame, row[column]), QUERY, column, week_on=row["week_on"])


def _range(frame: Open, row: Row) -> str:
    if row["low"] is None or row["high"] is None:
        return NO_VALUE
    return f'<span class="mb-quiet">{_money(frame, row["low"])} to {_money(frame, row["high"])}</span>'


def _money(frame: Open, value: Any) -> str:
    return money(value, frame.board.currency, cents=False)


def _line(cells: list[str], css: str) -> str:
    return f'<tr class="{css}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _table(names: tuple[str, ...], lines: list[str]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    return f'<table class="mb-matrix mb-weeks"><tr>{head}</tr>{"".join(lines)}</table>'
