"""The decimal mark is decided for a column; amounts stay exact."""

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.currencies import currency_code
from data.reading.numbers import NumberStudy, lost_decimals, number_sql, study_numbers
from data.reading.sql import Parameters


def invoices(*totals: str) -> str:
    return "invoice_id,issued_on,total\n" + "".join(
        f'{number},2026-06-01,"{total}"\n' for number, total in enumerate(totals, start=1)
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1,000"], ["1000.00"]),  # a lone comma before three digits marks thousands
        (["1,000", "0,5"], ["1.00", "0.50"]),  # unless another cell proves a decimal comma
        (["1.000", "2.50"], ["1.00", "2.50"]),
        (["1.000", "1.000.000"], ["1000.00", "1000000.00"]),
        (["10 237,65"], ["10237.65"]),
        (["1'234.50"], ["1234.50"]),
        (["1,00,000.00"], ["100000.00"]),
        (["0.500"], ["0.50"]),
        ([".5", "5."], ["0.50", "5.00"]),
        (["7", "-7", "+7", "−7"], ["7.00", "-7.00", "7.00", "-7.00"]),
        (["1.005", "2.344", "1.50"], ["1.01", "2.34", "1.50"]),
        (["-1.0051"], ["-1.01"]),
        (["9999999999999999.99"], ["9999999999999999.99"]),
    ],
)
def test_amounts(exports, read, cells, expected):
    exports.write("invoices.csv", invoices(*cells))
    assert read().rows("invoice", "total") == [Decimal(total) for total in expected]


@pytest.mark.parametrize(
    "cell", ["1.2.3,4.5", "12,34,5.00", "1.2e3", "$", "5,-", "--5", "5%5", "10000000000000000.00", "(5"]
)
def test_what_is_no_amount_is_rejected(exports, read, cell):
    exports.write("invoices.csv", invoices("1.25", cell))
    result = read()
    assert result.rows("invoice", "total") == [Decimal("1.25")]
    assert result.issues("rejected") == [("invoices.csv", 3, "not an amount of money")]


def test_more_than_two_decimals_are_noted(exports, read):
    exports.write("invoices.csv", invoices("1.0049", "2.50"))
    result = read()
    assert result.issues("note") == [("invoices.csv", None, "rounded")]


def test_another_column_settles_the_mark(exports, read):
    exports.write("invoices.csv", 'invoice_id,total,balance\n1,1.000,"0,50"\n')
    assert read().rows("invoice", "total", "balance") == [(Decimal(1000), Decimal("0.50"))]


def test_the_dollar_is_the_reporting_currency_if_that_is_a_dollar(exports, read):
    exports.settings('currency = "CAD"')
    exports.write("invoices.csv", invoices("$5.00", "£5.00", "5.00"))
    assert read().rows("invoice", "currency") == ["CAD", "GBP", None]


def test_a_currency_column_is_not_overruled_by_signs(exports, read):
    exports.write("invoices.csv", "invoice_id,total,currency\n1,$5.00,EUR\n2,$5.00,\n")
    assert read().rows("invoice", "currency") == ["EUR", None]


def test_shares_and_percentages(exports, read):
    exports.write("deals.csv", "deal_id,stage,probability\n1,Open,0.4\n2,Open,40%\n3,Open,12.5%\n")
    assert read().rows("deal", "probability") == [Decimal("0.4"), Decimal("0.4"), Decimal("0.125")]


def test_a_column_of_percent_without_the_sign(exports, read):
    exports.write(
        "Opportunity.csv",
        "Id,Name,StageName,CloseDate,OwnerId,Probability\n1,a,b,2026-06-01,c,40\n2,a,b,2026-06-01,c,5\n",
    )
    assert read().rows("deal", "probability") == [Decimal("0.4"), Decimal("0.05")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1", True), ("0", False), ("TRUE", True), ("false", False), ("Yes", True), ("no", False), ("", None)],
)
def test_yes_and_no(exports, read, cell, expected):
    exports.write("deals.csv", f"deal_id,stage,is_won\n1,Open,{cell}\n")
    assert read().rows("deal", "is_won") == [expected]


