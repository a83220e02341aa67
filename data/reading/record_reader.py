"""The exact road: records one by one, for files and sheets in which rows are not all alike."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa
from pyarrow import compute

from data.reading.header import Recognition
from data.reading.members import Grid
from data.reading.refusal import RefusedError
from data.reading.row_kinds import (
    FOOTER,
    SUBTOTAL,
    NotData,
    OddRow,
    as_of,
    is_bucket,
    kinds_in_list,
    outline,
)  # fmt: skip
from data.reading.rows import Records, chunks, lines_of, unclosed_quote
from data.reading.sheet import EXACT, Misfit, Sheet, cell_name, required_positions
from data.reading.sql import run
from data.reading.text import Text

CHUNK = 50_000


def read_text(
    connection: duckdb.DuckDBPyConnection, text: Text, recognition: Recognition, name: str, may_grow: bool
) -> Sheet:
    """The sheet `name` of a text; raises RefusedError for a file that is not whole.

    Args:
        may_grow: the file was written a moment ago, so that a last line without an end is not believed
    """
    with lines_of(text) as lines:
        rows = _Rows(recognition, text.ends_with_newline)
        sheet = _filled(connection, rows, chunks(lines, recognition.dialect, CHUNK), text.encoding, name)
    if recognition.ends_before is None:
        _refuse_half(sheet, text, rows, may_grow)
    return sheet


def read_grid(
    connection: duckdb.DuckDBPyConnection, grid: Grid, recognition: Recognition, name: str, encoding: str
) -> Sheet:
    """The sheet `name` of a workbook's grid."""
    records = (
        Records(grid.rows[start : start + CHUNK], grid.lines[start : start + CHUNK])
        for start in range(0, len(grid.rows), CHUNK)
    )
    return _filled(connection, _Rows(recognition, True), records, encoding, name)


class _Rows:
    """Turns records into columns of text, and keeps aside what may be no record."""

    def __init__(self, recognition: Recognition, ends_with_newline: bool) -> None:
        self.recognition = recognition
        self.ends_with_newline = ends_with_newline
        self.used = recognition.used_positions()
        self.required = required_positions(recognition)
        self.needed = _last_required(recognition)
        self.read = 0
        self.odd: list[OddRow] = []
        self.short: dict[int, int] = {}  # line -> cells, of rows that end too early
        self.misfits: list[Misfit] = []
        self.not_data: list[NotData] = []
        self.last_record = 0
        self.last_line, self.last_width = recognition.line, recognition.width
        self.last_end = recognition.line + recognition.header_lines

    def below(self, records: Iterator[Records]) -> Iterator[Records]:
        """The records between the headings and the next table of the file."""
        above = self.recognition.index + 1
        end = self.recognition.ends_before
        for some in records:
            rows, lines = some.rows[above:], some.lines[above:]
            above = max(0, above - len(some.rows))
            if end is not None and lines and lines[-1] >= end:
                kept = sum(line < end for line in lines)
                rows, lines = rows[:kept], lines[:kept]
            if rows:
                self.read += len(rows)
                self.last_line, self.last_width = lines[-1], len(rows[-1])
                yield Records(rows, lines)

    def list_batch(self, records: Records, schema: pa.Schema) -> pa.RecordBatch:
        """Records of a list; rows that are too short or too long are kept aside."""
        rows: Sequence[Sequence[str]] = records.rows
        lines = records.lines
        if any(len(row) != self.recognition.width for row in rows):
            rows, lines = self._fitted(records)
        columns = list(zip(*rows, strict=True)) if rows else [()] * self.recognition.width
        cells = {position: _trimmed(columns[position]) for position in self.used}
        self._note_odd(rows, lines, cells)
        return pa.record_batch([pa.array(lines, pa.int32()), *cells.values()], schema=schema)

    def _fitted(self, records: Records) -> tuple[list[Sequence[str]], list[int]]:
        """Rows of exactly the width: blank cells at the end come and go, others make the row a misfit."""
        width, kept, kept_lines = self.recognition.width, [], []
        end = self.last_end
        for row, line in zip(records.rows, records.lines, strict=True):
            after_blank = line > end
            end = line + 1 + sum(cell.count("\n") for cell in row)
            if len(row) > width:
                if "".join(row[width:]).strip():
                    self.misfits.append(Misfit(line, "too many cells", f"{width} cells", f"{len(row)} cells"))
                    continue
                row = row[:width]
            elif len(row) < width:
                if len(row) <= self.needed:
                    self.short[line] = len(row)
                    self.odd.append(OddRow(line, row, after_blank))
                    continue
                row = [*row, *[""] * (width - len(row))]
            kept.append(row)
            kept_lines.append(line)
        self.last_end = end
        return kept, kept_lines

    def _note_odd(self, rows: Sequence[Sequence[str]], lines: list[int], cells: dict[int, pa.Array]) -> None:
        """Rows without what every record has, with nothing else, or that begin like the headings."""
        if not lines or not self.used:
            return
        lacking = [_any([compute.is_null(cells[position]) for position in group]) for group in self.required if group]
        masks = [_all(lacking)] if lacking and len(lacking) == len(self.required) else []
        heading = self.recognition.headings[self.used[0]].strip()
        masks.append(compute.fill_null(compute.equal(cells[self.used[0]], heading), False))
        if len(self.used) > 1:
            masks.append(_all([compute.is_null(cells[position]) for position in self.used[1:]]))
        odd = _any(masks).to_numpy(zero_copy_only=False).nonzero()[0].tolist()
        self.odd += [OddRow(lines[index], rows[index]) for index in odd]
        surely = (
            next(
                (
                    line
                    for line, index in zip(reversed(lines), range(len(lines) - 1, -1, -1), strict=True)
                    if index not in set(odd[-1000:])
                ),
                0,
            )
            if odd
            else lines[-1]
        )
        self.last_record = max(self.last_record, surely)

    def report_batch(self, records: list[Records], schema: pa.Schema) -> pa.RecordBatch:
        """The records of a report, each with its section and the day of the report."""
        recognition = self.recognition
        rows = [(line, row) for some in records for row, line in zip(some.rows, some.lines, strict=True)]
        sorted_rows = outline(rows, recognition.headings)
        self.not_data = sorted_rows.others
        day = as_of([*recognition.titles, *(row.text for row in sorted_rows.others if row.kind == FOOTER)])
        width = recognition.width
        fitted = []
        for line, row, section in sorted_rows.records:
            if "".join(row[width:]).strip():
                self.misfits.append(Misfit(line, "too many cells", f"{width} cells", f"{len(row)} cells"))
                continue
            padded = [*row[:width], *[""] * (width - len(row))]
            bucket = section is not None and is_bucket(section)
            outside = ["" if bucket else section or "", section or "" if bucket else "", day or ""]
            fitted.append((line, [*padded, *outside]))
        columns = list(zip(*(row for _, row in fitted), strict=True)) or [()] * (width + 3)
        lines = pa.array([line for line, _ in fitted], pa.int32())
        return pa.record_batch([lines, *(_trimmed(columns[position]) for position in self.used)], schema=schema)

    def settle(self) -> None:
        """Decides about the rows that were kept aside, once the last row is known."""
        if self.recognition.mapping.report:
            return
        self.odd.sort(key=lambda row: row.line)
        self.not_data = kinds_in_list(self.odd, self.recognition.headings, self.last_record, self.ends_with_newline)
        explained = {row.line for row in self.not_data}
        width = self.recognition.width
        self.misfits += [
            Misfit(line, "too few cells", f"{width} cells", f"{found} cells")
            for line, found in self.short.items()
            if line not in explained
        ]
        self.misfits.sort(key=lambda misfit: misfit.row)


