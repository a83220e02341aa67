"""One table's worth of one file: first as text, with what its columns say about themselves, then typed."""

from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from data.reading.currencies import currency_code
from data.reading.dates import DateStudy, date_sql, study_dates, timestamp_sql
from data.reading.decide import NOTHING_TO_DECIDE, Decision
from data.reading.mapping import AS_OF, CELL, ColumnRule, Mapping, PartRule
from data.reading.numbers import NumberStudy, lost_decimals, number_sql, study_numbers
from data.reading.shapes import fits_sql
from data.reading.sheet import Sheet
from data.reading.sql import Parameters, literal, quoted, run
from data.reading.texts import Cells, filled_by, less_sql, routes, text_sql, unguarded_sql
from data.reading.values import WANTED, boolean_sql, integer_sql, without_sql
from data.tables import Column, tables

LESS = "less "  # before the name of a column whose numbers are taken away


@dataclass
class Part:
    """The rows of one file that belong to one table."""

    file: str
    mapping: Mapping
    rule: PartRule
    label: str  # makes the names of its tables unique
    cells: Cells
    headings: dict[str, str] = field(default_factory=dict)  # canonical column -> the headings that fill it
    evidence: dict[str, str] = field(default_factory=dict)  # column -> heading that tells the day of the export
    less: dict[str, str] = field(default_factory=dict)  # "less <column>" -> heading whose numbers are taken away
    dates: dict[str, DateStudy] = field(default_factory=dict)
    numbers: dict[str, NumberStudy] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    has_rejected: bool = False
    file_place: int = 0  # of its file among the files, the oldest export first

    @property
    def text_table(self) -> str:
        return f"text_{self.label}"

    @property
    def typed_table(self) -> str:
        return f"typed_{self.label}"

    @property
    def record_table(self) -> str:
        """Its records, where a record is made of several lines; else the typed rows."""
        return f"records_{self.label}" if self.rule.sums else self.typed_table

    @property
    def not_rejected(self) -> str:
        """SQL: the row has nothing wrong with it."""
        return f"source_row not in (select source_row from rejected_{self.label})" if self.has_rejected else "true"

    @property
    def columns(self) -> list[Column]:
        return [tables()[self.rule.table].columns[name] for name in self.headings]

    @property
    def stands_beside(self) -> bool:
        """True for rows that are made beside the record of their line; they are not counted as lines."""
        return bool(self.rule.spread) and any(not other.spread for other in self.mapping.parts)

    def form(self, column: Column) -> str:
        """The type by which the cells of a column are read."""
        rule = self.rule.columns.get(column.name)
        return rule.form if rule is not None and rule.form else column.type

    def heading(self, column: str) -> str:
        return self.headings.get(column) or self.evidence.get(column) or self.less.get(column) or column

    def mark(self, column: str) -> str | None:
        return self.decisions.get(column, NOTHING_TO_DECIDE).value


def text_parts(connection: duckdb.DuckDBPyConnection, file: str, sheet: Sheet, name: str) -> list[Part]:
    """Splits a sheet into its parts and studies the dates and numbers of each."""
    parts = []
    conditions = routes(sheet.mapping.parts, Cells(file, sheet.recognition))
    for index, (rule, condition) in enumerate(zip(sheet.mapping.parts, conditions, strict=True)):
        places = list(sheet.recognition.spread(rule.spread)) if rule.spread else [None]
        for place, at in enumerate(places):
            part = Part(file, sheet.mapping, rule, f"{name}_{index}_{place}", Cells(file, sheet.recognition, at))
            filled = f" and {part.cells.sql(CELL)} is not null" if at is not None else ""
            _create_text(connection, part, sheet, condition + filled)
            _study(connection, part)
            parts.append(part)
    return parts


def _create_text(connection: duckdb.DuckDBPyConnection, part: Part, sheet: Sheet, own_rows: str) -> None:
    """A view, so that a column that is not asked for costs nothing; a table where rows must be counted first."""
    selected = ["source_row"]
    for name, rule in part.rule.columns.items():
        heading = filled_by(rule, part.cells)
        if heading is not None:
            part.headings[name] = heading
            text = text_sql(rule, part.cells, part.mapping)
            is_text = tables()[part.rule.table].columns[name].type == "text" and (rule.headings or rule.join)
            selected.append(f"{unguarded_sql(text) if is_text else text} as {quoted(name)}")
        taken_away = less_sql(rule, part.cells)
        if taken_away is not None:
            part.less[LESS + name] = part.cells.heading(*rule.less) or ""
            selected.append(f"{taken_away} as {quoted(LESS + name)}")
            if heading is None:
                part.headings[name] = f"less {part.less[LESS + name]}"
                selected.append(f"null::varchar as {quoted(name)}")
    selected += _add_evidence(part)
    kind = "table" if any(rule.count_repeats for rule in part.rule.columns.values()) else "view"
    statement = f"select {', '.join(selected)} from {sheet.cells} where {own_rows}"
    run(connection, f"create {kind} {part.text_table} as {statement}")


