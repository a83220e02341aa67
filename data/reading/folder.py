"""Reads a whole folder: every file on its own, then what the files say together."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data.reading import line_items, sources
from data.reading.column_reports import cell_notes, column_reports
from data.reading.decisions import decide, describe
from data.reading.issues import add_issues, create_issues, reasons
from data.reading.links import add_links, create_links, merge_links
from data.reading.mapping import Mapping
from data.reading.mapping_files import load_mappings
from data.reading.members import Member, members
from data.reading.merge import merge
from data.reading.newest import TIME_OF_FILE, day_in_name, told_day, untold_day
from data.reading.parts import Part, create_typed, judge, lost_decimal_notes, text_parts, unrouted_rows
from data.reading.refusal import RefusedError
from data.reading.reports import FileReport, Issue
from data.reading.sheet import Sheet
from data.reading.sql import literal, quoted, run
from data.reading.tables_in import read_member
from data.settings import Settings
from data.tables import tables

# A folder may be larger than memory; beyond this, DuckDB uses the disk.
MEMORY_LIMIT = "2500MB"

Progress = Callable[[int, int, str], None]
"""Told before each file: its number from 1, how many there are, and its name."""


@dataclass
class OpenSheet:
    """One table of a file on its way through the steps."""

    sheet: Sheet
    parts: list[Part]


@dataclass
class OpenFile:
    """A file on its way through the steps."""

    report: FileReport
    sheets: list[OpenSheet] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        return self.report.status == "read"

    @property
    def parts(self) -> list[Part]:
        return [part for opened in self.sheets for part in opened.parts]


@dataclass
class Reading:
    """A folder that was read: the relations "final <name>" and the table issue in `connection`, and a report for each
    file."""

    connection: duckdb.DuckDBPyConnection
    reports: list[FileReport]
    contents: dict[str, str]  # file of the folder -> sha256 of what was read

    @property
    def newest_export(self) -> date | None:
        """The day that the folder shows; times of files count only where no export tells its day."""
        days = [report.exported_on for report in self.reports if report.exported_on is not None]
        told = [
            report.exported_on
            for report in self.reports
            if report.exported_on is not None and report.exported_on_proof != TIME_OF_FILE
        ]
        return max(told or days, default=None)

    def replace(self, table: str, query: str) -> None:
        """Gives a table other rows: those of a query, which may read the rows that it has now."""
        final, changed = quoted(f"final {table}"), quoted(f"changed {table}")
        run(self.connection, f"create table {quoted('new ' + table)} as {query}")
        run(self.connection, f"drop view {final}")
        run(self.connection, f"drop table if exists {changed}")
        run(self.connection, f"alter table {quoted('new ' + table)} rename to {changed}")
        run(self.connection, f"create view {final} as from {changed}")


def read_folder(
    folder: Path,
    settings: Settings,
    now: datetime,
    extra: sources.Source | None = None,
    extra_mapping: Mapping | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Reads every export of a folder.

    Args:
        now: business time; a day after it is no day of an export
        extra: a file that is checked as if it stood in the folder
        extra_mapping: is asked first, as if it were the owner's own
    """
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "memory_limit": MEMORY_LIMIT})
    run(connection, f"set temp_directory = {literal(str(Path(tempfile.gettempdir()) / f'moneyboard-{os.getpid()}'))}")
    create_issues(connection)
    create_links(connection)
    mappings = load_mappings(folder) + ([replace(extra_mapping, is_own=True)] if extra_mapping else [])
    found = [source for source in sources.find(folder) if extra is None or source.name != extra.name]
    listed = [*found, extra] if extra else found
    # Of files with the same bytes the one counts whose name tells the newest day.
    listed.sort(key=lambda source: day_in_name(source.name, now.date()) or date.min, reverse=True)
    files: list[OpenFile] = []
    contents: dict[str, str] = {}
    for number, source in enumerate(listed, start=1):
        if progress is not None:
            progress(number, len(listed), source.name)
        files += _open(connection, source, mappings, len(files), contents)
    files.sort(key=lambda file: file.report.file)
    refusals = decide([part for file in files for part in file.parts], settings)
    for file in files:
        if file.report.file in refusals:
            _refuse(connection, file, refusals[file.report.file])
        elif file.parts:
            describe(file.parts, file.report, settings.timezone, settings.currency)
    for file in files:
        if file.is_read:
            _type(connection, file, settings, now)
    _date_the_untold(files, now)
    _merge(connection, files)
    for file in files:
        _finish(connection, file)
    return Reading(connection, [file.report for file in files], contents)


