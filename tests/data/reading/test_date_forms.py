"""Dates in the forms that exports write them in, each read back as the day or time that it is."""

import tomllib
from collections import defaultdict
from datetime import date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.date_forms import ENGLISH, WORDS, read_form
from data.reading.dates import (
    EXCEL_DAY,
    UNIX_MILLISECONDS,
    UNIX_SECONDS,
    DateStudy,
    date_sql,
    study_dates,
    timestamp_sql,
)
from data.reading.sql import Parameters

LANGUAGES = tomllib.loads(WORDS.read_text(encoding="utf-8"))


def study_and_read(
    *cells: str | None, order: str | None = None, timezone: str = "UTC", written_in: str = "", days: bool = False
) -> tuple[DateStudy, list[datetime | date | None]]:
    """What a column says about itself, and its cells as times, or as days."""
    with duckdb.connect() as connection:
        connection.execute("create table cells (source_row integer, cell varchar)")
        connection.executemany("insert into cells values (?, ?)", [[row, cell] for row, cell in enumerate(cells, 2)])
        study = study_dates(connection, "cells", "cell")
        order = study.proven or order
        if days:
            sql = date_sql("cell", study, order, timezone, Parameters(), written_in)
        else:
            sql = timestamp_sql("cell", study, order, timezone, written_in, Parameters())
        rows = connection.execute(f"select {sql} from cells order by source_row").fetchall()
    return study, [moment for (moment,) in rows]


def read(*cells: str | None, **arguments) -> list[datetime | date | None]:
    return study_and_read(*cells, **arguments)[1]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-21",
        "2026/11/21",
        "2026.11.21",
        "20261121",
        "21.11.2026",
        "21.11.26",
        "21. 11. 2026",
        "21/11/2026",
        "11/21/2026",
        "11-21-26",
        "Saturday, November 21, 2026",
        "Sat Nov 21, 2026",
        "Nov. 21, 2026",
        "November 21st, 2026",
        "21st of November 2026",
        "21-Nov-26",
        "21-NOV-2026",
        "21NOV2026",
        "21/Nov/2026",
        "2026-Nov-21",
        "Samstag, 21. November 2026",
        "Sa., 21. Nov. 2026",
        "21 de noviembre de 2026",
        "sábado, 21 de nov. de 2026",
        "samedi 21 novembre 2026",
        "sabato 21 novembre 2026",
        "sábado, 21 de novembro de 2026",
        "zaterdag 21 november 2026",
        "lördag 21 november 2026",
        "lørdag 21. november 2026",
        "21. marraskuuta 2026",
        "21 listopada 2026",
        "21. listopadu 2026",
        "2026-11-21T00:00:00",
        "11/21/2026 0:00",
        "2026-11-21T00:00:00.000Z",
        "2026-11-21T01:00:00+01:00",
        "Sat, 21 Nov 2026 01:00:00 +0100",
    ],
)
def test_the_same_day_in_many_forms(cell):
    assert read(cell) == [datetime(2026, 11, 21)]


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("3 Jänner 2026", 1), ("3. Feb. 2026", 2), ("3 März 2026", 3), ("3 maerz 2026", 3), ("3 MAI 2026", 5),
        ("3. Okt. 2026", 10), ("3. Dez. 2026", 12),
        ("3 ene 2026", 1), ("3 de abril de 2026", 4), ("3 ago. 2026", 8), ("3 sept. 2026", 9), ("3 dic 2026", 12),
        ("3 janv. 2026", 1), ("3 févr. 2026", 2), ("3 avr. 2026", 4), ("3 mai 2026", 5), ("3 juin 2026", 6),
        ("3 juil. 2026", 7), ("3 août 2026", 8), ("3 aout 2026", 8), ("3 DÉC. 2026", 12), ("1er mars 2026", 3),
        ("3 gen 2026", 1), ("3 mag 2026", 5), ("3 giugno 2026", 6), ("3 luglio 2026", 7), ("3 set 2026", 9),
        ("3 de fevereiro de 2026", 2), ("3 de out. de 2026", 10), ("3 de dezembro de 2026", 12),
        ("3 mrt. 2026", 3), ("3 mei 2026", 5), ("3 augustus 2026", 8),
        ("3 maj 2026", 5), ("3. juli 2026", 7), ("3 augusti 2026", 8), ("3. des. 2026", 12),
        ("3. tammikuuta 2026", 1), ("3. kesäk. 2026", 6), ("3 syys 2026", 9),
        ("3 stycznia 2026", 1), ("3 paź 2026", 10), ("3 września 2026", 9), ("3 gru 2026", 12),
        ("3. února 2026", 2), ("3. června 2026", 6), ("3. července 2026", 7), ("3 pro 2026", 12),
    ],
)  # fmt: skip
def test_months_in_other_languages(cell, month):
    assert read(cell)[0].month == month