def _filled(
    connection: duckdb.DuckDBPyConnection, rows: _Rows, records: Iterator[Records], encoding: str, name: str
) -> Sheet:
    recognition = rows.recognition
    if recognition.mapping.report:
        rows.used = [*rows.used, *range(recognition.width, recognition.width + 3)]
    schema = pa.schema([("source_row", pa.int32()), *((cell_name(position), pa.string()) for position in rows.used)])
    if recognition.mapping.report:
        batches = [rows.report_batch(list(rows.below(records)), schema)]
    else:
        batches = [rows.list_batch(some, schema) for some in rows.below(records)]
    rows.settle()
    cells = f"cells_{name}"
    connection.register(f"{cells}_arrow", pa.Table.from_batches(batches, schema=schema))
    run(connection, f"create table {cells} as select * from {cells}_arrow")
    connection.unregister(f"{cells}_arrow")
    if rows.not_data and not recognition.mapping.report:
        lines = ", ".join(str(row.line) for row in rows.not_data)
        run(connection, f"delete from {cells} where source_row in ({lines})")
    return Sheet(recognition, encoding, cells, EXACT, rows.read, rows.misfits, rows.not_data)


def _refuse_half(sheet: Sheet, text: Text, rows: _Rows, may_grow: bool) -> None:
    """A file that is cut off is worse than no file: its missing rows would look like news."""
    open_quote = unclosed_quote(text, sheet.recognition.dialect, rows.last_line)
    if open_quote is not None:
        message = f"The file is half-written: the quoted cell that begins in line {open_quote} never ends."
        raise RefusedError("half-written", message, open_quote)
    if text.ends_with_newline:
        return
    if may_grow:
        raise RefusedError("half-written", "The file was written a moment ago and its last line has no end yet.")
    width = sheet.recognition.width
    is_footer = any(row.line == rows.last_line and row.kind in (FOOTER, SUBTOTAL) for row in sheet.not_data)
    if rows.last_width < width and not is_footer:
        raise RefusedError(
            "half-written",
            f"The file is half-written: its last line {rows.last_line} has {rows.last_width} of {width} cells "
            "and no line end. Export it again.",
            rows.last_line,
        )
    sheet.may_be_cut_off = not is_footer


def _trimmed(cells: Sequence[str]) -> pa.Array:
    """Cells without blanks around them, null where nothing is left."""
    trimmed = compute.utf8_trim_whitespace(pa.array(cells, pa.string()))
    return compute.if_else(compute.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _any(masks: list[pa.Array]) -> pa.Array:
    found = masks[0]
    for mask in masks[1:]:
        found = compute.or_(found, mask)
    return found


def _all(masks: list[pa.Array]) -> pa.Array:
    found = masks[0]
    for mask in masks[1:]:
        found = compute.and_(found, mask)
    return found


def _last_required(recognition: Recognition) -> int:
    """A row that ends before the last heading that every such export has is a footer or a damaged row."""
    positions = [recognition.position(*choices) for choices in recognition.mapping.required]
    return max((position for position in positions if position is not None and position < recognition.width), default=0)