def _open(
    connection: duckdb.DuckDBPyConnection,
    source: sources.Source,
    mappings: list[Mapping],
    number: int,
    contents: dict[str, str],
) -> list[OpenFile]:
    """Every table of a source as text in DuckDB, or refused, or set aside."""
    outer = FileReport(source.name, sha256=sources.fingerprint(source))
    twin = next((name for name, sha256 in contents.items() if sha256 == outer.sha256), None)
    contents[source.name] = outer.sha256
    files: list[OpenFile] = []
    with tempfile.TemporaryDirectory(prefix="moneyboard-") as place:
        try:
            before = _look(source, outer, Path(place))
            if twin is not None:
                return [_repeated_file(connection, outer, twin)]
            for member in members(source.name, before[0], Path(place)):
                files.append(_open_member(connection, member, outer, mappings, Path(place), number + len(files)))
            if before[1] is not None and sources.state(source.path) != before[1]:
                raise RefusedError("half-written", "The file changed while it was read: somebody is still writing it.")
        except RefusedError as refusal:
            file = OpenFile(outer)
            outer.is_settled = outer.is_settled and refusal.code != "half-written"
            _refuse(connection, file, refusal)
            return [file]
    return files


def _look(source: sources.Source, report: FileReport, place: Path) -> tuple[Path, sources.State | None]:
    """Where the bytes are, and the state that they must still have once they are read."""
    if source.content is not None:
        path = place / Path(source.name).name
        path.write_bytes(source.content)
        report.size_bytes = len(source.content)
        report.modified_at = sources.state(path).modified_at
        return path, None
    state = sources.state(source.path)
    report.modified_at, report.size_bytes, report.is_settled = state.modified_at, state.size, state.is_settled
    return source.path, state


def _open_member(
    connection: duckdb.DuckDBPyConnection,
    member: Member,
    outer: FileReport,
    mappings: list[Mapping],
    place: Path,
    number: int,
) -> OpenFile:
    file = OpenFile(replace(outer, file=member.name, reasons=[], totals={}, columns=[]))
    report = file.report
    try:
        sheets = read_member(connection, member, mappings, place, number, may_grow=not report.is_settled)
    except RefusedError as refusal:
        _refuse(connection, file, refusal)
        return file
    _describe_file(report, sheets)
    for index, sheet in enumerate(sheets):
        add_issues(connection, _row_issues(report.file, sheet))
        if sheet.mapping.set_aside:
            _set_aside(connection, report, sheet)
        else:
            file.sheets.append(OpenSheet(sheet, text_parts(connection, report.file, sheet, f"{number}_{index}")))
    if not file.sheets:
        report.status, report.message = "set aside", sheets[0].mapping.set_aside
    else:
        report.table = ", ".join(dict.fromkeys(part.rule.table for part in file.parts))
        report.message = "as " + " and ".join(opened.sheet.mapping.title for opened in file.sheets)
    return file


def _describe_file(report: FileReport, sheets: list[Sheet]) -> None:
    main = max(sheets, key=lambda sheet: sheet.rows_read)
    mapping = main.mapping
    report.system, report.kind, report.extent = mapping.system, mapping.kind, mapping.extent
    report.encoding, report.delimiter = main.encoding, main.recognition.dialect.name
    report.header_row = main.recognition.line
    report.rows_read = sum(sheet.rows_read for sheet in sheets)
    report.rows_not_data = sum(len(sheet.not_data) for sheet in sheets)


def _repeated_file(connection: duckdb.DuckDBPyConnection, report: FileReport, twin: str) -> OpenFile:
    report.status, report.message = "set aside", f"The file is the same as {twin}, byte for byte; that one counts."
    message = f"{report.file}: {report.message}"
    add_issues(connection, [Issue(report.file, None, None, "repeated file", "set aside", None, twin, message)])
    return OpenFile(report)


def _refuse(connection: duckdb.DuckDBPyConnection, file: OpenFile, refusal: RefusedError) -> None:
    """Gives a file back: none of its rows count, and the reason names file and line."""
    report = file.report
    report.status, report.message = "refused", refusal.message
    report.rows_rejected, report.rows_not_data = report.rows_read, 0
    message = f"{report.file}: {refusal.message}"
    issue = Issue(report.file, refusal.row, refusal.heading, refusal.code, "refused", None, refusal.cell, message)
    add_issues(connection, [issue])


def _set_aside(connection: duckdb.DuckDBPyConnection, report: FileReport, sheet: Sheet) -> None:
    mapping = sheet.mapping
    message = f"{report.file}: {mapping.title} is known but not read: {mapping.set_aside}"
    line = sheet.recognition.line if sheet.recognition.ends_before is not None else None
    add_issues(connection, [Issue(report.file, line, None, "set aside", "set aside", None, None, message)])
    report.rows_rejected += sheet.rows_read - len(sheet.not_data)


def _type(connection: duckdb.DuckDBPyConnection, file: OpenFile, settings: Settings, now: datetime) -> None:
    """Types the parts of a file, and finds the rows that have something wrong with them."""
    report = file.report
    evidence = []
    for opened in file.sheets:
        add_issues(
            connection,
            _unrouted_issues(report.file, opened.sheet, unrouted_rows(connection, opened.sheet, report.file)),
        )
        for part in opened.parts:
            create_typed(connection, part, settings.timezone, settings.currency)
            newest = judge(connection, part, now)
            if newest is not None:
                evidence.append(newest)
            if part.rule.sums:
                line_items.add_up(connection, part)
            if part.rule.table == "activity":
                add_links(connection, part, opened.sheet)
            add_issues(connection, _cell_notes(report.file, part))
    report.columns = [
        column
        for part in file.parts
        for column in column_reports(connection, part, settings.timezone, settings.currency)
    ]
    told = told_day(report.file, max(evidence, default=None), now)
    if told is not None:
        report.exported_on, report.exported_on_proof = told


