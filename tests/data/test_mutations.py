"""Good exports, broken in every way: no row is lost, changed or cut short without a word."""

import csv
import io
import tempfile
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import sources
from data.reading.folder import read_folder
from data.reading.mapping_files import load_mappings
from data.reading.members import Member
from data.reading.refusal import RefusedError
from data.reading.row_kinds import ends_in_footer
from data.reading.rows import DELIMITERS
from data.reading.sheet import cell_name
from data.reading.tables_in import read_member
from data.reading.text import BLANKS, MIXED
from data.settings import Settings
from tests.data.deep import TIMES, tries

NOW = datetime(2026, 6, 30)
GOOD = {
    "salesforce.csv": (
        '"ID","NAME","STAGENAME","AMOUNT","CLOSEDATE","ACCOUNTID","OWNERID","CREATEDDATE","ISCLOSED","ISWON",'
        '"DESCRIPTION"\n'
        '"006A0000001aaaaAAA","Pumps","Prospecting","1200.5","2026-08-01 00:00:00","001A0000001aaaaAAA",'
        '"005A0000001aaaaAAA","2026-05-01 10:20:30","0","0","call\nback"\n'
        '"006A0000001bbbbBBB","Say ""hello""","Closed Won","90.0","2026-05-02 00:00:00","","005A0000001aaaaAAA",'
        '"2026-04-01 10:20:30","1","1",""\n'
        '"006A0000001ccccCCC","Ñandú","Closed Lost","","2026-05-03 00:00:00","001A0000001aaaaAAA","",'
        '"2026-04-02 10:20:30","1","0","x, y"\n'
    ).encode(),
    "report.csv": (
        b'"Opportunity Owner","Account Name","Opportunity Name","Stage","Amount","Close Date","Created Date"\n'
        b'"Ana","Total Wine","Bottles","Proposal","$1,234.00","8/13/2026","5/1/2026"\n'
        b'"Ben","Acme","Boxes","Closed Won","$50.00","4/25/2026","4/1/2026"\n'
        b'"Ana","Bolt","Nuts","Proposal","","9/1/2026","5/2/2026"\n'
        b'"Total","","","","$1,284.00","",""\n'
        b'\n"Confidential Information - Do Not Distribute"\n"Copyright (c) 2000-2026 somebody"\n'
    ),
    "stripe.csv": (
        b"id,Amount Due,Billing,Closed,Currency,Customer,Date (UTC),Due Date (UTC),Number,Paid,Subscription,Subtotal,"
        b"Total,Amount Paid,Status\n"
        b"in_1,160.00,send_invoice,false,usd,cus_1,2026-05-08 00:38,2026-06-08 00:38,A-1,false,,160.00,160.00,0,open\n"
        b"in_2,20.00,charge_automatically,true,usd,cus_2,2026-05-09 10:00,,A-2,true,sub_1,20.00,20.00,20.00,paid\n"
        b"in_3,5.25,send_invoice,false,eur,cus_1,2026-05-10 00:38,2026-06-10 00:38,A-3,false,,5.25,5.25,0.00,draft\n"
    ),
    "chase.csv": (
        b"Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\r\n"
        b"DEBIT,06/29/2026,RENT,-2500.00,ACH_DEBIT,10234.56,,\r\n"
        b'CREDIT,06/28/2026,"ACME, INC",900.10,ACH_CREDIT,12734.56,,\r\n'
        b"CHECK,06/13/2026,CHECK 101,-5.00,CHECK_PAID,11834.46,101,\r\n"
    ),
    "german.csv": (
        "Kontoauszug\n\nBuchungstag;Empfänger;Verwendungszweck;Betrag;Saldo\n"
        '30.06.2026;Müller;"Büro; Miete";-1.234,56;8.765,44\n'
        "29.06.2026;Größe AG;Rechnung 7;99,00;10.000,00\n"
    ).encode("cp1252"),
    "leads.csv": (
        "Leads of the year\n\nlead_id\tcreated_at\tname\tcompany\n1\t2026-01-02\tAna\tAcme\n2\t2026-01-03\tBen\t\n"
        "3\t2026-01-04\tCy\tBolt\n"
    ).encode("utf-16"),
    "aging.csv": (
        b'"Foundry, Inc",,,,,,\nA/R Aging Detail,,,,,,\n"As of June 30, 2026",,,,,,\n\n'
        b",Date,Transaction type,Num,Customer,Due date,Open balance\n"
        b"Current,,,,,,\n"
        b",06/14/2026,Invoice,1001,Acme,07/14/2026,100.00\n"
        b",06/15/2026,Invoice,1002,Total Wine,07/15/2026,20.50\n"
        b"Total for Current,,,,,,$120.50\n"
        b"1 - 30 days past due,,,,,,\n"
        b",05/14/2026,Payment,,Acme,,-10.00\n"
        b"Total for 1 - 30 days past due,,,,,,$-10.00\n"
        b"TOTAL,,,,,,$110.50\n\n"
        b'"Accrual Basis Tuesday, June 30, 2026 01:27 AM GMT-05:00",,,,,,\n'
    ),
}
WHOLE = list(GOOD.items())