def test_no_word_stands_for_two_months():
    months = defaultdict(set)
    for words in LANGUAGES.values():
        assert len(words["months"]) == 12
        for month, listed in enumerate(words["months"]):
            for word in listed.split():
                months[word].add(month)
    assert {word: found for word, found in months.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Oct 7, 2025 6:55 PM", datetime(2025, 10, 7, 18, 55)),
        ("02/23/26 08:55 PM", datetime(2026, 2, 23, 20, 55)),
        ("23/2/2026 9:15 a.m.", datetime(2026, 2, 23, 9, 15)),
        ("23/2/2026, 9:15:33 p.\u00a0m.", datetime(2026, 2, 23, 21, 15, 33)),
        ("2/23/2026 12:00 AM", datetime(2026, 2, 23)),
        ("2/23/2026 12:30 p.m.", datetime(2026, 2, 23, 12, 30)),
        ("November 21, 2026 at 2:05 PM", datetime(2026, 11, 21, 14, 5)),
        ("21.11.2026 um 14:05 Uhr", datetime(2026, 11, 21, 14, 5)),
        ("21 novembre 2026 à 14:05", datetime(2026, 11, 21, 14, 5)),
        ("21/11/2026 14h05", datetime(2026, 11, 21, 14, 5)),
        ("21.11.2026 klo 14.05", datetime(2026, 11, 21, 14, 5)),
        ("20261121140509", datetime(2026, 11, 21, 14, 5, 9)),
        ("20261121T140509Z", datetime(2026, 11, 21, 14, 5, 9)),
        ("2026-11-21 14:05:09.1234567", datetime(2026, 11, 21, 14, 5, 9, 123456)),
        ("2026-11-21 14:05:09,123", datetime(2026, 11, 21, 14, 5, 9, 123000)),
        ("\u200e21.11.2026\u202f14:05", datetime(2026, 11, 21, 14, 5)),
    ],
)
def test_times_of_day(cell, expected):
    assert read(cell) == [expected]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-06-01T14:00:00Z", datetime(2026, 6, 1, 16)),
        ("2026-06-01 14:00 UTC", datetime(2026, 6, 1, 16)),
        ("2026-06-01 14:00 (UTC)", datetime(2026, 6, 1, 16)),
        ("2026-06-01 14:00 GMT+1", datetime(2026, 6, 1, 15)),
        ("2026-06-01T14:00+02:00[Europe/Paris]", datetime(2026, 6, 1, 14)),
        ("Mon Jun 01 2026 14:00:00 GMT-0430 (Some Time)", datetime(2026, 6, 1, 20, 30)),
        ("2026-06-01T14:00:00+0530", datetime(2026, 6, 1, 10, 30)),
        ("Jun 1, 2026 2:00 PM -04", datetime(2026, 6, 1, 20)),
    ],
)
def test_zones_become_business_time(cell, expected):
    assert read(cell, timezone="Europe/Berlin") == [expected]


def test_cells_with_several_zones_and_with_none():
    cells = (
        "2026-01-05T10:00:00+01:00",
        "2026-07-05T10:00:00+02:00",
        "2026-07-05T10:00:00Z",
        "2026-07-05 10:00",
        "soon",
    )
    expected = [datetime(2026, 1, 5, 10), datetime(2026, 7, 5, 10), datetime(2026, 7, 5, 12), datetime(2026, 7, 5, 10)]
    assert read(*cells, timezone="Europe/Berlin") == [*expected, None]


