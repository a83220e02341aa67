"""Dates and times: every form a column has, the order of day and month, and the SQL that turns text into times."""

import re
from dataclasses import dataclass, field

import duckdb

from data.reading.shapes import Shape, shapes
from data.reading.sql import Parameters, quoted, run

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
ORDERS = ("day first", "month first")

_NAME = r"(?P<name>[A-Za-z]{3,9})"
_DAYS = (
    (re.compile(r"9999-9{1,2}-9{1,2}"), "%Y-%m-%d"),
    (re.compile(r"9999/9{1,2}/9{1,2}"), "%Y/%m/%d"),
    (re.compile(r"9999\.9{1,2}\.9{1,2}"), "%Y.%m.%d"),
    (re.compile(r"9{1,2}\.9{1,2}\.9999"), "%d.%m.%Y"),
    (re.compile(r"9{1,2}\.9{1,2}\.99"), "%d.%m.%y"),
    (re.compile(r"9{8}"), "%Y%m%d"),
    (re.compile(rf"9{{1,2}}(?P<before>[ -]){_NAME}(?P<after>,? |-)(?P<year>9999|99)"), ""),
    (re.compile(rf"{_NAME} 9{{1,2}}(?P<after>,? )(?P<year>9999)"), ""),
)
# Newer programs write a narrow space before AM and PM.
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_NUMERIC = re.compile(r"9{1,2}(?P<mark>[/-])9{1,2}(?P=mark)(?P<year>9999|99)")
_TIME = re.compile(
    r"(?P<gap>, |[T ])9{1,2}:99(?P<seconds>:99)?(?P<fraction>\.9{1,6})?(?P<half> ?[AaPp][Mm])?"
    r"(?P<zone> ?(?:Z|UTC|GMT|[+-]99(?::?99)?))?"
)
# In a cell, a zone always follows a time, so that "03-07-2021" is not taken for an offset.
_ZONE_IN_CELL = r"(:[0-9.]+) ?(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)$"
_ZONE_SHAPE = re.compile(r"(Z|UTC|GMT|[+-]99(?::?99)?)$")
_NO_OFFSET = {"Z", "UTC", "GMT", "+00", "+0000", "+00:00", "-00", "-0000", "-00:00"}
_NUMERIC_IN_CELL = r"^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]"


@dataclass(frozen=True)
class Evidence:
    row: int
    cell: str


@dataclass
class DateStudy:
    """What a column of dates says about itself."""

    formats: list[str] = field(default_factory=list)
    numeric_formats: list[str] = field(default_factory=list)  # with {first} and {second} for day and month
    has_zone: bool = False
    has_zoneless: bool = False
    utc_formats: list[str] = field(default_factory=list)  # where every cell is a time in UTC: with the zone's own text
    has_odd_spaces: bool = False
    day_first: Evidence | None = None
    month_first: Evidence | None = None
    ambiguous: Evidence | None = None  # a numeric date that could be either

    @property
    def proven(self) -> str | None:
        if self.day_first and self.month_first:
            return None
        return "day first" if self.day_first else "month first" if self.month_first else None

    def formats_in(self, order: str | None) -> list[str]:
        first, second = ("%m", "%d") if order == "month first" else ("%d", "%m")
        return [*self.formats, *(form.format(first=first, second=second) for form in self.numeric_formats)]


