"""One table's worth of one file: first as text, with what its columns say about themselves, then typed."""

from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from data.reading.dates import DateStudy, date_sql, study_dates, timestamp_sql
from data.reading.decide import NOTHING_TO_DECIDE, Decision
from data.reading.header import Recognition
from data.reading.mapping import ColumnRule, Mapping, PartRule
from data.reading.numbers import CURRENCY_SIGNS, NumberStudy, lost_decimals, number_sql, study_numbers
from data.reading.shapes import shape_of
from data.reading.sheet import Sheet, cell_name
from data.reading.sql import Parameters, quoted, run
from data.reading.texts import filled_by, routes, text_sql
from data.reading.values import WANTED, boolean_sql, integer_sql
from data.tables import Column, tables

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")


@dataclass
class Part:
    """The rows of one file that belong to one table."""

    file: str
    mapping: Mapping
    rule: PartRule
    label: str  # makes the names of its tables unique
    headings: dict[str, str] = field(default_factory=dict)  # canonical column -> the headings that fill it
    evidence: dict[str, str] = field(default_factory=dict)  # column -> heading that tells the day of the export
    dates: dict[str, DateStudy] = field(default_factory=dict)
    numbers: dict[str, NumberStudy] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)

    @property
    def text_table(self) -> str:
        return f"text_{self.label}"

    @property
    def typed_table(self) -> str:
        return f"typed_{self.label}"

    @property
    def columns(self) -> list[Column]:
        return [tables()[self.rule.table].columns[name] for name in self.headings]

    def heading(self, column: str) -> str:
        return self.headings.get(column) or self.evidence.get(column) or column

    def mark(self, column: str) -> str | None:
        return self.decisions.get(column, NOTHING_TO_DECIDE).value


def text_parts(connection: duckdb.DuckDBPyConnection, file: str, sheet: Sheet, cells: str, number: int) -> list[Part]:
    """Splits a sheet into its parts and studies the dates and numbers of each."""
    parts = []
    for index, rule in enumerate(sheet.mapping.parts):
        part = Part(file, sheet.mapping, rule, f"{number}_{index}")
        _create_text(connection, part, sheet, cells, index)
        for column in part.columns:
            if column.type in ("date", "timestamp"):
                part.dates[column.name] = study_dates(connection, part.text_table, column.name)
            elif column.type in ("money", "rate", "fraction"):
                part.numbers[column.name] = study_numbers(connection, part.text_table, column.name)
        for name in part.evidence.keys() - part.headings.keys():
            part.dates[name] = study_dates(connection, part.text_table, name)
        parts.append(part)
    return parts


def _create_text(connection: duckdb.DuckDBPyConnection, part: Part, sheet: Sheet, cells: str, index: int) -> None:
    recognition, parameters = sheet.recognition, Parameters()
    selected = ["source_row"]
    for name, rule in part.rule.columns.items():
        heading = filled_by(rule, recognition)
        if heading is not None:
            part.headings[name] = heading
            selected.append(f"{text_sql(rule, recognition, part.mapping.empty_ids, parameters)} as {quoted(name)}")
    selected += _add_evidence(part, recognition, parameters)
    own_rows = routes(part.mapping.parts[: index + 1], recognition, parameters)[-1]
    run(
        connection,
        f"create table {part.text_table} as select {', '.join(selected)} from {cells} where {own_rows}",
        parameters.values,
    )


def _add_evidence(part: Part, recognition: Recognition, parameters: Parameters) -> list[str]:
    """Finds the columns that tell the day of the export; those that fill nothing else are selected here."""
    selected = []
    dated = {part.headings[column.name]: column.name for column in part.columns if column.type in ("date", "timestamp")}
    for heading in part.mapping.exported_on:
        position = recognition.position(heading)
        if position is None:
            continue
        name = dated.get(recognition.headings[position].strip(), f"exported on {len(part.evidence)}")
        if name not in part.headings:
            evidence = text_sql(ColumnRule(name, (heading,)), recognition, (), parameters)
            selected.append(f"{evidence} as {quoted(name)}")
        part.evidence[name] = heading
    return selected


def unrouted_rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, cells: str) -> list[tuple[int, str]]:
    """The rows that belong to none of a mapping's tables, with the cell that should have told where they go."""
    headings = [heading for part in sheet.mapping.parts for heading in part.where]
    position = sheet.recognition.position(headings[0]) if headings else None
    if position is None:
        return []
    parameters = Parameters()
    conditions = routes(sheet.mapping.parts, sheet.recognition, parameters)
    return run(
        connection,
        f"""
        select source_row, coalesce({cell_name(position)}, '')
        from {cells}
        where not ({" or ".join(f"({condition})" for condition in conditions)})
        order by source_row
        """,
        parameters.values,
    )