def test_a_day_is_the_day_of_its_time_in_the_business_zone():
    cells = ("2023-09-08 00:38", "2023-09-08 00:00", "2023-09-08", "2023-09-08T00:00:00Z", "2023-09-08T03:00:00Z")
    days = [date(2023, 9, 7), date(2023, 9, 8), date(2023, 9, 8), date(2023, 9, 8), date(2023, 9, 7)]
    assert read(*cells, timezone="America/New_York", written_in="UTC", days=True) == days


def test_different_forms_in_one_column():
    cells = ("2024-07-08 14:56:28", "Oct 7, 2025 6:55 PM", "3/4/2026 0:00", "02/23/26 08:55 PM", "2026-02-24T00:00:00")
    study, found = study_and_read(*cells)
    assert study.proven == "month first"
    assert (study.month_first.row, study.month_first.cell) == (5, "02/23/26 08:55 PM")
    assert found == [
        datetime(2024, 7, 8, 14, 56, 28),
        datetime(2025, 10, 7, 18, 55),
        datetime(2026, 3, 4),
        datetime(2026, 2, 23, 20, 55),
        datetime(2026, 2, 24),
    ]


def test_two_and_four_digits_of_the_year_do_not_mix():
    assert read("1/2/13", "1/2/2013", "1/25/13") == [datetime(2013, 1, 2)] * 2 + [datetime(2013, 1, 25)]


@pytest.mark.parametrize(
    "cell",
    [
        "31.02.2026",
        "2026-13-01",
        "2026-06-01 25:00",
        "13:05",
        "15 Foo 2026",
        "32 May 2026",
        "126-01-02",
        "Nov-26",
        "2026",
    ],
)
def test_what_is_no_date(cell):
    study, found = study_and_read(cell, "2026-06-01")
    assert found == [None, datetime(2026, 6, 1)]
    assert study.blanks == {}


@pytest.mark.parametrize(
    "cell",
    [
        "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00.00.0000", "0", "1/0/1900", "00.01.1900",
        "0001-01-01T00:00:00", "1/1/0001 12:00:00 AM", "-", "—", "n/a", "NULL", "#N/A",
    ],
)  # fmt: skip
def test_a_date_that_stands_for_none_is_blank(cell):
    study, found = study_and_read(cell, "2026-06-01", cell, None)
    assert found == [None, datetime(2026, 6, 1), None, None]
    assert (study.blanks, study.strangers) == ({cell: 2}, 0)


@pytest.mark.parametrize(
    ("cells", "clock", "expected"),
    [
        (["45620", "45620.5"], EXCEL_DAY, [datetime(2024, 11, 24), datetime(2024, 11, 24, 12)]),
        (["45620,54166666667"], EXCEL_DAY, [datetime(2024, 11, 24, 13)]),
        (["29221", "65745"], EXCEL_DAY, [datetime(1980, 1, 1), datetime(2079, 12, 31)]),
        (["45620", "0", None], EXCEL_DAY, [datetime(2024, 11, 24), None, None]),
        (["1764000000"], UNIX_SECONDS, [datetime(2025, 11, 24, 16)]),
        (["1764000000123"], UNIX_MILLISECONDS, [datetime(2025, 11, 24, 16, 0, 0, 123000)]),
    ],
)
def test_cells_that_count_from_a_fixed_day(cells, clock, expected):
    study, found = study_and_read(*cells)
    assert (study.clock, found) == (clock, expected)


@pytest.mark.parametrize("other", ["29220", "65746", "20261121", "2026-11-21", "soon", "456"])
def test_a_count_is_believed_only_where_the_whole_column_fits(other):
    study, found = study_and_read("45620", other)
    assert (study.clock, found[0]) == ("", None)