def study_and_read(
    *cells: str | None, mark: str | None = None, sql_type: str = "decimal(18,2)", bank: bool = False
) -> tuple[NumberStudy, list[Decimal | None]]:
    """What a column says about itself, and its cells as numbers."""
    with duckdb.connect() as connection:
        connection.execute("create table cells (source_row integer, cell varchar)")
        connection.executemany("insert into cells values (?, ?)", [[row, cell] for row, cell in enumerate(cells, 2)])
        study = study_numbers(connection, "cells", "cell")
        sql = number_sql("cell", study, study.proven or mark, sql_type, False, Parameters(), bank=bank)
        rows = connection.execute(f"select {sql} from cells order by source_row").fetchall()
    return study, [number for (number,) in rows]


@pytest.mark.parametrize(
    ("cell", "expected", "currency"),
    [
        ("$1,234.50", "1234.50", "$"),
        ("-$1,234.50", "-1234.50", "$"),
        ("$-1,234.50", "-1234.50", "$"),
        ("$(1,234.50)", "-1234.50", "$"),
        ("($1,234.50)", "-1234.50", "$"),
        ("(1,234.50)", "-1234.50", None),
        ("1,234.50-", "-1234.50", None),
        ("\u22121,234.50", "-1234.50", None),
        ("\u20131,234.50", "-1234.50", None),
        ("'-500,00", "-500.00", None),
        ("USD 1,234.50", "1234.50", "USD"),
        ("usd 5.10", "5.10", "USD"),
        ("1.234,50 €", "1234.50", "€"),
        ("€1.234,50-", "-1234.50", "€"),
        ("1\u202f234,50 zł", "1234.50", "zł"),
        ("1 234,50 Kč", "1234.50", "Kč"),
        ("kr 1.234,50", "1234.50", "kr"),
        ("CHF 1'234.50", "1234.50", "CHF"),
        ("1’234.50 Fr.", "1234.50", "Fr."),
        ("R$ 1.234,56", "1234.56", "R$"),
        ("NZ$5.10", "5.10", "NZ$"),
        ("₹1,23,456.00", "123456.00", "₹"),
        ("Rs. 1,23,456.00", "123456.00", "Rs."),
        ("Rs.500", "500.00", "Rs."),
        ("£\u00a05.00", "5.00", "£"),
        ("5 MXN", "5.00", "MXN"),
        ("$342.09K", "342090.00", "$"),
        ("1.2M", "1200000.00", None),
        ("2 bn", "2000000000.00", None),
        ("(1.5k)", "-1500.00", None),
        ("0.001K", "1.00", None),
        ("1E+05", "100000.00", None),
        ("5e6", "5000000.00", None),
        ("100%%", "1.00", None),
        ("50 %", "0.50", None),
        ("$ -", "0.00", "zero"),
        ("- €", "0.00", "zero"),
        ("\u200e-5.00", "-5.00", None),
        ("1,00,00,000", "10000000.00", None),
        ("12 345 678,90", "12345678.90", None),
    ],
)
def test_one_amount(cell, expected, currency):
    study, found = study_and_read(cell)
    assert found == [Decimal(expected)]
    assert list(study.currencies.values()) == ([currency] if currency not in (None, "zero") else [])
    assert study.zeros == ({cell: 1} if currency == "zero" else {})


