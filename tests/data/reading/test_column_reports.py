"""Each column tells what was decided for it, by what proof, how many cells it has, and how they were read."""

import json

import duckdb
import pytest

from data.reading.tables_out import write_tables


def columns(report) -> dict:
    return {column.column: column for column in report.columns}


DEALS = (
    "deal_id,stage,amount,close_on,created_at\n"
    '1,Open,"$1,000.50",4/25/2026,2026-01-02T10:00:00Z\n'
    "2,Open,-,5/1/2026,\n"
    "3,Won,$1.2K,00/00/0000,2026-01-02T10:00:00Z\n"
    "4,Won,about,5/2/2026,2026-01-05T10:00:00Z\n"
)


def test_what_was_decided_and_why(exports, read):
    exports.settings('timezone = "Europe/Berlin"')
    exports.write("deals.csv", DEALS)
    found = columns(read().reports["deals.csv"])
    assert {name: (column.decided, column.proof) for name, column in found.items() if column.decided} == {
        "amount": (
            'decimal point, USD, K is thousands, "-" read as blank (1 cell)',
            'line 2: "$1,000.50" can only have a decimal point; line 4: "$1.2K"',
        ),
        "close_on": (
            'month first, "00/00/0000" read as blank (1 cell)',
            'line 2: "4/25/2026" can only be month first',
        ),
        "created_at": ("UTC to Europe/Berlin", 'line 2: "2026-01-02T10:00:00Z"'),
    }
    assert (found["stage"].table, found["stage"].heading, found["stage"].proof) == ("deal", "stage", "")


def test_counts_and_examples(exports, read):
    exports.settings('timezone = "Europe/Berlin"')
    exports.write("deals.csv", DEALS)
    found = columns(read().reports["deals.csv"])
    assert {name: (column.filled, column.blank) for name, column in found.items() if name != "currency"} == {
        "deal_id": (4, 0),
        "stage": (4, 0),
        "amount": (3, 1),
        "close_on": (3, 1),
        "created_at": (3, 1),
    }
    assert found["amount"].examples == (("$1,000.50", "1000.50"), ("$1.2K", "1200.00"))
    assert found["close_on"].examples == (
        ("4/25/2026", "2026-04-25"),
        ("5/1/2026", "2026-05-01"),
        ("5/2/2026", "2026-05-02"),
    )
    assert found["created_at"].examples == (
        ("2026-01-02T10:00:00Z", "2026-01-02 11:00:00"),
        ("2026-01-05T10:00:00Z", "2026-01-05 11:00:00"),
    )
    assert found["stage"].examples == (("Open", "Open"), ("Won", "Won"))


def test_a_column_that_begins_blank_has_examples_too(exports, read):
    rows = "".join(f"{number},Open,\n" for number in range(300)) + "300,Open,7.25\n"
    exports.write("deals.csv", f"deal_id,stage,amount\n{rows}")
    amount = columns(read().reports["deals.csv"])["amount"]
    assert (amount.filled, amount.blank, amount.examples) == (1, 300, (("7.25", "7.25"),))


@pytest.mark.parametrize(
    ("cells", "decided", "proof"),
    [
        (["46000.5", "46001"], "Excel serial day", 'line 2: "46000.5", and every cell fits'),
        (["21. März 2026", "3. Okt. 2026"], "months in German", 'line 2: "21. März 2026"'),
        (["2026-06-01", "2026-06-02"], "", ""),
        (["2026-06-01T10:00:00+02:00", "2026-06-01T10:00:00-04:00"], "+02:00 and -04:00 to UTC",
         'line 2: "2026-06-01T10:00:00+02:00"'),
    ],
)  # fmt: skip
def test_decisions_of_dates(exports, read, cells, decided, proof):
    exports.write("leads.csv", "lead_id,created_at\n" + "".join(f"{n},{cell}\n" for n, cell in enumerate(cells)))
    made = columns(read().reports["leads.csv"])["created_at"]
    assert (made.decided, made.proof) == (decided, proof)


def test_a_column_that_leans_on_another_says_on_which(exports, read):
    exports.write("leads.csv", "lead_id,created_at,converted_at\n1,3/4/2026,13/4/2026\n")
    found = columns(read().reports["leads.csv"])
    assert found["created_at"].proof == 'as "converted_at" in leads.csv, line 2: "13/4/2026"'


def test_what_is_written_for_later(exports, read, tmp_path):
    exports.write("deals.csv", DEALS)
    result = read()
    write_tables(result.reading, tmp_path)
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select table_name, heading, decided, filled, blank, examples from read_parquet($path) "
            "where file_name = 'deals.csv' and column_name = 'close_on'",
            {"path": str(tmp_path / "import_column.parquet")},
        ).fetchall()
        not_data = connection.execute(
            "select rows_not_data from read_parquet($path)", {"path": str(tmp_path / "import_file.parquet")}
        ).fetchall()
    ((*told, examples),) = rows
    assert told == ["deal", "close_on", 'month first, "00/00/0000" read as blank (1 cell)', 3, 1]
    assert json.loads(examples)[0] == ["4/25/2026", "2026-04-25"]
    assert not_data == [(0,)]
