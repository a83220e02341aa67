"""Two roads lead from a text to rows: the quick one says exactly what the exact one says, or leaves the file to it."""

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import duckdb_reader, record_reader
from data.reading.header import recognise
from data.reading.mapping_files import mapping_of
from data.reading.members import Member
from data.reading.refusal import RefusedError
from data.reading.tables_in import samples_of
from data.reading.text import BLANKS
from tests.data.deep import tries

MAPPING = mapping_of(
    "three.toml",
    """
    system = "three"
    kind = "leads"
    title = "three columns"
    source = "this test"
    verified = true
    table = "lead"
    extent = "full list"
    required = ["A", "B"]
    key = ["lead_id"]

    [columns]
    lead_id = "A"
    name = "B"
    email = "C"
    """,
)
SIGNS = ["a", "é", "=", "'", "\\", ",", '"', " ", "\n", "\r\n", "\r", *BLANKS]


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        opened.execute("set threads = 2")
        yield opened


def sheets(connection, content: bytes):
    """What each road makes of a file: its cells with their lines and all that is told beside them, or why not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file [1].csv"
        path.write_bytes(content)
        samples, text = samples_of(Member("file [1].csv", path), Path(folder))
        recognition = recognise(samples, [MAPPING])[0]
        quick = duckdb_reader.read(connection, text, recognition, "quick")
        try:
            exact = record_reader.read_text(connection, text, recognition, "exact", may_grow=False)
        except RefusedError as refusal:
            exact = refusal.code
        try:
            return told(connection, quick), told(connection, exact)
        finally:
            connection.execute("drop view if exists cells_quick; drop table if exists raw_quick")
            connection.execute("drop table if exists raw_quick_lined; drop table if exists cells_exact")


def told(connection, sheet):
    if sheet is None or isinstance(sheet, str):
        return sheet
    rows = connection.execute(f"select * from {sheet.cells} order by source_row").fetchall()
    not_data = [(row.line, row.kind, row.text) for row in sheet.not_data]
    return rows, sheet.rows_read, sheet.last_line, not_data, [(misfit.row, misfit.code) for misfit in sheet.misfits]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def as_cell(signs: list[str], is_quoted: bool) -> str:
    text = "".join(signs)
    return quoted(text) if is_quoted or any(sign in text for sign in ',"\r\n') else text


CELLS = st.builds(as_cell, st.lists(st.sampled_from(SIGNS), max_size=3), st.booleans()) | st.sampled_from(
    ["", "", "a", "b", "A", "Total", "Total a", "1.50"]
)


@tries(150)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_the_roads_agree_about_tables(connection, rows, line_end, ends):
    text = line_end.join(["A,B,C", *(",".join(row) for row in rows)])
    quick, exact = sheets(connection, (text + (line_end if ends else "")).encode())
    assert quick is None or quick == exact


@tries(150)
@given(st.lists(st.sampled_from([*SIGNS, ",", ",", "\n", "\n", "A,B,C\n", "a,b,c\n", 'a,"b\nb",c\n']), max_size=20))
def test_the_roads_agree_about_anything(connection, pieces):
    quick, exact = sheets(connection, ("A,B,C\n" + "".join(pieces)).encode())
    assert quick is None or quick == exact


@tries(40)
@given(
    st.lists(st.tuples(*[st.text(st.sampled_from("xy =é'\"\n,;"), min_size=1, max_size=5)] * 3), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_ordinary_files_take_the_quick_road(connection, rows, line_end, ends):
    lines = ["A,B,C", *(",".join(map(quoted, row)).replace("\n", line_end) for row in rows)]
    quick, exact = sheets(connection, (line_end.join(lines) + (line_end if ends or not rows else "")).encode())
    assert quick is not None
    assert quick == exact


ORDINARY = {
    "header only": "A,B,C\n",
    "no line end": "A,B,C\n1,2,3",
    "line ends of Windows": "A,B,C\r\n1,2,3\r\n",
    "line ends in quotes": 'A,B,C\n1,"x\ny\n\nz",3\n2,4,5\n',
    "quotes in quotes": 'A,B,C\n1,"say ""no""",""""\n',
    "quotes within a cell": 'A,B,C\n1,5" pipe,3\n2,x,y"y"\n',
    "a large cell": 'A,B,C\n1,"' + "x, \n" * 25_000 + '",3\n2,,\n',
    "many columns that nobody reads": "A,B,C" + ",D" * 500 + "\n" + "1,2,3" + ",x" * 500 + "\n",
    "a row of blanks": "A,B,C\n1,2,3\n,,\n4,5,6\n , ,\u00a0\n",
    "footers as wide as the headings": "A,B,C\n1,2,3\nTotal,,5\nConfidential,,\n",
    "headings again": "A,B,C\n1,2,3\nA,B,C\n4,5,6\n",
    "blanks around cells": "A,B,C\n 1 ,\t2,\u00a03\u200b\n",
    "byte order mark": "\ufeffA,B,C\n1,2,3\n",
    "formulas and apostrophes": "A,B,C\n=1+1,'2,-3\n",
    "another encoding": "A,B,C\n1,é,3\n".encode("cp1252"),
    "titles above": "Leads\nof 2026\n\nA,B,C\n1,2,3\n",
}
ODD = {
    "text behind a quote": 'A,B,C\n1,"x"y,3\n',
    "a lone carriage return": "A,B,C\n1,x\ry,3\n",
    "mixed line ends": "A,B,C\r\n1,2,3\n4,5,6\r\n",
    "a line end of Windows in a file of Unix": 'A,B,C\n1,"x\r\ny",3\n',
    "blank lines": "A,B,C\n1,2,3\n\n4,5,6\n\n\n",
    "short and long rows": "A,B,C\n1,2\n3,4,5,\n6,7,8,9\n",
    "delimiters behind": "A,B,C\n1,2,3,\n4,5,6,\n",
    "one heading broken in two": '"A","B","C\nC"\n1,2,3\n',
}
BROKEN = {
    "a quote that never closes": 'A,B,C\n1,2,3\n4,"5,6\n7,8,9\n',
    "the same beside an inch": 'A,B,C\n1,5" pipe,3\n4,"5,6\n7,8,9\n',
    "cut off in a row": "A,B,C\n1,2,3\n4,5",
    "cut off in the first cell": "A,B,C\n1,2,3\n4",
}


def as_bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("content", ORDINARY.values(), ids=ORDINARY.keys())
def test_the_quick_road_knows(connection, content):
    quick, exact = sheets(connection, as_bytes(content))
    assert quick is not None
    assert quick == exact


@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_the_quick_road_leaves_to_the_exact_one(connection, content):
    quick, exact = sheets(connection, as_bytes(content))
    assert quick is None
    assert exact[1] > 0


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_neither_road_takes(connection, content):
    assert sheets(connection, as_bytes(content)) == (None, "half-written")


def test_lines_are_right_in_a_file_of_many_blocks(connection):
    """Larger than what one thread of DuckDB takes at a time."""
    rows = [f'{number},"a\nb",{"x" * (number % 90)}\n' for number in range(60_000)]
    (cells, read, *_), _ = sheets(connection, ("A,B,C\n" + "".join(rows)).encode())
    assert read == 60_000
    assert [(row[0], row[1]) for row in cells] == [(2 + 2 * number, str(number)) for number in range(60_000)]


@pytest.mark.parametrize("name", ["a*.csv", "a?.csv", "[ab].csv", "it's.csv", "year=2026/a.csv", "é ü.csv"])
def test_names_are_no_patterns(tmp_path, connection, name):
    for other in ("ab.csv", "a.csv", "b.csv", "year=2025/a.csv"):
        (tmp_path / other).parent.mkdir(exist_ok=True)
        (tmp_path / other).write_text("A,B,C\nwrong,2,3\n")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("A,B,C\nright,2,3\n")
    samples, text = samples_of(Member(name, path), tmp_path)
    (recognition,) = recognise(samples, [MAPPING])
    sheet = duckdb_reader.read(connection, text, recognition, "named")
    assert connection.execute(f"select * from {sheet.cells}").fetchall() == [(2, "right", "2", "3")]
    connection.execute(f"drop view {sheet.cells}; drop table raw_named")
