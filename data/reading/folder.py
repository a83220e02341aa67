"""Reads a whole folder: every file on its own, then what the files say together."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data.reading import sources
from data.reading.decisions import decide, describe
from data.reading.issues import add_issues, create_issues, reasons
from data.reading.links import add_links
from data.reading.mapping import Mapping
from data.reading.mapping_files import load_mappings
from data.reading.merge import add_candidates, create_candidates, leave_empty, merge, merge_links
from data.reading.newest import TIME_OF_FILE, told_day, untold_day
from data.reading.parts import (
    Part,
    add_cell_issues,
    create_typed,
    lost_decimal_notes,
    newest_evidence,
    text_parts,
    unrouted_rows,
)
from data.reading.refusal import RefusedError
from data.reading.reports import FileReport, Issue
from data.reading.rows import DELIMITERS
from data.reading.sheet import Sheet, read_sheet
from data.reading.sql import quoted, run
from data.settings import Settings
from data.tables import tables


@dataclass
class OpenFile:
    """A file on its way through the steps."""

    report: FileReport
    sheet: Sheet | None = None
    cells: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        return self.report.status == "read"


@dataclass
class Reading:
    """A folder that was read: the tables "final <name>" and issue in `connection`, and a report for each file."""

    connection: duckdb.DuckDBPyConnection
    reports: list[FileReport]
    contents: dict[str, str]  # file -> sha256 of what was read

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


def read_folder(folder: Path, settings: Settings, now: datetime, extra: sources.Source | None = None) -> Reading:
    """Reads every export of a folder. `extra` is a file that is checked as if it stood in the folder."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    create_issues(connection)
    create_candidates(connection)
    mappings = load_mappings(folder)
    found = [source for source in sources.find(folder) if extra is None or source.name != extra.name]
    listed = [*found, extra] if extra else found
    files = [_open(connection, source, mappings, number) for number, source in enumerate(listed)]
    refusals = decide([part for file in files for part in file.parts], settings)
    for file in files:
        if file.report.file in refusals:
            _refuse(connection, file, refusals[file.report.file])
        elif file.parts:
            describe(file.parts, file.report)
    for file in files:
        if file.is_read:
            _type(connection, file, settings, now)
    _date_the_untold(files, now)
    _merge(connection, files)
    for file in files:
        _finish(connection, file)
    contents = {file.report.file: file.report.sha256 for file in files}
    return Reading(connection, [file.report for file in files], contents)


def _open(
    connection: duckdb.DuckDBPyConnection, source: sources.Source, mappings: list[Mapping], number: int
) -> OpenFile:
    """The file as text in DuckDB, or refused, or set aside."""
    file = OpenFile(FileReport(source.name))
    report = file.report
    try:
        content = _content(source, report)
        file.sheet = sheet = read_sheet(content.data, mappings, may_grow=not content.is_settled)
    except RefusedError as refusal:
        _refuse(connection, file, refusal)
        return file
    mapping = sheet.mapping
    report.system, report.kind, report.extent = mapping.system, mapping.kind, mapping.extent
    report.encoding = sheet.encoding
    report.delimiter = DELIMITERS[sheet.recognition.delimiter]
    report.header_row = sheet.recognition.line
    report.rows_read = sheet.rows_read
    if mapping.set_aside:
        _set_aside(connection, file, mapping)
        return file
    report.table = ", ".join(part.table for part in mapping.parts)
    report.message = f"as {mapping.title}"
    file.cells = f"cells_{number}"
    connection.register(file.cells, sheet.cells)
    file.parts = text_parts(connection, source.name, sheet, file.cells, number)
    return file


def _content(source: sources.Source, report: FileReport) -> sources.Content:
    content = sources.read(source)
    report.sha256, report.size_bytes = content.sha256, len(content.data)
    report.modified_at, report.is_settled = content.modified_at, content.is_settled
    if content.changed_while_read:
        report.is_settled = False
        raise RefusedError("half-written", "The file changed while it was read: somebody is still writing it.")
    if source.suffix not in sources.READABLE:
        raise RefusedError("not read yet", f"A {source.suffix or 'nameless'} file is not read yet: save it as CSV.")
    return content