def test_seconds_since_1970_are_utc():
    assert read("1764000000", timezone="Europe/Berlin") == [datetime(2025, 11, 24, 17)]
    assert read("1764028800", timezone="Europe/Berlin", days=True) == [date(2025, 11, 25)]


def test_days_of_excel_are_business_time_unless_the_vendor_writes_another_zone():
    assert read("45620.5", timezone="Europe/Berlin") == [datetime(2024, 11, 24, 12)]
    assert read("45620.5", timezone="Europe/Berlin", written_in="UTC") == [datetime(2024, 11, 24, 13)]
    assert read("45620", timezone="Europe/Berlin", written_in="UTC") == [datetime(2024, 11, 24)]


@st.composite
def written(draw, moment: datetime, order: str) -> tuple[str, datetime]:
    """A time in some form, and as much of it as the form tells."""
    first, second = (moment.day, moment.month) if order == "day first" else (moment.month, moment.day)
    language = draw(st.sampled_from(sorted(LANGUAGES)))
    month = draw(st.sampled_from(LANGUAGES[language]["months"][moment.month - 1].split()))
    month = draw(st.sampled_from([month, month.capitalize(), month.upper(), f"{month}."]))
    weekday = draw(st.sampled_from(["", f"{draw(st.sampled_from(LANGUAGES[language]['weekdays'].split()))}, "]))
    english = ENGLISH[moment.month - 1]
    year = moment.year
    day = draw(
        st.sampled_from(
            [
                f"{first}/{second}/{year}", f"{first:02}/{second:02}/{year}", f"{first}-{second}-{year % 100:02}",
                f"{moment:%Y-%m-%d}", f"{moment:%d.%m.%Y}", f"{moment:%Y%m%d}",
                f"{moment.day}-{english}-{year % 100:02}",
                f"{weekday}{moment.day} {month} {year}", f"{weekday}{moment.day}. {month} {year}",
                f"{moment.day} de {month} de {year}", f"{weekday}{month} {moment.day}, {year}",
            ]
        )
    )  # fmt: skip
    clock = draw(st.sampled_from(["", " %H:%M", " %H:%M:%S", " %I:%M %p", ", %I:%M:%S %p"]))
    told = moment.replace(second=0 if "%S" not in clock else moment.second)
    if not clock:
        told = told.replace(hour=0, minute=0)
    if "%p" in clock:
        half = draw(st.sampled_from(["AM PM", "am pm", "a.m. p.m."])).split()[moment.hour >= 12]
        clock = clock.replace("%p", half)
    return day + moment.strftime(clock), told


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(["day first", "month first"]))
def test_known_times_in_any_forms_come_back(data, order):
    moments = data.draw(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)), min_size=1, max_size=6))
    pairs = [data.draw(written(moment.replace(microsecond=0), order)) for moment in moments]
    study, found = study_and_read(*(cell for cell, _ in pairs), order=order)
    assert study.proven in (None, order)
    assert found == [told for _, told in pairs], pairs


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)), min_size=1, max_size=6),
    st.lists(st.integers(-12 * 4, 14 * 4), min_size=6, max_size=6),
    st.sampled_from(
        ["{sign}{hours:02}:{minutes:02}", "{sign}{hours:02}{minutes:02}", " GMT{sign}{hours:02}{minutes:02}"]
    ),
)
def test_offsets_of_any_kind_come_back_in_utc(moments, quarters, form):
    cells, expected = [], []
    for moment, quarter in zip(moments, quarters, strict=False):
        moment = moment.replace(microsecond=0)
        sign, minutes = "-" if quarter < 0 else "+", abs(quarter) * 15
        offset = form.format(sign=sign, hours=minutes // 60, minutes=minutes % 60)
        cells.append(f"{moment:%Y-%m-%dT%H:%M:%S}{offset}")
        expected.append(moment - timedelta(minutes=quarter * 15))
    assert read(*cells) == expected


@pytest.mark.parametrize("shape", ["", "x", "99:99", "9999", "9 9", "Foo 9, 9999", "99/99", "99.99.9999 soon", "May"])
def test_a_shape_that_is_no_date(shape):
    assert read_form(shape) is None
