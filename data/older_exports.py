"""An older export that takes the place of a newer one does not turn the board back."""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from data.earlier import add_export_files, columns_of, id_of, label, stored, stored_table
from data.questions import Question
from data.reading.folder import Reading
from data.reading.issues import add_issues
from data.reading.newest import TIME_OF_FILE
from data.reading.reports import FileReport, Issue
from data.reading.sql import literal, quoted, run
from data.tables import tables

RECORD_TELLS = 'the newest "'  # how the proof begins of a day that the newest record of a file tells


def keep_newer(reading: Reading, earlier: Path, confirmed: frozenset[str]) -> list[Question]:
    """Sets aside the only file of a kind where the load before had a newer one, and keeps the rows of that one.

    Returns what was set aside; whoever wants it on the board confirms it.
    """
    before = _reports_of(earlier)
    questions = []
    for report in _only_ones(reading.reports):
        group = [old for old in before if (old.system, old.kind, old.status) == (report.system, report.kind, "read")]
        newest = max(group, key=lambda old: old.exported_on or date.min, default=None)
        if newest is None or report.sha256 in confirmed | {old.sha256 for old in group}:
            continue
        if _is_older(report, newest):
            text = (
                f"it is an export of {report.exported_on}, and the board holds one of {newest.exported_on}: "
                "the newer one stays on the board."
            )
            _keep(reading, earlier, report, group)
            _set_aside(reading, report, text)
            questions.append(Question(report.file, report.sha256, text))
    return questions


def _only_ones(reports: list[FileReport]) -> list[FileReport]:
    """The files that are alone of their kind; among several, merging has already let the newest win."""
    read = [report for report in reports if report.status == "read"]
    kinds = [(report.system, report.kind) for report in read]
    return [report for report, kind in zip(read, kinds, strict=True) if kinds.count(kind) == 1]


def _is_older(report: FileReport, newest: FileReport) -> bool:
    """True where both days are told in the same way, and the day of the file comes first."""
    if report.exported_on is None or newest.exported_on is None or _teller(report) != _teller(newest):
        return False
    # The newest invoice of an open list leaves it when it is paid: a newer list can end on an earlier day.
    is_told = _teller(report) != "record" or report.extent != "open list"
    return is_told and report.exported_on < newest.exported_on


def _teller(report: FileReport) -> str:
    proof = report.exported_on_proof or ""
    return "record" if proof.startswith(RECORD_TELLS) else "clock" if proof == TIME_OF_FILE else "name"


def _keep(reading: Reading, earlier: Path, report: FileReport, group: list[FileReport]) -> None:
    """Puts the rows and the issues of the earlier files in the place of those of the older one."""
    connection = reading.connection
    run(connection, "create table kept_file (file_name varchar, kept_name varchar)")
    for old in group:
        kept_name = label(old.file, old.exported_on)
        run(connection, "insert into kept_file values ($file, $name)", {"file": old.file, "name": kept_name})
        old.file = kept_name
    reading.reports.extend(group)
    run(connection, "update export_file set is_set_aside = true where file = $file", {"file": report.file})
    add_export_files(connection, group)
    for table in tables():
        own = id_of(table)
        columns = ", ".join(quoted(name) for name in columns_of(table) if name != "source_file")
        others = f"select * from {quoted('final ' + table)} where source_file <> {literal(report.file)}"
        query = f"""
            {others}
            union all by name
            select {columns}, kept_name as source_file
            from ({stored_table(connection, earlier, table)}) as stored
            join kept_file on kept_file.file_name = stored.source_file
        """
        if own is not None:
            twins = f"(select (system, {own}) from ({others}) where {own} is not null)"
            query += f" where {own} is null or (system, {own}) not in {twins}"
        reading.replace(table, query)
    issue_columns = {field.name: "integer" if field.name == "source_row" else "varchar" for field in fields(Issue)}
    run(
        connection,
        f"""
        insert into issue by name
        select stored.* replace (kept_name as file_name)
        from ({stored(connection, earlier / "import_issue.parquet", issue_columns)}) as stored
        join kept_file on kept_file.file_name = stored.file_name
        """,
    )
    run(connection, "drop table kept_file")


def _set_aside(reading: Reading, report: FileReport, text: str) -> None:
    run(reading.connection, "delete from issue where file_name = $file", {"file": report.file})
    report.status, report.message = "set aside", text
    report.rows_kept = report.rows_repeated = 0
    report.rows_rejected = report.rows_read - report.rows_not_data
    report.totals = {}
    message = f"{report.file}: {text}"
    add_issues(reading.connection, [Issue(report.file, None, None, "older export", "set aside", None, None, message)])


def _reports_of(earlier: Path) -> list[FileReport]:
    """The reports of an earlier load, as its import_file has them."""
    known = {field.name for field in fields(FileReport)}
    reports = []
    for row in pq.read_table(earlier / "import_file.parquet").to_pylist():
        facts = {name: value for name, value in row.items() if name in known and value is not None}
        facts["totals"] = json.loads(row["totals"] or "{}")
        reports.append(FileReport(file=row["file_name"], table=row["table_name"], **facts))
    return reports