def _refuse(connection: duckdb.DuckDBPyConnection, file: OpenFile, refusal: RefusedError) -> None:
    """Gives a file back: none of its rows count, and the reason names file and line."""
    report = file.report
    report.status, report.message = "refused", refusal.message
    report.rows_rejected = report.rows_read
    add_issues(
        connection,
        [
            Issue(
                report.file,
                refusal.row,
                None,
                refusal.code,
                "refused",
                None,
                None,
                f"{report.file}: {refusal.message}",
            )
        ],
    )


def _set_aside(connection: duckdb.DuckDBPyConnection, file: OpenFile, mapping: Mapping) -> None:
    report = file.report
    report.status, report.message = "set aside", mapping.set_aside
    report.rows_rejected = report.rows_read
    message = f"{report.file}: {mapping.title} is known but not read: {mapping.set_aside}"
    add_issues(connection, [Issue(report.file, None, None, "set aside", "set aside", None, None, message)])


def _type(connection: duckdb.DuckDBPyConnection, file: OpenFile, settings: Settings, now: datetime) -> None:
    """Types the parts of a file, and hands on the rows that have nothing wrong with them."""
    report, sheet = file.report, file.sheet
    if sheet is None:
        return
    add_issues(connection, _row_issues(report.file, sheet))
    add_issues(connection, _unrouted_issues(report.file, sheet, unrouted_rows(connection, sheet, file.cells)))
    evidence = []
    for part in file.parts:
        create_typed(connection, part, settings.timezone, settings.currency)
        add_cell_issues(connection, part)
        add_candidates(connection, part)
        if part.rule.table == "activity":
            add_links(connection, part, sheet, file.cells)
        newest = newest_evidence(connection, part, now)
        if newest is not None:
            evidence.append(newest)
        add_issues(connection, [_rounding_note(report.file, *note) for note in lost_decimal_notes(part)])
        run(connection, f"drop table {part.text_table}")
        run(connection, f"drop table {part.typed_table}")
    connection.unregister(file.cells)
    file.sheet = None
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
    for heading in sheet.repeated_headings:
        message = f'{file}: the heading "{heading}" stands more than once; its first column is read.'
        issues.append(Issue(file, sheet.recognition.line, heading, "repeated heading", "note", None, None, message))
    return issues


def _unrouted_issues(file: str, sheet: Sheet, rows: list[tuple[int, str]]) -> list[Issue]:
    if not rows:
        return []
    where = sheet.mapping.parts[0].where
    heading = next(iter(where))
    wanted = " or ".join(value for part in sheet.mapping.parts for value in part.where.get(heading, ()))
    return [
        Issue(
            file, row, heading, "not for the board", "rejected", wanted, found,
            f'{file}, line {row}: "{heading}" should be {wanted}, but it is "{found}".',
        )
        for row, found in rows
    ]  # fmt: skip


def _rounding_note(file: str, heading: str, count: int) -> Issue:
    message = f'{file}: "{heading}" has more than two decimals in {count} rows; they are rounded half up.'
    return Issue(file, None, heading, "rounded", "note", None, None, message)


def _merge(connection: duckdb.DuckDBPyConnection, files: list[OpenFile]) -> None:
    read = [file.report for file in files if file.is_read]
    read.sort(key=lambda report: (report.exported_on, report.modified_at, report.file))
    run(connection, "create table file_place (source_file varchar, place integer)")
    for place, report in enumerate(read):
        run(connection, "insert into file_place values ($file, $place)", {"file": report.file, "place": place})
    appended = {
        (report.system, report.kind)
        for report in read
        if report.extent == "append only" and report.system and report.kind
    }
    fed = {part.rule.table for file in files if file.is_read for part in file.parts}
    for table in tables():
        if table in fed:
            merge(connection, table, appended)
        else:
            leave_empty(connection, table)
    if "activity" in fed:
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
        report.rows_rejected, report.rows_repeated = counted
        report.rows_kept = report.rows_read - report.rows_rejected - report.rows_repeated
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
