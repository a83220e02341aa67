"""The decimal mark is decided for a column; amounts stay exact."""

from decimal import Decimal

import pytest


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
