"""The exact road: records one by one, for files and sheets in which rows are not all alike."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from data.reading.grid import Grid
from data.reading.header import Recognition
from data.reading.odd_rows import OddRows, trimmed
from data.reading.refusal import RefusedError
from data.reading.row_kinds import FOOTER, NotData, Row, as_of, ends_in_footer, outline
from data.reading.rows import Records, records_of
from data.reading.sheet import EXACT, Misfit, Sheet, cell_name
from data.reading.sql import run
from data.reading.text import Text

CHUNK = 4096
# What a report says outside of its columns: section, age and day.
OUTSIDE = 3


def read_text(
    connection: duckdb.DuckDBPyConnection, text: Text, recognition: Recognition, name: str, may_grow: bool
) -> Sheet:
    """The sheet `name` of a text; raises RefusedError for a file that is not whole.

    Args:
        may_grow: the file was written a moment ago, so that a last line without an end is not believed
    """
    rows = _Rows(recognition, text.ends_with_newline)
    cells = rows.all(records_of(text, recognition.dialect, CHUNK))
    if recognition.ends_before is None:
        _refuse_half(rows, may_grow)
    return _sheet(connection, rows, cells, text.encoding, name)


def read_grid(
    connection: duckdb.DuckDBPyConnection, grid: Grid, recognition: Recognition, name: str, encoding: str
) -> Sheet:
    """The sheet `name` of a workbook's grid."""
    records = (
        Records.of(grid.rows[start : start + CHUNK], grid.lines[start : start + CHUNK])
        for start in range(0, len(grid.rows), CHUNK)
    )
    rows = _Rows(recognition, ends_with_newline=True)
    return _sheet(connection, rows, rows.all(records), encoding, name)


