"""The shapes of a column: its cells with every digit as 9, so that a million cells become a few forms to judge.

A shape costs half a microsecond a cell, which is long for ten million of them. So most cells are not translated: where
cells repeat, each different one is; else a sample tells which shapes there are, one regular expression finds the cells
that have one of these, and the places of a few characters tell which. What is left is translated. The result is the
same in every case, whatever the sample happens to hold.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from data.reading.sql import Parameters, quoted, run

SAMPLE = 4096
MOST_KNOWN = 64  # shapes in one regular expression
MOST_MARKS = 12  # characters whose places tell shapes apart
MOST_SHAPES = 10_000  # a column with more is free text, and what comes after them is counted as one shape, of nothing

_NINES = str.maketrans("0123456789", "9999999999")
_BEGINS_WITH_ZERO = r"^[^0-9]*0[.,]"
_ONE_DIGIT_AND_MARK = re.compile(r"[^9]*9[.,]")


@dataclass(frozen=True)
class Shape:
    """One form of cell: how often it stands in the column, and the first cell that has it."""

    text: str
    count: int
    row: int
    example: str
    begins_with_zero: bool  # "0.500" can have no thousands mark, "1.500" can


def shape_of(cell: str) -> str:
    """SQL for the shape of a cell."""
    return f"translate({cell}, '0123456789', '9999999999')"


def shape_of_text(text: str) -> str:
    return text.translate(_NINES)


def fits_sql(cell: str, texts: Iterable[str], parameters: Parameters) -> str:
    """SQL for whether a cell has one of these shapes."""
    return f"regexp_full_match({cell}, {parameters(_expression(texts))})"


def shapes(connection: duckdb.DuckDBPyConnection, table: str, column: str, sample: int = SAMPLE) -> list[Shape]:
    """Every form in a column of text, in the order in which they first appear."""
    cells = f"select source_row, {quoted(column)} as cell from {quoted(table)} where {quoted(column)} is not null"
    some = run(connection, f"select source_row, cell from ({cells}) using sample reservoir({sample} rows)")
    if len(some) < sample:
        return _in_order(_judged(some))
    different = {cell for _, cell in some}
    if len(different) <= len(some) // 2:
        return _in_order(_of_repeated(connection, cells))
    return _in_order(_of_many(connection, cells, Counter(map(shape_of_text, different))))


def _in_order(found: Iterable[Shape]) -> list[Shape]:
    return sorted(found, key=lambda shape: (shape.row, shape.text, shape.begins_with_zero))


def _judged(cells: Iterable[tuple[int, str]]) -> list[Shape]:
    counts: Counter[tuple[str, bool]] = Counter()
    first: dict[tuple[str, bool], tuple[int, str]] = {}
    for row, cell in cells:
        form = shape_of_text(cell), re.match(_BEGINS_WITH_ZERO, cell) is not None
        counts[form] += 1
        first[form] = min(first.get(form, (row, cell)), (row, cell))
    return [Shape(text, counts[text, zero], *first[text, zero], zero) for text, zero in counts]


def _of_repeated(connection: duckdb.DuckDBPyConnection, cells: str) -> list[Shape]:
    rows = run(
        connection,
        f"""
        with repeated as (
            select cell, count(*) as cell_count, min(source_row) as source_row from ({cells}) group by cell
        )
        select
            {shape_of("cell")} as shape,
            sum(cell_count)::bigint as shape_count,
            min(source_row) as first_row,
            min_by(cell, source_row) as example,
            regexp_matches(cell, '{_BEGINS_WITH_ZERO}') as begins_with_zero,
            sum(shape_count) over ()
        from repeated
        group by shape, begins_with_zero
        order by first_row
        limit {MOST_SHAPES}
        """,
    )
    return _with_the_rest([Shape(*row[:5]) for row in rows], rows[0][5])


def _of_many(connection: duckdb.DuckDBPyConnection, cells: str, seen: Counter[str]) -> list[Shape]:
    parameters = Parameters()
    marks, known = _told_apart(seen)
    places = ["strlen(cell)", *(f"strpos(cell, {parameters(mark)})" for mark in marks)]
    keys = ", ".join(f"case when is_known then {place} end as key_{number}" for number, place in enumerate(places))
    may_begin = any(_ONE_DIGIT_AND_MARK.match(text) for text in known.values())
    is_known = fits_sql("cell", known.values(), parameters) if known else "false"
    asked = "true" if may_begin else "not is_known"
    rows = run(
        connection,
        f"""
        with marked as (
            select source_row, cell, {is_known} as is_known from ({cells})
        )
        select
            case when not is_known then {shape_of("cell")} end as shape,
            count(*) as shape_count,
            min(source_row) as first_row,
            min_by(cell, source_row) as example,
            case when {asked} then regexp_matches(cell, '{_BEGINS_WITH_ZERO}') else false end as begins_with_zero,
            sum(shape_count) over (),
            {keys}
        from marked
        group by all
        order by first_row
        limit {MOST_SHAPES}
        """,
        parameters.values,
    )
    found = [Shape(known[row[6:]] if row[0] is None else row[0], *row[1:5]) for row in rows]
    return _with_the_rest(found, rows[0][5])


def _with_the_rest(found: list[Shape], count: int) -> list[Shape]:
    rest = int(count) - sum(shape.count for shape in found)
    return [*found, Shape("", rest, found[-1].row, "", False)] if rest else found


def _told_apart(seen: Counter[str]) -> tuple[list[str], dict[tuple[int, ...], str]]:
    """The characters whose places tell the most frequent shapes apart, and the shape for each set of places."""
    frequent = [text for text, _ in seen.most_common() if text.isascii()][:MOST_KNOWN]
    left = sorted({mark for text in frequent for mark in text} - {"9"})
    marks: list[str] = []
    while left and len(marks) < MOST_MARKS:
        best = max(left, key=lambda mark: len({_places(text, [*marks, mark]) for text in frequent}))
        if len({_places(text, [*marks, best]) for text in frequent}) == len({_places(t, marks) for t in frequent}):
            break
        marks.append(best)
        left.remove(best)
    known: dict[tuple[int, ...], str] = {}
    for text in frequent:
        known.setdefault(_places(text, marks), text)
    return marks, known


def _places(text: str, marks: list[str]) -> tuple[int, ...]:
    return len(text), *(text.find(mark) + 1 for mark in marks)


def _expression(texts: Iterable[str]) -> str:
    """A regular expression for the cells of these shapes."""
    return "|".join(
        "".join(f"[0-9]{{{len(run_)}}}" if run_[0] == "9" else re.escape(run_) for run_ in re.findall("9+|[^9]+", text))
        for text in dict.fromkeys(texts)
    )