def create_typed(connection: duckdb.DuckDBPyConnection, part: Part, timezone: str, currency: str) -> None:
    """Turns the text of a part into typed columns; the text stays beside them as "raw <column>"."""
    parameters = Parameters()
    selected = ["source_row"]
    for column in part.columns:
        selected.append(f"{_typed_sql(part, column, timezone, parameters)} as {quoted(column.name)}")
        if column.type != "text":
            selected.append(f"{quoted(column.name)} as {quoted('raw ' + column.name)}")
    for name in part.evidence.keys() - part.headings.keys():
        study, order = part.dates[name], part.mark(name)
        moment = timestamp_sql(quoted(name), study, order, timezone, part.mapping.timezone, parameters)
        selected.append(f"{moment} as {quoted(name)}")
    sign_currency = _currency_of_signs(part, currency, parameters)
    if sign_currency:
        selected.append(f"{sign_currency} as currency")
        part.headings["currency"] = "the currency sign"
    run(
        connection,
        f"create table {part.typed_table} as select {', '.join(selected)} from {part.text_table}",
        parameters.values,
    )


def _typed_sql(part: Part, column: Column, timezone: str, parameters: Parameters) -> str:
    cell = quoted(column.name)
    if column.type == "boolean":
        return boolean_sql(cell)
    if column.type == "integer":
        return integer_sql(cell)
    if column.type == "timestamp":
        study, zone = part.dates[column.name], part.mapping.timezone
        return timestamp_sql(cell, study, part.mark(column.name), timezone, zone, parameters)
    if column.type == "date":
        return date_sql(cell, part.dates[column.name], part.mark(column.name), timezone, parameters)
    if column.name in part.numbers:
        percent = part.rule.columns[column.name].percent
        mark = part.mark(column.name)
        return number_sql(cell, part.numbers[column.name], mark, column.sql_type, percent, parameters)
    return cell


def _currency_of_signs(part: Part, reporting: str, parameters: Parameters) -> str | None:
    """SQL for the currency that the amounts carry, where the export has no column for it."""
    if "currency" in part.headings or "currency" not in tables()[part.rule.table].columns:
        return None
    for name, study in part.numbers.items():
        if not study.currencies:
            continue
        cases = []
        for sign in sorted(set(study.currencies.values())):
            code = reporting if sign == "$" and reporting in DOLLARS else CURRENCY_SIGNS.get(sign, sign)
            forms = [shape for shape, carried in study.currencies.items() if carried == sign]
            cases.append(f"when list_contains({parameters(forms)}, {shape_of(quoted(name))}) then {parameters(code)}")
        return f"case {' '.join(cases)} end"
    return None


def add_cell_issues(connection: duckdb.DuckDBPyConnection, part: Part) -> None:
    """An issue for every cell that does not fit its type, and for every blank that must not be blank."""
    checks = []
    for column in part.columns:
        if column.type != "text" and column.name in part.rule.columns:
            bad = f"{quoted('raw ' + column.name)} is not null and {quoted(column.name)} is null"
            checks.append((column, f"not {WANTED[column.type]}", f"should be {WANTED[column.type]}", bad))
    for name in part.rule.filled:
        column = tables()[part.rule.table].columns[name]
        if name not in part.headings:
            checks.append((column, "blank", "must not be blank", "true"))
        else:
            raw = quoted(name) if column.type == "text" else quoted("raw " + name)
            checks.append((column, "blank", "must not be blank", f"{raw} is null"))
    if not checks:
        return
    counted = ", ".join(f"count(*) filter ({bad})" for *_, bad in checks)
    (counts,) = run(connection, f"select {counted} from {part.typed_table}")
    for (column, code, wanted, bad), count in zip(checks, counts, strict=True):
        if count:
            _add_cells(connection, part, column, code, wanted, bad)


def _add_cells(
    connection: duckdb.DuckDBPyConnection, part: Part, column: Column, code: str, wanted: str, bad: str
) -> None:
    has_raw = column.type != "text" and column.name in part.headings
    found = quoted("raw " + column.name) if has_raw else "null::varchar"
    run(
        connection,
        f"""
        insert into issue
        select
            $file, source_row, $heading, $code, 'rejected', $wanted, {found},
            $file || ', line ' || source_row || ': "' || $heading || '" ' || $wanted
                || coalesce(', but it is "' || {found} || '".', '.')
        from {part.typed_table}
        where {bad}
        """,
        {"file": part.file, "heading": part.heading(column.name), "code": code, "wanted": wanted},
    )


def newest_evidence(connection: duckdb.DuckDBPyConnection, part: Part, now: datetime) -> tuple[datetime, str] | None:
    """The newest time in the columns that tell when records were made or changed, and its heading."""
    found = []
    for name, heading in part.evidence.items():
        ((newest,),) = run(
            connection,
            f"select max({quoted(name)})::timestamp from {part.typed_table} where {quoted(name)} <= $now::timestamp",
            {"now": now},
        )
        if newest is not None:
            found.append((newest, heading))
    return max(found) if found else None


def lost_decimal_notes(part: Part) -> list[tuple[str, int]]:
    """The money columns that have more decimals than two, and in how many cells."""
    notes = []
    for column in part.columns:
        if column.type == "money" and column.name in part.numbers:
            count = lost_decimals(part.numbers[column.name], part.mark(column.name), 2)
            if count:
                notes.append((part.heading(column.name), count))
    return notes