def study_dates(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> DateStudy:
    """Reads the forms of a column of text, and the cells that settle the order of day and month."""
    study = DateStudy()
    for shape in shapes(connection, table, column):
        _add(study, shape)
    # Two-digit years first: %Y would read the year 13 in "1/2/13", while %y refuses "1/2/2013".
    study.formats.sort(key=lambda form: "%y" not in form)
    study.numeric_formats.sort(key=lambda form: "%y" not in form)
    if study.numeric_formats:
        _find_evidence(connection, table, column, study)
    if study.has_zone:
        _keep_utc_formats(connection, table, column, study)
    return study


def _keep_utc_formats(connection: duckdb.DuckDBPyConnection, table: str, column: str, study: DateStudy) -> None:
    """Most exports write one zone, UTC, in every cell; then there is no offset to take from each of them."""
    cell = quoted(column)
    zones = run(
        connection,
        f"select distinct regexp_extract({cell}, '{_ZONE_IN_CELL}', 2) from {quoted(table)} where {cell} is not null",
    )
    found = {zone for (zone,) in zones} - {""}
    is_plain = not study.has_zoneless and not study.has_odd_spaces and not study.numeric_formats
    if not is_plain or not found <= _NO_OFFSET:
        study.utc_formats = []
        return
    zoned = set()
    for form in study.utc_formats:
        shape = _ZONE_SHAPE.search(form)
        if shape is not None:
            zoned |= {form[: shape.start(1)] + zone for zone in found if zone.replace("0", "9") == shape[1]}
    study.utc_formats = sorted(zoned)


def _add(study: DateStudy, shape: Shape) -> None:
    text = shape.text.translate(_SPACES)
    numeric = _NUMERIC.match(text)
    if numeric:
        mark = numeric["mark"]
        day: str | None = f"{{first}}{mark}{{second}}{mark}{'%Y' if len(numeric['year']) == 4 else '%y'}"
        rest = text[numeric.end() :]
    else:
        day, rest = _day_format(text)
    time = _TIME.fullmatch(rest) if rest else None
    if day is None or (rest and time is None):
        return
    form = day + (_time_format(time) if time else "")
    target = study.numeric_formats if numeric else study.formats
    if form not in target:
        target.append(form)
    study.has_odd_spaces |= text != shape.text
    zone = time["zone"] if time else None
    if zone is None:
        study.has_zoneless = True
    else:
        study.has_zone = True
        study.utc_formats.append(form + zone)


def _day_format(shape: str) -> tuple[str | None, str]:
    """The format of the day that a shape begins with, and what is left of the shape."""
    for pattern, form in _DAYS:
        match = pattern.match(shape)
        if match is None or shape[match.end() : match.end() + 1] == "9":
            continue
        if form:
            return form, shape[match.end() :]
        month = _month_format(match["name"])
        if month is None:
            return None, ""
        year = "%Y" if len(match["year"]) == 4 else "%y"
        if "before" in pattern.groupindex:
            return f"%d{match['before']}{month}{match['after']}{year}", shape[match.end() :]
        return f"{month} %d{match['after']}{year}", shape[match.end() :]
    return None, ""


def _month_format(name: str) -> str | None:
    if name.casefold() in MONTHS and len(name) > 3:
        return "%B"
    return "%b" if any(name.casefold() == month[:3] for month in MONTHS) else None


def _time_format(time: re.Match[str]) -> str:
    form = time["gap"] + ("%I:%M" if time["half"] else "%H:%M")
    form += ":%S" if time["seconds"] else ""
    form += ".%f" if time["fraction"] else ""
    if time["half"]:
        form += " %p" if time["half"].startswith(" ") else "%p"
    return form


def _find_evidence(connection: duckdb.DuckDBPyConnection, table: str, column: str, study: DateStudy) -> None:
    cell = quoted(column)
    (found,) = run(
        connection,
        f"""
        with numeric_dates as (
            select source_row, {cell} as cell, string_split(replace({cell}, '-', '/'), '/') as numbers
            from {quoted(table)}
            where regexp_matches({cell}, $numeric)
        ),
        numbered as (
            select source_row, cell, numbers[1]::integer as first_number, numbers[2]::integer as second_number
            from numeric_dates
        )
        select
            min(source_row) filter (first_number between 13 and 31 and second_number <= 12),
            arg_min(cell, source_row) filter (first_number between 13 and 31 and second_number <= 12),
            min(source_row) filter (second_number between 13 and 31 and first_number <= 12),
            arg_min(cell, source_row) filter (second_number between 13 and 31 and first_number <= 12),
            min(source_row) filter (first_number <> second_number),
            arg_min(cell, source_row) filter (first_number <> second_number)
        from numbered
        """,
        {"numeric": _NUMERIC_IN_CELL},
    )
    study.day_first = Evidence(found[0], found[1]) if found[0] is not None else None
    study.month_first = Evidence(found[2], found[3]) if found[2] is not None else None
    study.ambiguous = Evidence(found[4], found[5]) if found[4] is not None else None


def timestamp_sql(
    cell: str, study: DateStudy, order: str | None, timezone: str, written_in: str, parameters: Parameters
) -> str:
    """SQL for a cell as a time in the business's zone; NULL where the cell is no time."""
    formats = study.formats_in(order)
    if not formats:
        return "null::timestamp"
    if study.has_odd_spaces:
        cell = f"translate({cell}, '\u00a0\u202f', '  ')"
    if study.utc_formats:
        listed = ", ".join(f"'{form}'" for form in study.utc_formats)
        moment = f"try_strptime({cell}, [{listed}])"
        if timezone == "UTC":
            return moment
        return f"timezone({parameters(timezone)}, timezone('UTC', {moment}))"
    listed = ", ".join(f"'{form}'" for form in formats)
    if not study.has_zone:
        plain = f"try_strptime({cell}, [{listed}])"
        return _from_written_zone(plain, cell, written_in, timezone, parameters)
    zone = f"regexp_extract({cell}, '{_ZONE_IN_CELL}', 2)"
    as_written = f"try_strptime(regexp_replace({cell}, '{_ZONE_IN_CELL}', '\\1'), [{listed}])"
    hours = f"coalesce(try_cast({zone}[1:3] as integer), 0)"
    minutes = f"coalesce(try_cast(right(replace({zone}, ':', ''), 2) as integer), 0)"
    offset = f"""case
        when {zone} in ('Z', 'UTC', 'GMT') then 0
        when length({zone}) <= 3 then {hours} * 60
        when {zone}[1] = '-' then {hours} * 60 - {minutes}
        else {hours} * 60 + {minutes}
    end"""
    local = f"timezone({parameters(timezone)}, timezone('UTC', {as_written} - to_minutes({offset})))"
    return f"""case
        when {zone} = '' then {_from_written_zone(as_written, cell, written_in, timezone, parameters)}
        else {local}
    end"""


def _from_written_zone(value: str, cell: str, written_in: str, timezone: str, parameters: Parameters) -> str:
    """A time without a zone is business time, unless the vendor is known to write another zone's."""
    if not written_in or written_in == timezone:
        return value
    moved = f"timezone({parameters(timezone)}, timezone({parameters(written_in)}, {value}))"
    return f"case when contains({cell}, ':') then {moved} else {value} end"


def date_sql(cell: str, study: DateStudy, order: str | None, timezone: str, parameters: Parameters) -> str:
    """SQL for a cell as a day. A midnight is a day as it is written, whatever zone stands behind it."""
    moment = timestamp_sql(cell, study, order, timezone, "", parameters)
    if not study.has_zone:
        return f"cast({moment} as date)"
    listed = ", ".join(f"'{form}'" for form in study.formats_in(order))
    as_written = f"try_strptime(regexp_replace({cell}, '{_ZONE_IN_CELL}', '\\1'), [{listed}])"
    return f"""case
        when cast({as_written} as time) = time '00:00:00' then cast({as_written} as date)
        else cast({moment} as date)
    end"""
