"""Dates and times: every form a column has, the order of day and month, and the SQL that turns text into times."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from data.reading.date_forms import ODD_SPACES, UNSEEN, Form, month_in_english, plain, read_form
from data.reading.shapes import Shape, fits_sql, shape_of_text, shapes
from data.reading.sql import Parameters, literal, quoted, run
from data.reading.values import is_nothing, without_sql

ORDERS = ("day first", "month first")
EXCEL_DAY, UNIX_SECONDS, UNIX_MILLISECONDS = "Excel serial day", "Unix seconds", "Unix milliseconds"

# What counts from a fixed day is believed where a whole column fits, from 1980 to 2079.
_CLOCKS = {
    EXCEL_DAY: (re.compile(r"9{5}([.,]9+)?"), 29221, 65746),
    UNIX_SECONDS: (re.compile(r"9{10}(\.9+)?"), 315532800, 3471292800),
    UNIX_MILLISECONDS: (re.compile(r"9{13}"), 315532800000, 3471292800000),
}
_DAY_IN_CELL = "[0-9]{1,2}[/-][0-9]{1,2}[/-]([0-9]{4}|[0-9]{2})(,|T.*)?"
# All zeros, the first day of the year 1, and the day 0 of Excel: what programs write for no date.
_FIRST_OF_YEAR_1 = "0001[-/.]0?1[-/.]0?1|0?1[-/.]0?1[-/.]0001"
_DAY_0_OF_EXCEL = "0?0[-/.]0?1[-/.](19)?00|0?1[-/.]0?0[-/.](19)?00"
_ZERO_DATE = f"0[-/.:,0 TZ+]*|({_FIRST_OF_YEAR_1}|{_DAY_0_OF_EXCEL})([ T,].*)?"
_AFTER_ZERO_DATES = "1/2"  # in the order of text, no such date stands behind it


@dataclass(frozen=True)
class Evidence:
    row: int
    cell: str


@dataclass
class DateStudy:
    """What a column of dates says about itself."""

    forms: list[Form] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)  # of the cells that have one of the forms
    strangers: int = 0  # cells that are no date at all
    blanks: dict[str, int] = field(default_factory=dict)  # cells that stand for no date, and how often
    zones: dict[str, int] = field(default_factory=dict)  # zones as they are written, and their minutes from UTC
    zone: Evidence | None = None
    other_month: Evidence | None = None  # the first cell with a word for a month that is not English
    clock: str = ""  # EXCEL_DAY and the like, where the cells count from a fixed day
    counted: Evidence | None = None
    has_odd_spaces: bool = False
    day_first: Evidence | None = None
    month_first: Evidence | None = None
    ambiguous: Evidence | None = None  # a numeric date that could be either

    @property
    def proven(self) -> str | None:
        if self.day_first and self.month_first:
            return None
        return "day first" if self.day_first else "month first" if self.month_first else None

    @property
    def has_times(self) -> bool:
        """True where some cell tells a time of day without a zone."""
        is_day_count = self.clock == EXCEL_DAY and any(len(shape) > 5 for shape in self.shapes)
        return is_day_count or any(form.has_time and not form.zone for form in self.forms)

    @property
    def is_zoned(self) -> bool:
        """True where the cells themselves tell their zone; what counts seconds counts them in UTC."""
        return bool(self.zones) or self.clock in (UNIX_SECONDS, UNIX_MILLISECONDS)

    @property
    def weekdays(self) -> list[str]:
        """What stands in front of days, the longer before those that begin like them."""
        return sorted({form.weekday for form in self.forms} - {""}, key=lambda text: (-len(text), text))

    @property
    def has_other_months(self) -> bool:
        """True where some word for a month is none that strptime knows; then all of them are replaced."""
        return self.other_month is not None

    @property
    def replaced(self) -> list[tuple[str, str]]:
        """What is replaced in the cells before strptime reads them, longer words before those within them."""
        pairs = {form.half: form.half[0].upper() + "M" for form in self.forms if form.half}
        if self.has_other_months:
            pairs |= {form.month: month_in_english(form.month) for form in self.forms if form.month}
        return sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def study_dates(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> DateStudy:
    """Reads the forms of a column of text, and the cells that settle the order of day and month."""
    found = shapes(connection, table, column)
    study = DateStudy()
    if not found:
        return study
    study.blanks = _blanks(connection, table, column, found)
    found = _without(found, study.blanks)
    if _is_clock(connection, table, column, found, study):
        return study
    for shape in found:
        _add(study, shape)
    _drop_misread(study)
    if any(form.is_numeric for form in study.forms):
        _find_evidence(connection, table, column, study)
    if study.zone is not None:
        _find_zones(connection, table, column, study)
    return study


def _blanks(connection: duckdb.DuckDBPyConnection, table: str, column: str, found: list[Shape]) -> dict[str, int]:
    blanks = {shape.text: shape.count for shape in found if is_nothing(shape.text)}
    cell = quoted(column)
    zeros = run(
        connection,
        f"select {cell}, count(*) from {quoted(table)} where {cell} >= '0' and {cell} < '{_AFTER_ZERO_DATES}' "
        f"and regexp_full_match({cell}, {literal(_ZERO_DATE)}) group by {cell}",
    )
    return blanks | dict(zeros)


def _without(found: list[Shape], blanks: dict[str, int]) -> list[Shape]:
    """The shapes that cells have which are not blank."""
    blank = Counter[str]()
    for cell, count in blanks.items():
        blank[shape_of_text(cell)] += count
    counted = Counter[str]()
    for shape in found:
        counted[shape.text] += shape.count
    return [shape for shape in found if counted[shape.text] > blank[shape.text]]


def _is_clock(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, found: list[Shape], study: DateStudy
) -> bool:
    """True for a column of numbers that count days or seconds."""
    for clock, (form, first, last) in _CLOCKS.items():
        if not found or not all(form.fullmatch(shape.text) for shape in found):
            continue
        number = f"try_cast(replace({without_sql(quoted(column), study.blanks)}, ',', '.') as double)"
        ((least, most),) = run(connection, f"select min({number}), max({number}) from {quoted(table)}")
        if first <= least and most < last:
            study.clock, study.shapes = clock, [shape.text for shape in found]
            study.counted = Evidence(found[0].row, found[0].example)
            return True
    return False


def _add(study: DateStudy, shape: Shape) -> None:
    form = read_form(shape.text)
    if form is None:
        study.strangers += shape.count
        return
    study.shapes.append(shape.text)
    study.has_odd_spaces |= plain(shape.text) != shape.text
    evidence = Evidence(shape.row, shape.example)
    if form.zone:
        study.zone = study.zone or evidence
    if form.month and not form.is_month_in_english:
        study.other_month = study.other_month or evidence
    if form not in study.forms:
        study.forms.append(form)


def _drop_misread(study: DateStudy) -> None:
    """Words are replaced in whole columns, and could stand within other words; a cell that this harms is no date."""
    harmed = {text for text in study.shapes if not _stays_whole(text, study)} if study.replaced else set()
    if harmed:
        study.shapes = [text for text in study.shapes if text not in harmed]
        study.strangers += len(harmed)


def _stays_whole(shape: str, study: DateStudy) -> bool:
    """True where a cell of this shape has its own words replaced and no other."""
    form = read_form(shape)
    if form is None:
        return False
    together = alone = plain(shape).removeprefix(form.weekday)
    for word, given in study.replaced:
        together = together.replace(word, given)
        if word in (form.month, form.half):
            alone = alone.replace(word, given, 1)
    return together == alone


def _find_evidence(connection: duckdb.DuckDBPyConnection, table: str, column: str, study: DateStudy) -> None:
    """Looks at the first two numbers of each different day."""
    cell = quoted(column)
    (found,) = run(
        connection,
        f"""
        with days as (
            select
                split_part({_readable(cell, study)}, ' ', 1) as day,
                min(source_row) as first_row,
                arg_min({cell}, source_row) as first_cell
            from {quoted(table)}
            where {cell} is not null
            group by day
        ),
        numbered as (
            select
                first_row,
                first_cell,
                string_split(replace(day, '-', '/'), '/')[1]::integer as first_number,
                string_split(replace(day, '-', '/'), '/')[2]::integer as second_number
            from days
            where regexp_full_match(day, '{_DAY_IN_CELL}')
        ),
        judged as (
            select
                *,
                first_number between 13 and 31 and second_number between 1 and 12 as is_day_first,
                second_number between 13 and 31 and first_number between 1 and 12 as is_month_first,
                first_number <> second_number and least(first_number, second_number) > 0 as is_ambiguous
            from numbered
        )
        select
            min(first_row) filter (is_day_first), arg_min(first_cell, first_row) filter (is_day_first),
            min(first_row) filter (is_month_first), arg_min(first_cell, first_row) filter (is_month_first),
            min(first_row) filter (is_ambiguous), arg_min(first_cell, first_row) filter (is_ambiguous)
        from judged
        """,
    )
    study.day_first = Evidence(found[0], found[1]) if found[0] is not None else None
    study.month_first = Evidence(found[2], found[3]) if found[2] is not None else None
    study.ambiguous = Evidence(found[4], found[5]) if found[4] is not None else None


def _find_zones(connection: duckdb.DuckDBPyConnection, table: str, column: str, study: DateStudy) -> None:
    """Every zone as the cells write it; most exports write one in all of them."""
    written = {form.zone for form in study.forms if form.zone}
    study.zones = {zone: 0 for zone in written if "9" not in zone}
    readable = _readable(quoted(column), study)
    for length in {len(zone) for zone in written - study.zones.keys()}:
        endings = run(
            connection,
            f"select distinct right({readable}, {length}) from {quoted(table)} where {quoted(column)} is not null",
        )
        for (ending,) in endings:
            if shape_of_text(ending) in written:
                study.zones[ending] = _minutes(ending)


def _minutes(zone: str) -> int:
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?", zone)
    if offset is None:
        return 0
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return -minutes if offset[1] == "-" else minutes


def _readable(cell: str, study: DateStudy) -> str:
    """SQL for a cell as strptime understands it."""
    if study.has_odd_spaces:
        cell = f"translate({cell}, '{ODD_SPACES}{UNSEEN}', '{' ' * len(ODD_SPACES)}')"
    if study.weekdays:
        cases = (f"when starts_with({cell}, {literal(day)}) then {cell}[{len(day) + 1}:]" for day in study.weekdays)
        cell = f"case {' '.join(cases)} else {cell} end"
    for word, given in study.replaced:
        cell = f"replace({cell}, {literal(word)}, {literal(given)})"
    return cell


@dataclass(frozen=True)
class _Moments:
    """SQL for the times in a column: as they are written, and how they become business time."""

    zoned: str = ""  # NULL for cells without a zone
    minutes: str = "0"  # from UTC
    plain: str = ""  # NULL for cells with a zone


def _moments(cell: str, study: DateStudy, order: str | None) -> _Moments:
    if study.clock:
        return _counted(cell, study.clock)
    readable = _readable(cell, study)
    alone = [form.format_in(order, study.has_other_months) for form in study.forms if not form.zone]
    return _Moments(_zoned(readable, study, order), _minutes_sql(readable, study.zones), _parsed(readable, alone))


def _zoned(cell: str, study: DateStudy, order: str | None) -> str:
    """SQL for a cell with a zone as it is written. Several zones are cut off: each format that fails costs time."""
    zoned = [(form.format_in(order, study.has_other_months), form.zone) for form in study.forms if form.zone]
    if len(study.zones) <= 1:
        return _parsed(cell, [form + zone for form, _ in zoned for zone in study.zones])
    cases = []
    for length, zones in _by_length(study.zones).items():
        shapes_of_zones = set(map(shape_of_text, zones))
        parsed = _parsed(f"left({cell}, -{length})", [form for form, zone in zoned if zone in shapes_of_zones])
        cases.append(f"when right({cell}, {length}) in ({', '.join(map(literal, zones))}) then {parsed}")
    return f"case {' '.join(cases)} end"


def _by_length(zones: Iterable[str]) -> dict[int, list[str]]:
    """The longest first, so that a zone is not taken for the end of another."""
    return {
        length: [zone for zone in zones if len(zone) == length] for length in sorted(set(map(len, zones)), reverse=True)
    }


def _counted(cell: str, clock: str) -> _Moments:
    if clock == EXCEL_DAY:
        days = f"try_cast(replace({cell}, ',', '.') as double)"
        return _Moments(plain=f"(timestamp '1899-12-30' + to_seconds(round({days} * 86400)::bigint))")
    if clock == UNIX_SECONDS:
        return _Moments(zoned=f"make_timestamp((try_cast({cell} as decimal(20,6)) * 1000000)::bigint)")
    return _Moments(zoned=f"make_timestamp(try_cast({cell} as bigint) * 1000)")


def _parsed(cell: str, formats: list[str]) -> str:
    # Two-digit years first: %Y would read the year 13 in "1/2/13", while %y refuses "1/2/2013".
    listed = sorted(dict.fromkeys(formats), key=lambda form: "%y" not in form)
    return f"try_strptime({cell}, [{', '.join(map(literal, listed))}])" if listed else ""


def _minutes_sql(cell: str, zones: dict[str, int]) -> str:
    if len(set(zones.values())) <= 1:
        return str(next(iter(zones.values()), 0))
    cases = []
    for length, same in _by_length(zones).items():
        cases += [f"when right({cell}, {length}) = {literal(zone)} then {zones[zone]}" for zone in same]
    return f"case {' '.join(cases)} end"


def timestamp_sql(
    cell: str, study: DateStudy, order: str | None, timezone: str, written_in: str, parameters: Parameters
) -> str:
    """SQL for a cell as a time in the business's zone; NULL where the cell is no time."""
    found = _moments(cell, study, order)
    moved = _in_business_time(found, cell, study, timezone, written_in)
    return _only_dates(_either(moved.zoned, moved.plain, "timestamp"), cell, study, parameters)