def _date_the_untold(files: list[OpenFile], now: datetime) -> None:
    """A file that tells no day is as old as its time says, but no newer than the other files of its system."""
    read = [file.report for file in files if file.is_read]
    told = {
        report.system: report.exported_on for report in sorted(read, key=lambda report: report.exported_on or date.min)
    }
    for report in read:
        if report.exported_on is None and report.modified_at is not None:
            report.exported_on, report.exported_on_proof = untold_day(report.modified_at, told[report.system], now)


def _row_issues(file: str, sheet: Sheet) -> list[Issue]:
    issues = [
        Issue(
            file, misfit.row, None, misfit.code, "rejected", misfit.wanted, misfit.found,
            f"{file}, line {misfit.row}: the row has {misfit.found}, the headings have {misfit.wanted}.",
        )
        for misfit in sheet.misfits
    ]  # fmt: skip
    issues += [
        Issue(
            file, row.line, None, row.kind, "not data", "a record", row.text,
            f'{file}, line {row.line}: "{row.text}" is no record ({row.kind}).',
        )
        for row in sheet.not_data
    ]  # fmt: skip
    line = sheet.recognition.line
    for heading in sheet.repeated_headings:
        message = f'{file}: the heading "{heading}" stands more than once; its first column is read.'
        issues.append(Issue(file, line, heading, "repeated heading", "note", None, None, message))
    issues += [
        Issue(file, note.row, None, note.code, "note", None, None, f"{file}: {note.message}") for note in sheet.notes
    ]
    return issues


def _unrouted_issues(file: str, sheet: Sheet, rows: list[tuple[int, str]]) -> list[Issue]:
    if not rows:
        return []
    parts = sheet.mapping.parts
    heading = next(heading for part in parts for heading in (*part.where, *part.where_not))
    named = [value for part in parts for value in part.where.get(heading, ())]
    unwanted = [value for part in parts for value in part.where_not.get(heading, ())]
    wanted = " or ".join(named) if named else "not " + " or ".join(unwanted)
    return [
        Issue(
            file, row, heading, "not for the board", "rejected", wanted, found,
            f'{file}, line {row}: "{heading}" should be {wanted}, but it is "{found}".',
        )
        for row, found in rows
    ]  # fmt: skip


def _cell_notes(file: str, part: Part) -> list[Issue]:
    notes = [
        ("rounded", heading, f'"{heading}" has more than two decimals in {count} rows; they are rounded half up.')
        for heading, count in lost_decimal_notes(part)
    ]
    return [
        Issue(file, None, heading, code, "note", None, None, f"{file}: {message}")
        for code, heading, message in [*notes, *cell_notes(part)]
    ]


def _merge(connection: duckdb.DuckDBPyConnection, files: list[OpenFile]) -> None:
    """Puts the parts of all files together, those of the oldest export first."""
    read = [file for file in files if file.is_read]
    read.sort(key=lambda file: (file.report.exported_on, file.report.modified_at, file.report.file))
    for place, file in enumerate(read):
        for part in file.parts:
            part.file_place = place
    parts = [part for file in read for part in file.parts]
    for table in tables():
        merge(connection, table, [part for part in parts if part.rule.table == table])
    if any(part.rule.table == "activity" for part in parts):
        merge_links(connection)


def _finish(connection: duckdb.DuckDBPyConnection, file: OpenFile) -> None:
    """The counts of a file: every row that was read is kept, repeated or rejected."""
    report = file.report
    if file.is_read:
        counted = _one(
            connection,
            """
            select
                count(distinct source_row) filter (severity = 'rejected'),
                count(distinct source_row) filter (severity = 'repeated')
            from issue where file_name = $file
            """,
            report.file,
        )
        report.rows_rejected += counted[0]
        report.rows_repeated = counted[1]
        report.rows_kept = report.rows_read - report.rows_rejected - report.rows_repeated - report.rows_not_data
        for part in file.parts:
            _count_kept(connection, file, part)
    report.reasons = reasons(connection, report.file)


def _count_kept(connection: duckdb.DuckDBPyConnection, file: OpenFile, part: Part) -> None:
    table = tables()[part.rule.table]
    money = [name for name in part.headings if table.columns[name].type == "money"]
    if table.name == "cash_balance":
        money = [name for name in money if name != "balance"]  # balances of different days add up to nothing
    if not money:
        return
    sums = ", ".join(f"sum({quoted(name)})" for name in money)
    totals = _one(
        connection,
        f"select {sums} from {quoted('final ' + table.name)} where source_file = $file",
        file.report.file,
    )
    for name, total in zip(money, totals, strict=True):
        label = name if len(file.parts) == 1 else f"{table.name}.{name}"
        file.report.totals[label] = str(total if total is not None else "0.00")


def _one(connection: duckdb.DuckDBPyConnection, statement: str, file: str) -> tuple[Any, ...]:
    (row,) = run(connection, statement, {"file": file})
    return row