def _add_evidence(part: Part) -> list[str]:
    """Finds the columns that tell the day of the export; those that fill nothing else are selected here."""
    selected = []
    dated = {
        part.headings[column.name]: column.name for column in part.columns if part.form(column) in ("date", "timestamp")
    }
    told = [*part.mapping.exported_on, *([AS_OF] if part.mapping.report else [])]
    for heading in dict.fromkeys(told):
        read = part.cells.heading(heading)
        if read is None:
            continue
        name = dated.get(read, f"exported on {len(part.evidence)}")
        if name not in part.headings:
            selected.append(f"{text_sql(ColumnRule(name, (heading,)), part.cells, part.mapping)} as {quoted(name)}")
        part.evidence[name] = read
    return selected


def _study(connection: duckdb.DuckDBPyConnection, part: Part) -> None:
    for column in part.columns:
        form = part.form(column)
        if form in ("date", "timestamp"):
            part.dates[column.name] = study_dates(connection, part.text_table, column.name)
        elif form in ("money", "rate", "fraction"):
            part.numbers[column.name] = study_numbers(connection, part.text_table, column.name)
    for name in part.less:
        part.numbers[name] = study_numbers(connection, part.text_table, name)
    for name in part.evidence.keys() - part.headings.keys():
        part.dates[name] = study_dates(connection, part.text_table, name)


def unrouted_rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, file: str) -> list[tuple[int, str]]:
    """The rows that belong to none of a mapping's tables, with the cell that should have told where they go."""
    rules = sheet.mapping.parts
    cells = Cells(file, sheet.recognition)
    telling = next((cells.sql(heading) for rule in rules for heading in (*rule.where, *rule.where_not)), None)
    if telling is None or any(rule.spread and not rule.where and not rule.where_not for rule in rules):
        return []
    conditions = " or ".join(f"({condition})" for condition in routes(rules, cells))
    return run(
        connection,
        f"select source_row, coalesce({telling}, '') from {sheet.cells} where not ({conditions}) order by source_row",
    )


def create_typed(connection: duckdb.DuckDBPyConnection, part: Part, timezone: str, currency: str) -> None:
    """Turns the text of a part into typed columns; the text stays beside them as "raw <column>"."""
    selected = ["source_row"]
    for column in part.columns:
        selected.append(f"{_typed_sql(connection, part, column, timezone)} as {quoted(column.name)}")
        if column.type != "text" or part.form(column) != "text":
            selected.append(f"{_raw_sql(part, column.name)} as {quoted('raw ' + column.name)}")
    for name in part.less:
        selected.append(f"{_number(part, name, 'DECIMAL(18,2)', percent=False)} as {quoted(name)}")
        selected.append(f"{_raw_sql(part, name)} as {quoted('raw ' + name)}")
    for name in part.evidence.keys() - part.headings.keys():
        study, order = part.dates[name], part.mark(name)
        moment = timestamp_sql(quoted(name), study, order, timezone, part.mapping.timezone, Parameters())
        selected.append(f"{moment} as {quoted(name)}")
    sign_currency = _currency_of_signs(part, currency)
    if sign_currency:
        selected.append(f"{sign_currency} as currency")
        part.headings["currency"] = "the currency sign"
    run(connection, f"create view {part.typed_table} as select {', '.join(selected)} from {part.text_table}")


def _typed_sql(connection: duckdb.DuckDBPyConnection, part: Part, column: Column, timezone: str) -> str:
    cell, form = quoted(column.name), part.form(column)
    rule = part.rule.columns[column.name]
    if form == "boolean":
        return boolean_sql(cell)
    if form == "integer":
        return f"-({integer_sql(cell)})" if _runs_backwards(connection, part, rule, timezone) else integer_sql(cell)
    if form == "timestamp":
        study, zone = part.dates[column.name], part.mapping.timezone
        return timestamp_sql(cell, study, part.mark(column.name), timezone, zone, Parameters())
    if form == "date":
        day = _date(part, column.name, timezone)
        return day if column.type == "date" else f"cast({day} as varchar)"
    if column.name in part.numbers:
        number = _number(part, column.name, "DECIMAL(18,2)" if rule.form else column.sql_type, rule.percent)
        if LESS + column.name in part.less:
            other = _number(part, LESS + column.name, column.sql_type, percent=False)
            number = f"""case
                when {cell} is null and {quoted(LESS + column.name)} is null then null
                else (case when {cell} is null then 0 else {number} end
                    - case when {quoted(LESS + column.name)} is null then 0 else {other} end)::{column.sql_type}
            end"""
        return number if column.type != "text" else f"cast({number} as varchar)"
    return cell


def _raw_sql(part: Part, name: str) -> str:
    """The text of a cell; null where it only stands for a blank, such as "n/a"."""
    study = part.dates.get(name) or part.numbers.get(name)
    return without_sql(quoted(name), study.blanks) if study is not None else quoted(name)


def _date(part: Part, name: str, timezone: str) -> str:
    zone = part.mapping.timezone
    return date_sql(quoted(name), part.dates[name], part.mark(name), timezone, Parameters(), written_in=zone)


def _number(part: Part, name: str, sql_type: str, percent: bool) -> str:
    is_bank = part.rule.table == "cash_balance"
    return number_sql(quoted(name), part.numbers[name], part.mark(name), sql_type, percent, Parameters(), bank=is_bank)


