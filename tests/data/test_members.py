"""Archives and workbooks: every file and sheet in them is read on its own, known by its content, and within bounds."""

import gzip
import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import members as members_module
from data.reading import unpacking, workbooks
from data.reading.members import Member, members
from data.reading.refusal import RefusedError
from tests.data.deep import TIMES, tries

LEADS = b"lead_id,created_at,name\n1,2026-01-02,Ana\n2,2026-01-03,Ben\n"
DEALS = b"deal_id,stage\n1,Won\n"
PAGE = b"%PDF-1.7 a page\n"


def book(*sheets, hidden: tuple[str, ...] = (), **cells) -> bytes:
    """A workbook of sheets: (name, rows)."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = hidden[name] if isinstance(hidden, dict) else "hidden"
    for place, value in cells.items():
        made.worksheets[0][place] = value
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def archive(**kinds) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in kinds["files"].items():
            made.writestr(name, content)
    return written.getvalue()


LEAD_ROWS = [["lead_id", "created_at", "name"], [1, datetime(2026, 1, 2), "Ana"], ["b", date(2026, 1, 3), "Ben"]]


class TestWorkbooks:
    def test_the_row_is_the_row_of_the_sheet(self, exports, read):
        rows = [[], [None, "Leads of 2026"], [], *[[None, None, *row] for row in LEAD_ROWS]]
        exports.write("leads.xlsx", book(("Leads", rows)))
        result = read()
        assert result.rows("lead", "lead_id", "created_at", "name", "source_row") == [
            ("1", datetime(2026, 1, 2), "Ana", 5),
            ("b", datetime(2026, 1, 3), "Ben", 6),
        ]
        report = result.reports["leads.xlsx"]
        assert (report.encoding, report.delimiter, report.header_row) == ("workbook", "sheet", 4)

    def test_each_sheet_is_a_file_of_its_own(self, exports, read):
        sheets = [("Deals", [["deal_id", "stage"], ["1", "Won"]]), ("Empty", []), ("Ideas", [["whatever"]])]
        exports.write("all.xlsx", book(("Leads", LEAD_ROWS), *sheets, hidden=("Deals",)))
        reports = read().reports
        assert {name: (report.status, report.rows_kept) for name, report in reports.items()} == {
            "all.xlsx [Leads]": ("read", 2),
            "all.xlsx [Deals]": ("read", 1),
            "all.xlsx [Ideas]": ("refused", 0),
        }

    def test_a_sheet_that_only_programs_can_show_is_none_of_a_persons(self, exports, read):
        hidden = {"hiddenSheet": "veryHidden"}
        exports.write("all.xlsx", book(("Leads", LEAD_ROWS), ("hiddenSheet", [["crm:guid"]]), hidden=hidden))
        assert list(read().reports) == ["all.xlsx"]

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (1001.0, "1001"),
            (0.1 + 0.2, "0.3"),
            (1.125, "1.1250"),
            (-0.5, "-0.5"),
            (1e15, "1000000000000000"),
            (1e-7, "0.0000001"),
            (True, "true"),
            (datetime(2026, 3, 4, 10, 10, 10), "2026-03-04 10:10:10"),
            (datetime(2026, 3, 4), "2026-03-04"),
            (date(2026, 3, 4), "2026-03-04"),
            (time(10, 30), "10:30:00"),
            (timedelta(hours=30), "108000"),
            ("  as it is ", "  as it is "),
        ],
    )
    def test_a_cell_is_what_an_export_would_write(self, tmp_path, cell, text):
        path = tmp_path / "one.xlsx"
        path.write_bytes(book(("One", [["x", cell]])))
        ((_, grid),) = workbooks.sheets(path)
        assert grid.rows == [["x", text]]

    def test_amounts_come_through_exactly(self, exports, read):
        rows = [["invoice_id", "total"], *[[f"i{cents}", cents / 100] for cents in range(100_000, 100_400)]]
        exports.write("invoices.xlsx", book(("Invoices", rows)))
        assert read().rows("invoice", "total") == [Decimal(cents).scaleb(-2) for cents in range(100_000, 100_400)]

    def test_times_come_through_to_the_second(self, tmp_path):
        random = Random(1)
        moments = [datetime(2000, 1, 1) + timedelta(seconds=random.randrange(10**9)) for _ in range(300)]
        path = tmp_path / "times.xlsx"
        path.write_bytes(book(("Times", [[moment] for moment in moments])))
        ((_, grid),) = workbooks.sheets(path)
        assert [datetime.fromisoformat(text) for (text,) in grid.rows] == moments

    def test_what_is_missing_from_cells_is_told(self, exports, read):
        cells = {"C2": "=A2&A3", "C3": "#N/A", "B4": "=NOW()"}
        exports.write("leads.xlsx", book(("Leads", [*LEAD_ROWS, ["c", None, "Cy"]]), **cells))
        result = read()
        assert result.rows("lead", "lead_id", "name") == [("1", None), ("b", None), ("c", "Cy")]
        assert result.issues("note") == [
            ("leads.xlsx", 2, "formulas without results"),
            ("leads.xlsx", 3, "errors"),
        ]

    def test_an_old_workbook(self, exports, read):
        exports.awkward("old_excel.xls")
        result = read()
        assert result.rows("lead", "lead_id", "created_at", "name", "company", "is_deleted", "source_row") == [
            ("1001", datetime(2026, 1, 2, 10, 20, 30), "Zoë", "Acme", False, 6),
            ("1002", datetime(2026, 1, 3), "Ben", None, True, 7),
        ]

    def test_an_open_document(self, exports, read):
        exports.write("leads.ods", open_document())
        result = read()
        assert result.rows("lead", "lead_id", "created_at", "name", "source_row") == [
            ("1001", datetime(2026, 1, 2), "Ana", 4)
        ]

    @pytest.mark.parametrize("name", ["leads.xlsx", "leads.xls", "leads.csv", "leads.ods"])
    def test_the_content_tells_what_it_is(self, exports, read, name):
        exports.write(name, book(("Leads", LEAD_ROWS)))
        assert read().rows("lead", "name") == ["Ana", "Ben"]

    @pytest.mark.parametrize("name", ["leads.xls", "leads.xlsx"])
    def test_a_text_under_the_name_of_a_workbook(self, exports, read, name):
        exports.write(name, LEADS.replace(b",", b"\t"))
        result = read()
        assert result.rows("lead", "name", "source_row") == [("Ana", 2), ("Ben", 3)]

    def test_a_page_under_the_name_of_a_workbook(self, exports, read):
        exports.write(
            "leads.xls",
            "<html><head><meta charset=utf-8><style>td {color: red}</style></head><body><h1>Leads</h1><table border=1>"
            "<tr><th colspan=3>All of them<tr><th>lead_id</th><th>created_at</th><th>na&#109;e</th></tr>\n"
            "<tr></tr><tr><td>1<td>2026-01-02<td>Ana &amp;\nsons<br>Bergen</tr>\n</table></body></html>",
        )
        result = read()
        assert result.rows("lead", "lead_id", "name", "source_row") == [("1", "Ana & sons\nBergen", 4)]
        exports.write("leads.xls", "<table><tr><td>lead_id<td>created_at</tr><tr><td>1<td>2026-0")
        assert "never ends" in read().reports["leads.xls"].message

    def test_a_workbook_in_xml(self, exports, read):
        row = (
            '<Row{}><Cell ss:Index="2"><Data ss:Type="{}">{}</Data></Cell>'
            + '<Cell><Data ss:Type="{}">{}</Data></Cell>'
        )
        exports.write(
            "leads.xls",
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Leads"><Table>'
            + row.format("", "String", "lead_id", "String", "created_at")
            + "</Row>"
            + row.format(' ss:Index="4"', "Number", "1001.0", "DateTime", "2026-01-02T00:00:00.000")
            + "</Row></Table></Worksheet></Workbook>",
        )
        assert read().rows("lead", "lead_id", "created_at", "source_row") == [("1001", datetime(2026, 1, 2), 4)]

    def test_an_empty_workbook_is_refused(self, exports, read):
        exports.write("empty.xlsx", book(("Empty", [])))
        assert read().reports["empty.xlsx"].message == "The workbook is empty."

    def test_a_workbook_that_unpacks_to_too_much_is_refused(self, exports, read, monkeypatch):
        monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 10_000)
        monkeypatch.setattr(unpacking, "MOST_TIMES_LARGER", 2)
        exports.write("leads.xlsx", book(("Leads", [*LEAD_ROWS, *[["a", None, "b"]] * 2_000])))
        assert "Save its sheets as CSV" in read().reports["leads.xlsx"].message


def open_document() -> bytes:
    """A sheet with two blank rows, a blank column and what such programs write below: a million blank rows."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in [("office", "office"), ("table", "table"), ("text", "text")]
    )

    def cell(kind: str, attribute: str, text: str) -> str:
        value = f' office:{attribute}="{text}"' if attribute else ""
        return f'<table:table-cell office:value-type="{kind}"{value}><text:p>{text}</text:p></table:table-cell>'

    blank = "<table:table-cell/>"
    headings = "".join(cell("string", "", name) for name in ("lead_id", "created_at", "name"))
    record = cell("float", "value", "1001") + cell("date", "date-value", "2026-01-02") + cell("string", "", "Ana")
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        '<office:spreadsheet><table:table table:name="Leads">'
        f'<table:table-row table:number-rows-repeated="2">{blank}</table:table-row>'
        f"<table:table-row>{blank}{headings}</table:table-row><table:table-row>{blank}{record}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return archive(files={"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