@pytest.fixture(scope="module")
def mappings():
    return load_mappings()


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        yield opened


def tables(connection, mappings, name: str, content: bytes):
    """Every table of a file with its rows, or the refusal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            sheets = read_member(connection, Member(name, path), mappings, Path(folder), 0)
            return [(sheet, rows(connection, sheet)) for sheet in sheets]
        except RefusedError as refusal:
            return refusal
        finally:
            drop_all(connection)


def rows(connection, sheet) -> list[dict[str, object]]:
    result = connection.execute(f"select * from {sheet.cells} order by source_row")
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def drop_all(connection) -> None:
    for name, kind in connection.execute("select view_name, 'view' from duckdb_views() where not internal").fetchall():
        connection.execute(f'drop {kind} if exists "{name}"')
    for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f'drop table if exists "{name}"')


def records(content: bytes, encoding: str, delimiter: str) -> dict[int, list[str]]:
    """The records of a file that hold anything, by the line on which they begin, as Python's own reader sees them."""
    if encoding.startswith("UTF-16"):
        text = content.decode({"UTF-16": "utf-16", "UTF-16 without BOM": "utf-16-le"}.get(encoding, "utf-16-be"))
    elif encoding == MIXED:
        text = content.decode("utf-8-sig", "windows-1252")
    else:
        text = content.decode({"Windows-1252": "cp1252", "Latin-1": "latin-1"}.get(encoding, "utf-8-sig"))
    if "\n" not in text:
        text = text.replace("\r", "\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, start = {}, 1
    for row in reader:
        if "".join(row).strip(BLANKS):
            found[start] = row
        start = reader.line_num + 1
    return found


def check_against_the_file(content: bytes, sheet, found) -> None:
    """Every record below the headings is read, is at its line, and is as it stands there, or is listed."""
    recognition = sheet.recognition
    dialect = recognition.dialect
    if dialect.is_wrapped or dialect.delimiter not in DELIMITERS or recognition.line == 0:
        return
    end = recognition.ends_before or 10**9
    there = {
        line: row
        for line, row in records(content, sheet.encoding, dialect.delimiter).items()
        if recognition.line < line < end
    }
    assert sheet.rows_read == len(there)
    listed = [misfit.row for misfit in sheet.misfits] + [row.line for row in sheet.not_data]
    kept = [row["source_row"] for row in found]
    assert sorted([*listed, *kept]) == list(there)
    for row in found:
        cells = there[row["source_row"]]
        for position in recognition.used_positions():
            in_file = cells[position].strip(BLANKS) if position < len(cells) else ""
            assert row[cell_name(position)] == (in_file or None)
    for line in listed:
        assert line in there


@pytest.mark.parametrize(("name", "content"), WHOLE, ids=GOOD)
def test_the_whole_file_is_read(connection, mappings, name, content):
    ((sheet, found),) = tables(connection, mappings, name, content)
    check_against_the_file(content, sheet, found)
    assert found
    assert not sheet.misfits
    assert not sheet.notes


@pytest.mark.parametrize(("name", "content"), WHOLE, ids=GOOD)
def test_a_file_that_breaks_off_is_refused_or_keeps_all_whole_rows_and_says_so(connection, mappings, name, content):
    ((whole, whole_rows),) = tables(connection, mappings, name, content)
    by_line = {row["source_row"]: row for row in whole_rows}
    # Every byte of the last line, where it is easiest to be deceived, and some of the others.
    step = max(1, 12 // TIMES)
    ends = {*range(0, len(content), step), *range(len(content) - 60, len(content))}
    for end in sorted(ends):
        part = content[:end]
        found = tables(connection, mappings, name, part)
        if isinstance(found, RefusedError):
            assert found.code in ("half-written", "not recognised", "empty", "not text")
            continue
        for sheet, kept in found:
            if sheet.recognition.headings != whole.recognition.headings:
                continue  # broken off within the headings
            check_against_the_file(part, sheet, kept)
            is_said = ends_in_footer(sheet.not_data, sheet.last_line) or any(
                note.code == "no line end" for note in sheet.notes
            )
            for row in kept:
                assert row == by_line.get(row["source_row"]) or is_said, (end, part[-40:])
            changed = [row["source_row"] for row in kept if row != by_line.get(row["source_row"])]
            assert changed in ([], [sheet.last_line])
            missing = by_line.keys() - {row["source_row"] for row in kept}
            assert all(line >= sheet.last_line for line in missing)


def changed(draw, content: bytes) -> bytes:
    """A file after some accident."""
    kind = draw(st.sampled_from(["byte", "insert", "delete", "cut", "swap", "double", "drop", "join", "twice"]))
    at = draw(st.integers(0, max(0, len(content) - 1)))
    sign = draw(st.sampled_from([b'"', b",", b";", b"\n", b"\r", b"\t", b"\0", b" ", b"\xe9", b"\xc3", b"\xff", b"7"]))
    if kind == "byte":
        return content[:at] + sign + content[at + 1 :]
    if kind == "insert":
        return content[:at] + sign + content[at:]
    if kind == "delete":
        return content[:at] + content[at + draw(st.integers(1, 9)) :]
    if kind == "cut":
        return content[:at]
    if kind == "twice":
        return content + content
    lines = content.split(b"\n")
    first, second = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    if kind == "swap":
        lines[first], lines[second] = lines[second], lines[first]
    elif kind == "double":
        lines.insert(second, lines[first])
    elif kind == "drop":
        del lines[first]
    else:
        lines[first : first + 2] = [b"".join(lines[first : first + 2])]
    return b"\n".join(lines)


@st.composite
def broken(draw):
    name = draw(st.sampled_from(list(GOOD)))
    content = GOOD[name]
    for _ in range(draw(st.integers(1, 4))):
        content = changed(draw, content)
    return name, content


@tries(250)
@given(broken())
def test_a_broken_file_is_refused_or_read_as_it_stands(connection, mappings, file):
    name, content = file
    found = tables(connection, mappings, name, content)
    if not isinstance(found, RefusedError):
        for sheet, kept in found:
            check_against_the_file(content, sheet, kept)


@tries(60)
@given(broken())
def test_the_counts_of_a_broken_file_add_up(file):
    name, content = file
    with tempfile.TemporaryDirectory() as folder:
        source = sources.Source(name, Path(folder) / name, content)
        reading = read_folder(Path(folder), Settings(), NOW, source)
    try:
        for report in reading.reports:
            counts = (report.rows_kept, report.rows_repeated, report.rows_rejected, report.rows_not_data)
            assert report.rows_read == sum(counts)
            assert min(counts) >= 0
            assert report.status in ("read", "refused", "set aside")
            assert report.message
    finally:
        reading.connection.close()