def _runs_backwards(connection: duckdb.DuckDBPyConnection, part: Part, rule: ColumnRule, timezone: str) -> bool:
    """True where the lines decide the order within a day and the first line's day is the newest."""
    if rule.line != "by its days":
        return False
    day = next((_date(part, column.name, timezone) for column in part.columns if column.type == "date"), None)
    if day is None:
        return False
    ((first, last),) = run(
        connection,
        f"select arg_min(day, source_row), arg_max(day, source_row) from (select source_row, {day} as day from "
        f"{part.text_table}) where day is not null",
    )
    return first is not None and last is not None and first > last


def _currency_of_signs(part: Part, reporting: str) -> str | None:
    """SQL for the currency that the amounts carry, where the export has no column for it."""
    if "currency" in part.headings or "currency" not in tables()[part.rule.table].columns:
        return None
    for name, study in part.numbers.items():
        if not study.currencies:
            continue
        cases = []
        for sign in sorted(set(study.currencies.values())):
            forms = [shape for shape, carried in study.currencies.items() if carried == sign]
            fits = fits_sql(quoted(name), forms, Parameters())
            cases.append(f"when {fits} then {literal(currency_code(sign, reporting))}")
        return f"case {' '.join(cases)} end"
    return None


@dataclass(frozen=True)
class _Check:
    """What must not be true of a cell, and what is said where it is."""

    column: str
    code: str
    wanted: str
    found: str  # SQL
    bad: str  # SQL


def _checks(part: Part) -> list[_Check]:
    checks = []
    for column in part.columns:
        form = part.form(column)
        if form != "text" and column.name in part.rule.columns:
            raw, typed = quoted("raw " + column.name), quoted(column.name)
            bad = f"{raw} is not null and {typed} is null"
            checks.append(_Check(column.name, f"not {WANTED[form]}", f"should be {WANTED[form]}", raw, bad))
    for name in part.less:
        raw = quoted("raw " + name)
        bad = f"{raw} is not null and {quoted(name)} is null"
        checks.append(_Check(name, f"not {WANTED['money']}", f"should be {WANTED['money']}", raw, bad))
    for name in part.rule.filled:
        column = tables()[part.rule.table].columns[name]
        if name not in part.headings:
            checks.append(_Check(name, "blank", "must not be blank", "null::varchar", "true"))
        else:
            has_raw = part.form(column) != "text" and name in part.rule.columns
            raw = quoted("raw " + name) if has_raw else quoted(name)
            blank = (
                f"{raw} is null and {quoted('raw ' + LESS + name)} is null"
                if LESS + name in part.less
                else f"{raw} is null"
            )
            checks.append(_Check(name, "blank", "must not be blank", raw if has_raw else "null::varchar", blank))
    return checks


def judge(connection: duckdb.DuckDBPyConnection, part: Part, now: datetime) -> tuple[datetime, str] | None:
    """An issue for every cell that does not fit its type, and for every blank that must not be blank.

    Gives the newest time in the columns that tell when records were made or changed, and its heading.
    """
    checks = _checks(part)
    counts = [f"count(*) filter ({check.bad})" for check in checks]
    moment = f"timestamp '{now.isoformat(sep=' ')}'"
    newest = [f"max({quoted(name)}) filter ({quoted(name)} <= {moment})::timestamp" for name in part.evidence]
    if not counts and not newest:
        return None
    (found,) = run(connection, f"select {', '.join([*counts, *newest])} from {part.typed_table}")
    for check, count in zip(checks, found, strict=False):
        if count:
            _add_cells(connection, part, check)
    times = [
        (time, heading) for time, heading in zip(found[len(checks) :], part.evidence.values(), strict=True) if time
    ]
    return max(times) if times else None


def _add_cells(connection: duckdb.DuckDBPyConnection, part: Part, check: _Check) -> None:
    severity = "note" if part.stands_beside else "rejected"
    run(
        connection,
        f"""
        insert into issue
        select
            $file, source_row, $heading, $code, $severity, $wanted, {check.found},
            $file || ', line ' || source_row || ': "' || $heading || '" ' || $wanted
                || coalesce(', but it is "' || {check.found} || '".', '.')
        from {part.typed_table}
        where {check.bad}
        """,
        {
            "file": part.file, "heading": part.heading(check.column), "code": check.code, "wanted": check.wanted,
            "severity": severity,
        },
    )  # fmt: skip
    rejected = f"select source_row from {part.typed_table} where {check.bad}"
    if part.has_rejected:
        run(connection, f"insert into rejected_{part.label} {rejected}")
    else:
        run(connection, f"create table rejected_{part.label} as {rejected}")
        part.has_rejected = True


def lost_decimal_notes(part: Part) -> list[tuple[str, int]]:
    """The money columns that have more decimals than two, and in how many cells."""
    notes = []
    for column in part.columns:
        if column.type == "money" and column.name in part.numbers:
            count = lost_decimals(part.numbers[column.name], part.mark(column.name), 2)
            if count:
                notes.append((part.heading(column.name), count))
    return notes