class TestArchives:
    def test_every_file_in_it_is_read(self, exports, read):
        exports.write(
            "backup.zip",
            archive(
                files={
                    "leads/Leads_001.csv": LEADS,
                    "leads/Leads_002.csv": LEADS.replace(b"1,", b"3,").replace(b"2,", b"4,").decode().encode("utf-16"),
                    "deals\\deals.csv": DEALS,
                    "accounts.xlsx": book(("Accounts", [["account_id", "name"], ["a", "Acme"]])),
                    "__MACOSX/leads/._Leads_001.csv": b"\0\5\x16\7",
                    ".hidden.csv": b"",
                }
            ),
        )
        reports = read().reports
        assert {name: (report.status, report.rows_kept) for name, report in reports.items()} == {
            "backup.zip/leads/Leads_001.csv": ("read", 2),
            "backup.zip/leads/Leads_002.csv": ("read", 2),
            "backup.zip/deals/deals.csv": ("read", 1),
            "backup.zip/accounts.xlsx": ("read", 1),
        }

    def test_a_file_that_cannot_be_read_keeps_none_of_the_others_back(self, exports, read):
        inner = archive(files={"deals.csv": DEALS})
        files = {"a.pdf": PAGE, "b.zip": inner, "c.csv": inner, "d.csv.gz": gzip.compress(LEADS), "e.xlsx": b"PK\3\4"}
        exports.write("all.zip", archive(files={**files, "f.csv": b"\0\1\2\0\0\0\0\0\0", "leads.csv": LEADS}))
        reports = read().reports
        assert {name for name, report in reports.items() if report.status == "read"} == {"all.zip/leads.csv"}
        assert {name.removeprefix("all.zip/"): report.message.split(".")[0] for name, report in reports.items()} == {
            "a.pdf": "A ",
            "b.zip": "all",
            "c.csv": "all",
            "d.csv.gz": "all",
            "e.xlsx": reports["all.zip/e.xlsx"].message.split(".")[0],
            "f.csv": "The file is not text",
            "leads.csv": "as plain leads",
        }
        assert "archive in an archive" in reports["all.zip/c.csv"].message
        assert "A .pdf file is not read" in reports["all.zip/a.pdf"].message

    @pytest.mark.parametrize("name", ["leads.csv.gz", "leads.csv", "leads.gz"])
    def test_a_packed_file_is_known_by_its_content(self, exports, read, name):
        exports.write(name, gzip.compress(LEADS))
        if name == "leads.gz":
            assert "nameless file" in read().reports[name].message
        else:
            assert read().rows("lead", "name", "source_row") == [("Ana", 2), ("Ben", 3)]

    def test_a_packed_workbook(self, exports, read):
        exports.write("leads.xlsx.gz", gzip.compress(book(("Leads", LEAD_ROWS))))
        assert read().rows("lead", "name") == ["Ana", "Ben"]

    def test_a_locked_archive_says_so(self, exports, read):
        locked = bytearray(archive(files={"leads.csv": LEADS}))
        locked[6] |= 1  # the sign of a locked file, beside it and in the list at the end
        locked[locked.index(b"PK\1\2") + 8] |= 1
        exports.write("leads.zip", bytes(locked))
        assert "password required" in read().reports["leads.zip"].message

    def test_bounds(self, exports, read, monkeypatch):
        monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 10_000)
        monkeypatch.setattr(members_module, "MOST_MEMBERS", 3)
        bomb = b"0" * 5_000_000
        exports.write("bomb.zip", archive(files={"bomb.csv": bomb, "leads.csv": LEADS}))
        exports.write("bomb.csv.gz", gzip.compress(bomb))
        exports.write("many.zip", archive(files={f"{number}.csv": LEADS for number in range(4)}))
        reports = read().reports
        assert "unpacks to more than it may" in reports["bomb.zip"].message
        assert "unpacks to more than it may" in reports["bomb.csv.gz"].message
        assert reports["many.zip"].message == "The archive holds 4 files; 3 are read."

    @pytest.mark.parametrize(
        "name", ["../../out.csv", "/out.csv", "a/..", "x" * 250 + ".csv", "con:|?*.csv", "C:\\a.csv"]
    )
    def test_no_name_leads_out_of_the_folder(self, exports, read, tmp_path, name):
        exports.write("leads.zip", archive(files={name: LEADS}))
        read()
        assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["leads.zip"]

    def test_an_archive_of_nothing(self, exports, read):
        exports.write("leads.zip", archive(files={}))
        assert read().reports["leads.zip"].message == "The archive is empty."

    def test_a_file_of_no_known_kind_is_refused(self, exports, read):
        exports.write("report.pdf", PAGE)
        assert "A .pdf file is not read" in read().reports["report.pdf"].message


