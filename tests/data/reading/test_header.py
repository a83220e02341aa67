"""The header of a file among titles, other tables and other ways to split it."""

import pytest

from data.reading.header import Recognition, Sample, numbered, recognise
from data.reading.mapping_files import mapping_of
from data.reading.members import Member
from data.reading.refusal import RefusedError
from data.reading.rows import Dialect
from data.reading.tables_in import samples_of


def mapping(name: str, required: str, columns: str = 'lead_id = "Id"', more: str = ""):
    head = f'system = "{name}"\nkind = "leads"\ntitle = "{name} leads"\nsource = "this test"\nverified = true\n'
    body = f'table = "lead"\nextent = "full list"\nrequired = {required}\nkey = ["lead_id"]\n{more}\n'
    return mapping_of(f"{name}.toml", f"{head}{body}[columns]\n{columns}\n")


ONE = mapping("one", '["Id", "Name"]', 'lead_id = "Id"\nname = "Name"\nemail = "Mail"')
TWO = mapping("two", '["Number", "Person"]', 'lead_id = "Number"\nname = "Person"')


def sample(*rows: str, delimiter: str = ",") -> Sample:
    return Sample(Dialect(delimiter), [row.split(",") for row in rows], list(range(1, len(rows) + 1)))


def found(*rows: str, mappings=(ONE, TWO)) -> list[tuple[str, int, int | None]]:
    tables = recognise([sample(*rows)], list(mappings))
    return [(table.mapping.system, table.line, table.ends_before) for table in tables]


def test_the_header_below_titles():
    (table,) = recognise([sample("Leads", "As of today", "Id,Name", "1,Ana")], [ONE, TWO])
    assert (table.line, table.headings, table.titles) == (3, ("Id", "Name"), ("Leads", "As of today"))


def test_the_first_of_equal_headers_counts():
    assert found("Id,Name", "1,Ana", "Id,Name", "2,Ben") == [("one", 1, None)]
    assert found("Id,Name,", "1,Ana", "ID ,*Name") == [("one", 1, None)]


def test_the_header_with_the_most_known_headings_counts():
    assert found("Id,Name,Mail", "1,Ana,a@b")[0][0] == "one"
    three = mapping("three", '["Id", "Name", "Mail", "City"]', 'lead_id = "Id"\nname = "Name"\nemail = "Mail"')
    assert found("Id,Name,Mail,City", mappings=[ONE, three])[0][0] == "three"


def test_two_tables():
    assert found("Id,Name", "1,Ana", "Number,Person", "7,Ben") == [("one", 1, 3), ("two", 3, None)]
    assert found("Number,Person", "7,Ben", "Id,Name,Mail", "1,Ana,x") == [("two", 1, 3), ("one", 3, None)]
    assert found("Id,Name", "1,Ana", "Name,Mail,Id", "Ben,x,2") == [("one", 1, 3), ("one", 3, None)]


def test_a_record_with_the_words_of_headings_is_no_table():
    assert found("Id,Name,Mail,City,Phone", "1,name,id,x,y", "2,Number,x,,") == [("one", 1, None)]


def test_headings_that_a_file_must_not_have():
    strict = mapping("strict", '["Id", "Name"]', more='without = ["Mail"]')
    assert found("Id,Name", mappings=[strict])[0][0] == "strict"
    with pytest.raises(RefusedError):
        found("Id,Name,Mail", mappings=[strict])


def test_the_closest_mapping_is_named():
    close = mapping("close", '["Id", "Name", "Mail"]', 'lead_id = "Id"')
    with pytest.raises(RefusedError, match=r'The closest is close leads \(line 2\), but "Mail" is missing'):
        found("Title", "Id,Name", mappings=[close])
    with pytest.raises(RefusedError, match="The file is empty"):
        recognise([Sample(Dialect(","), [], [])], [ONE])


def test_equal_headings_are_numbered():
    assert numbered(["Id", "Date", "date ", "", "DATE"]) == ["id", "date", "date#2", "", "date#3"]
    table = Recognition(ONE, Dialect(","), 0, 1, ("Id", "Date", "Date"))
    assert (table.position("Date"), table.position("Date#2"), table.position("Day", "Date#3")) == (1, 2, None)


HEADLESS = mapping_of(
    "bare.toml",
    """
    system = "bare"
    kind = "leads"
    title = "bare leads"
    source = "this test"
    verified = true
    table = "lead"
    extent = "full list"
    key = ["lead_id"]
    headless = [
        { heading = "Id", looks_like = '\\d+' },
        { heading = "Day", looks_like = '\\d{4}-\\d\\d-\\d\\d' },
        { heading = "Name", looks_like = '.*' },
    ]

    [columns]
    lead_id = "Id"
    name = "Name"
    """,
)


@pytest.mark.parametrize("line", ["1,2026-01-02,Ana", "1  2026-01-02    Ana", "1\t2026-01-02\tAna"])
def test_a_file_without_headings_is_known_by_its_cells(tmp_path, line):
    path = tmp_path / "bare.csv"
    path.write_text(f"{line}\n" * 3)
    samples, _ = samples_of(Member("bare.csv", path), tmp_path)
    (table,) = recognise(samples, [ONE, HEADLESS])
    assert (table.mapping.system, table.line, table.index, table.headings) == ("bare", 0, -1, ("Id", "Day", "Name"))
    path.write_text(f"{line}\nand more\n")
    with pytest.raises(RefusedError):
        recognise(samples_of(Member("bare.csv", path), tmp_path)[0], [ONE, HEADLESS])


def test_blanks_part_cells_only_where_nothing_else_does(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text("Id , Name , Mail\n1 , Ana , x\n")
    samples, _ = samples_of(Member("leads.csv", path), tmp_path)
    assert recognise(samples, [ONE])[0].dialect.name == "comma"


def test_signs_that_only_some_programs_take_for_line_ends(tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text("All\u2028leads\x85\x0b\nId,Name\n1,Ana\n", encoding="utf-8")
    samples, _ = samples_of(Member("leads.csv", path), tmp_path)
    assert recognise(samples, [ONE])[0].line == 2