@pytest.mark.parametrize(
    "cell",
    [
        "4.87E+18", "1.2e3", "1,5e3", "5,-", "5,--", "XYZ 5.10", "1 2.50", "1,23,45.00", "1,234,56.00", "12.05.2026",
        "-(5)", "(-5)", "-5-", "5 K K", "$", "five", "5 apples", "5.00 DR", "5.00 CR", "1.5E", "0x10", "∞", "1_000",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_left_out_and_harms_no_other(cell):
    study, found = study_and_read("1.25", cell)
    assert found == [Decimal("1.25"), None]
    assert (study.proven, study.blanks) == (".", {})


@pytest.mark.parametrize("cell", ["-", "—", "–", "--", "n/a", "N/A", "#N/A", "NULL", "None", "nan"])
def test_a_mark_for_nothing_is_blank(cell):
    study, found = study_and_read("1.25", cell, cell, None)
    assert found == [Decimal("1.25"), None, None, None]
    assert (study.blanks, study.strangers) == ({cell: 2}, 0)


def test_a_mark_for_nothing_is_noted_and_its_row_is_kept(exports, read):
    exports.write("invoices.csv", invoices("1.25", "-", "$ -"))
    result = read()
    assert result.rows("invoice", "total") == [Decimal("1.25"), None, Decimal(0)]
    assert result.issues("rejected", "note") == [
        ("invoices.csv", None, "blank mark"),
        ("invoices.csv", None, "zero mark"),
    ]
    assert 'invoices.csv: "total": "-" read as blank (1 cell).' in result.messages()


def test_credit_and_debit_count_in_a_bank_only():
    cells = ("1,500.00 CR", "250.50 Dr", "10.00")
    assert study_and_read(*cells, bank=True)[1] == [Decimal("1500.00"), Decimal("-250.50"), Decimal("10.00")]
    assert study_and_read(*cells)[1] == [None, None, Decimal("10.00")]


def test_thousands_and_millions_stay_exact_beside_other_amounts():
    cells = ("$342.09K", "1.000001M", "7", "0.1K", "9.99", "-2B", "50%")
    expected = ["342090", "1000001", "7", "100", "9.99", "-2000000000", "0.5"]
    study, found = study_and_read(*cells)
    assert found == [Decimal(amount) for amount in expected]
    assert lost_decimals(study, ".", 2) == 0


@pytest.mark.parametrize(
    ("sign", "reporting", "code"),
    [
        ("$", "", "USD"), ("$", "CAD", "CAD"), ("$", "EUR", "USD"), ("kr", "NOK", "NOK"), ("kr", "EUR", "kr"),
        ("£", "", "GBP"), ("¥", "CNY", "CNY"), ("Rs", "PKR", "PKR"), ("zł", "USD", "PLN"), ("EUR", "USD", "EUR"),
        ("TT$", "USD", "TT$"),
    ],
)  # fmt: skip
def test_a_sign_of_several_currencies_is_the_boards_own(sign, reporting, code):
    assert currency_code(sign, reporting) == code


DRESSES = ("{}", "${}", "{} €", "EUR {}", "{} zł", "kr {}", "\u00a3\u00a0{}")
NEGATIVES = ("-{}", "{}-", "({})", "\u2212{}")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.decimals(0, 10**11, places=2), min_size=1, max_size=8),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u00a0", ","), ("’", "."), ("", "."), ("", ",")]),
    st.lists(st.tuples(st.sampled_from(DRESSES), st.sampled_from(("{}", *NEGATIVES))), min_size=8, max_size=8),
)
def test_known_amounts_in_any_dress_come_back(amounts, marks, dresses):
    thousands, mark = marks
    cells, expected = [], []
    for amount, (dress, sign) in zip(amounts, dresses, strict=False):
        text = f"{amount:,.2f}".translate(str.maketrans({",": thousands, ".": mark}))
        cells.append(sign.format(dress.format(text)))
        expected.append(amount if sign == "{}" else -amount)
    study, found = study_and_read(*cells)
    assert study.proven == mark
    assert found == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
    st.lists(st.sampled_from(["3", "2"]), min_size=6, max_size=6),
)
def test_thousands_and_lakhs_come_back(amounts, groupings):
    def grouped(amount: int, size: int) -> str:
        head, tail = f"{amount}"[:-3], f"{amount}"[-3:]
        groups = []
        while head:
            groups.insert(0, head[-size:])
            head = head[:-size]
        return ",".join([*groups, tail])

    cells = [f"{grouped(amount, int(size))}.00" for amount, size in zip(amounts, groupings, strict=False)]
    assert study_and_read(*cells)[1] == [Decimal(amount) for amount in amounts]
