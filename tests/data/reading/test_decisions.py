"""What is decided for a column is asked of its own cells, then of its neighbours, the mapping and the settings."""

import pytest

from data.reading.dates import DateStudy, Evidence
from data.reading.decide import Fallbacks, Place, decide_date_order, decide_mark
from data.reading.numbers import NumberStudy
from data.reading.refusal import RefusedError

HERE = Place("deals.csv", "crm", "Close")
BESIDE = Place("deals.csv", "crm", "Made")
ELSEWHERE = Place("leads.csv", "crm", "Made")
FOREIGN = Place("bank.csv", "bank", "Day")
NOTHING_KNOWN = Fallbacks("", "", "the CRM")

EITHER = DateStudy(ambiguous=Evidence(2, "3/4/2026"))
DAY_FIRST = DateStudy(day_first=Evidence(7, "13/4/2026"))
MONTH_FIRST = DateStudy(month_first=Evidence(9, "4/13/2026"))
LONE = NumberStudy(lone_point=Evidence(2, "1.000"))
POINT = NumberStudy(point=Evidence(3, "2.50"))
COMMA = NumberStudy(comma=Evidence(4, "2,50"))


@pytest.mark.parametrize(
    ("others", "fallbacks", "value", "proof"),
    [
        ([(BESIDE, DAY_FIRST)], Fallbacks("month first", "month first", "x"), "day first",
         'as "Made" in deals.csv, line 7: "13/4/2026"'),
        ([(ELSEWHERE, MONTH_FIRST), (BESIDE, DAY_FIRST)], NOTHING_KNOWN, "day first",
         'as "Made" in deals.csv, line 7: "13/4/2026"'),
        ([(ELSEWHERE, MONTH_FIRST)], NOTHING_KNOWN, "month first", 'as "Made" in leads.csv, line 9: "4/13/2026"'),
        ([(FOREIGN, DAY_FIRST)], Fallbacks("month first", "day first", "the CRM"), "month first",
         "the CRM always writes it so"),
        ([(BESIDE, DAY_FIRST), (BESIDE, MONTH_FIRST)], Fallbacks("", "day first", "x"), "day first",
         "date_order in settings.toml"),
    ],
)  # fmt: skip
def test_the_order_of_a_column_that_could_be_either(others, fallbacks, value, proof):
    decision = decide_date_order(HERE, EITHER, others, fallbacks)
    assert (decision.value, decision.proof, decision.is_own_proof) == (value, proof, False)


def test_its_own_cell_beats_everything_around_it():
    decision = decide_date_order(HERE, DAY_FIRST, [(BESIDE, MONTH_FIRST)], Fallbacks("month first", "month first", "x"))
    assert (decision.value, decision.is_own_proof) == ("day first", True)
    assert decision.proof == 'line 7: "13/4/2026" can only be day first'


def test_where_nothing_settles_it_the_file_asks_with_the_cell():
    with pytest.raises(RefusedError) as asked:
        decide_date_order(HERE, EITHER, [(FOREIGN, DAY_FIRST)], NOTHING_KNOWN)
    refusal = asked.value
    assert (refusal.code, refusal.row, refusal.heading, refusal.cell) == ("date order unknown", 2, "Close", "3/4/2026")
    with pytest.raises(RefusedError) as asked:
        decide_mark(HERE, LONE, [], NOTHING_KNOWN)
    refusal = asked.value
    assert (refusal.code, refusal.row, refusal.heading, refusal.cell) == ("decimal mark unknown", 2, "Close", "1.000")


def test_two_proofs_against_each_other_name_the_later_line():
    both = DateStudy(day_first=Evidence(7, "13/4/2026"), month_first=Evidence(9, "4/13/2026"))
    with pytest.raises(RefusedError, match='line 7 "13/4/2026" can only be day first, line 9') as asked:
        decide_date_order(HERE, both, [], NOTHING_KNOWN)
    assert (asked.value.row, asked.value.cell) == (9, "4/13/2026")


@pytest.mark.parametrize(
    ("study", "others", "fallbacks", "value"),
    [
        (COMMA, [(BESIDE, POINT)], NOTHING_KNOWN, ","),
        (LONE, [(BESIDE, COMMA)], Fallbacks("", ".", "x"), ","),
        (LONE, [(FOREIGN, COMMA)], Fallbacks(".", ",", "x"), "."),
        (NumberStudy(lone_comma=Evidence(2, "1,000")), [], NOTHING_KNOWN, "."),
        (NumberStudy(), [], NOTHING_KNOWN, None),
    ],
)
def test_the_mark_of_a_column(study, others, fallbacks, value):
    assert decide_mark(HERE, study, others, fallbacks).value == value


def test_many_files_lean_on_the_one_that_has_a_proof(exports, read):
    for number in range(5):
        exports.write(f"leads_{number}.csv", f"lead_id,created_at\n{number},3/4/2026\n")
    exports.write("deals.csv", "deal_id,stage,close_on\n1,Open,4/25/2026\n")
    reports = read().reports
    assert {report.date_order for report in reports.values()} == {"month first"}
    assert {report.status for report in reports.values()} == {"read"}