def date_sql(
    cell: str, study: DateStudy, order: str | None, timezone: str, parameters: Parameters, written_in: str = ""
) -> str:
    """SQL for a cell as a day. A midnight is a day as it is written, whatever zone stands behind it."""
    found = _moments(cell, study, order)
    moved = _in_business_time(found, cell, study, timezone, written_in)
    zoned, alone = _day(found.zoned, moved.zoned), _day(found.plain, moved.plain)
    return _only_dates(_either(zoned, alone, "date"), cell, study, parameters)


def _day(written: str, moved: str) -> str:
    if not written or written == moved:
        return f"cast({written} as date)" if written else ""
    is_midnight = f"cast({written} as time) = time '00:00:00'"
    return f"cast(case when {is_midnight} then {written} else {moved} end as date)"


def _in_business_time(found: _Moments, cell: str, study: DateStudy, timezone: str, written_in: str) -> _Moments:
    """A time without a zone is business time, unless the vendor is known to write another zone's."""
    zoned, alone = found.zoned, found.plain
    if zoned:
        zoned = zoned if found.minutes == "0" else f"({zoned} - to_minutes({found.minutes}))"
        if timezone != "UTC":
            zoned = f"timezone({literal(timezone)}, timezone('UTC', {zoned}))"
    if alone and written_in and written_in != timezone:
        moved = f"timezone({literal(timezone)}, timezone({literal(written_in)}, {alone}))"
        if study.has_times and all(form.has_time for form in study.forms if not form.zone):
            alone = moved
        elif study.has_times:
            alone = f"case when contains({cell}, ':') then {moved} else {alone} end"
    return _Moments(zoned, "0", alone)


def _either(zoned: str, alone: str, sql_type: str) -> str:
    if zoned and alone:
        return f"coalesce({zoned}, {alone})"
    return zoned or alone or f"null::{sql_type}"


def _only_dates(value: str, cell: str, study: DateStudy, parameters: Parameters) -> str:
    """strptime takes 26-01-02 for a day of the year 26: where a column has odd cells, only known shapes are read."""
    conditions = []
    if study.strangers:
        conditions.append(fits_sql(cell, study.shapes, parameters))
    if study.blanks:
        conditions.append(f"{without_sql(cell, study.blanks)} is not null")
    return f"case when {' and '.join(conditions)} then {value} end" if conditions and study.shapes else value