class _Rows:
    """Turns records into columns of text, and keeps aside what may be no record."""

    def __init__(self, recognition: Recognition, ends_with_newline: bool) -> None:
        self.recognition = recognition
        self.ends_with_newline = ends_with_newline
        self.used = recognition.used_positions()
        self.needed = _last_required(recognition)
        self.odd = OddRows(recognition)
        self.short: dict[int, int] = {}  # line -> cells, of rows that end too early
        self.misfits: list[Misfit] = []
        self.not_data: list[NotData] = []
        self.read = 0
        self.last_line, self.last_width = recognition.line, recognition.width

    def all(self, records: Iterator[Records]) -> pa.Table:
        """The rows below the headings: source_row, and a column of text for each position in use."""
        is_report = self.recognition.mapping.report
        if is_report:
            width = self.recognition.width
            self.used = [*self.used, *range(width, width + OUTSIDE)]
        names = [cell_name(position) for position in self.used]
        schema = pa.schema([("source_row", pa.int32()), *((name, pa.string()) for name in names)])
        below = self.below(records)
        if is_report:
            return pa.Table.from_batches([self.report_batch(below, schema)])
        batches = [self.list_batch(some, schema) for some in below]
        self.settle()
        return pa.Table.from_batches(batches, schema)

    def below(self, records: Iterator[Records]) -> Iterator[Records]:
        """The records between the headings and the next table of the file."""
        above = self.recognition.index + 1
        end = self.recognition.ends_before
        for some in records:
            found = len(some.lines)
            behind = found if end is None else sum(line < end for line in some.lines)
            kept = some if above == 0 and behind == found else some.part(above, behind)
            above = max(0, above - found)
            if kept.lines:
                self.read += len(kept.lines)
                self.last_line, self.last_width = kept.lines[-1], kept.widths[-1]
                yield kept

    def list_batch(self, records: Records, schema: pa.Schema) -> pa.RecordBatch:
        """Records of a list; rows that are too short or too long are kept aside."""
        fitted = records if self._is_even(records) else self._fitted(records)
        width = fitted.widths[0] if fitted.widths else self.recognition.width
        cells = {position: trimmed(fitted.cells[position::width]) for position in self.used}
        self.odd.look_at(fitted, cells, records.blank_lines)
        return pa.record_batch([pa.array(fitted.lines, pa.int32()), *cells.values()], schema=schema)

    def _is_even(self, records: Records) -> bool:
        """True where all records have the same width, and nothing to the right of the headings."""
        width, headed = records.widths[0], self.recognition.width
        return (
            width >= headed
            and records.widths.count(width) == len(records.widths)
            and not any("".join(records.cells[position::width]).strip() for position in range(headed, width))
        )

    def _fitted(self, records: Records) -> Records:
        """Rows of exactly the width: blank cells at the end come and go, others make the row a misfit."""
        width = self.recognition.width
        fitted = Records()
        for row, line in zip(records.rows, records.lines, strict=True):
            if len(row) > width:
                if "".join(row[width:]).strip():
                    self._note_too_many(row, line)
                    continue
                row = row[:width]
            elif len(row) <= self.needed:
                self.short[line] = len(row)
                self.odd.rows.append(Row(line, row, line - 1 in records.blank_lines))
                continue
            elif len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            fitted.add(row, line)
        return fitted

    def _note_too_many(self, row: Sequence[str], line: int) -> None:
        width = self.recognition.width
        self.misfits.append(Misfit(line, "too many cells", f"{width} cells", f"{len(row)} cells"))

    def report_batch(self, records: Iterator[Records], schema: pa.Schema) -> pa.RecordBatch:
        """The records of a report, each with its section and the day of the report."""
        rows = [
            Row(line, row, line - 1 in some.blank_lines)
            for some in records
            for row, line in zip(some.rows, some.lines, strict=True)
        ]
        recognition = self.recognition
        sorted_rows = outline(rows, recognition.headings, self.ends_with_newline)
        self.not_data = sorted_rows.others
        day = as_of([*recognition.titles, *(row.text for row in sorted_rows.others if row.kind == FOOTER)])
        width = recognition.width
        lines, fitted = [], []
        for record in sorted_rows.records:
            row = record.cells
            if "".join(row[width:]).strip():
                self._note_too_many(row, record.line)
                continue
            padded = [*row[:width], *[""] * (width - len(row))]
            fitted.append([*padded, record.section or "", record.bucket or "", day or ""])
            lines.append(record.line)
        columns = list(zip(*fitted, strict=True)) or [()] * (width + OUTSIDE)
        cells = (trimmed(columns[position]) for position in self.used)
        return pa.record_batch([pa.array(lines, pa.int32()), *cells], schema=schema)

    def settle(self) -> None:
        """Decides about the rows that were kept aside, once the last row is known."""
        self.not_data = self.odd.kinds(self.ends_with_newline)
        explained = {row.line for row in self.not_data}
        width = self.recognition.width
        self.misfits += [
            Misfit(line, "too few cells", f"{width} cells", f"{found} cells")
            for line, found in self.short.items()
            if line not in explained
        ]
        self.misfits.sort(key=lambda misfit: misfit.row)


def _sheet(connection: duckdb.DuckDBPyConnection, rows: _Rows, cells: pa.Table, encoding: str, name: str) -> Sheet:
    table = f"cells_{name}"
    connection.register(f"{table}_arrow", cells)
    left_out = ", ".join(str(row.line) for row in rows.not_data)
    condition = f" where source_row not in ({left_out})" if left_out else ""
    run(connection, f"create table {table} as select * from {table}_arrow{condition}")
    connection.unregister(f"{table}_arrow")
    return Sheet(rows.recognition, encoding, table, EXACT, rows.read, rows.last_line, rows.misfits, rows.not_data)


def _refuse_half(rows: _Rows, may_grow: bool) -> None:
    """A file that is cut off is worse than no file: its missing rows would look like news."""
    if rows.ends_with_newline:
        return
    if may_grow:
        raise RefusedError("half-written", "The file was written a moment ago and its last line has no end yet.")
    width = rows.recognition.width
    if rows.last_width < width and not ends_in_footer(rows.not_data, rows.last_line):
        raise RefusedError(
            "half-written",
            f"The file is half-written: its last line {rows.last_line} has {rows.last_width} of {width} cells "
            "and no line end. Export it again.",
            rows.last_line,
        )


def _last_required(recognition: Recognition) -> int:
    """A row that ends before the last heading that every such export has is a footer or a damaged row."""
    positions = [recognition.position(*choices) for choices in recognition.mapping.required]
    return max((position for position in positions if position is not None and position < recognition.width), default=0)