PACKED = {
    "leads.xlsx": book(("Leads", LEAD_ROWS)),
    "leads.zip": archive(files={"a/leads.csv": LEADS, "deals.csv": DEALS}),
    "leads.csv.gz": gzip.compress(LEADS * 5),
    "leads.ods": open_document(),
    "leads.csv": gzip.compress(LEADS * 5),
}


def opened(name: str, content: bytes, folder: Path) -> list[Member] | str:
    """What is in a file, or why it is refused."""
    path = folder / name
    path.write_bytes(content)
    try:
        return list(members(name, path, folder))
    except RefusedError as refusal:
        return refusal.message


@pytest.mark.parametrize("name", list(PACKED))
def test_what_breaks_off_is_refused(tmp_path, name):
    """Cut off anywhere, a packed file gives no part of itself."""
    content = PACKED[name]
    # With fewer bytes it cannot be known as packed; a text of those is refused by what it says.
    for end in range(4, len(content) - 1, max(1, len(content) // (60 * TIMES))):
        assert isinstance(opened(name, content[:end], tmp_path), str)


@tries(150)
@given(st.sampled_from(list(PACKED)), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=9))
def test_no_bytes_bring_it_down(tmp_path_factory, name, changes):
    content = bytearray(PACKED[name])
    for place, byte in changes:
        content[int(place * len(content))] = byte
    assert opened(name, bytes(content), tmp_path_factory.mktemp("broken"))
