"""One file as columns of text: cells where they belong, the line of each row, and the rows that do not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
from pyarrow import compute

from data.reading.header import Recognition, recognise
from data.reading.mapping import Mapping, normal
from data.reading.refusal import RefusedError
from data.reading.rows import chunks, ends_with_newline, unclosed_quote
from data.reading.text import decode

CHUNK = 50_000


@dataclass(frozen=True)
class Misfit:
    """A row that has too many or too few cells."""

    row: int
    code: str
    wanted: str
    found: str


@dataclass
class Sheet:
    """The rows of one file. `cells` has source_row and one text column cell_<position> for each heading in use."""

    recognition: Recognition
    encoding: str
    rows_read: int = 0
    cells: pa.Table = field(default_factory=lambda: pa.table({}))
    misfits: list[Misfit] = field(default_factory=list)
    repeated_headings: tuple[str, ...] = ()

    @property
    def mapping(self) -> Mapping:
        return self.recognition.mapping


def cell_name(position: int) -> str:
    return f"cell_{position}"


def read_sheet(content: bytes, mappings: list[Mapping], may_grow: bool = False) -> Sheet:
    """Bytes to columns of text; raises RefusedError for a file that is not whole or not known.

    Args:
        may_grow: the file was written a moment ago, so that a last line without an end is not believed
    """
    text, encoding = decode(content)
    recognition = recognise(text, mappings)
    sheet = Sheet(recognition, encoding, repeated_headings=_repeated(recognition.headings))
    last_row, last_line = _fill(sheet, text)
    _refuse_half(sheet, text, last_row, last_line, may_grow)
    return sheet


def _fill(sheet: Sheet, text: str) -> tuple[list[str], int]:
    """Reads the rows below the headings, a chunk at a time; gives the last record and its line."""
    recognition, width = sheet.recognition, len(sheet.recognition.headings)
    used = _used_positions(recognition)
    needed = _last_required(recognition)
    schema = pa.schema([("source_row", pa.int32()), *((cell_name(position), pa.string()) for position in used)])
    batches = []
    above = recognition.index + 1
    row: list[str] = list(recognition.headings)
    line = recognition.line
    for records in chunks(text, recognition.delimiter, CHUNK):
        rows: Sequence[Sequence[str]] = records.rows[above:]
        lines = records.lines[above:]
        above = max(0, above - len(records.rows))
        row, line = records.rows[-1], records.lines[-1]
        sheet.rows_read += len(rows)
        if any(len(cells) != width for cells in rows):
            rows, lines = _fitted(rows, lines, width, needed, sheet.misfits)
        columns = list(zip(*rows, strict=True)) if rows else [()] * width
        cells = [_trimmed(pa.array(columns[position], pa.string())) for position in used]
        batches.append(pa.record_batch([pa.array(lines, pa.int32()), *cells], schema=schema))
    sheet.cells = pa.Table.from_batches(batches, schema=schema)
    return row, line


def _refuse_half(sheet: Sheet, text: str, last_row: list[str], last_line: int, may_grow: bool) -> None:
    """A file that is cut off is worse than no file: its missing rows would look like news."""
    open_quote = unclosed_quote(text, sheet.recognition.delimiter, last_line)
    if open_quote is not None:
        message = f"The file is half-written: the quoted cell that begins in line {open_quote} never ends."
        raise RefusedError("half-written", message, open_quote)
    if ends_with_newline(text):
        return
    if may_grow:
        raise RefusedError("half-written", "The file was written a moment ago and its last line has no end yet.")
    width = len(sheet.recognition.headings)
    if len(last_row) < width:
        raise RefusedError(
            "half-written",
            f"The file is half-written: its last line {last_line} has {len(last_row)} of {width} cells "
            "and no line end. Export it again.",
            last_line,
        )


def _used_positions(recognition: Recognition) -> list[int]:
    """The columns that the mapping reads."""
    positions = {recognition.position(heading) for heading in recognition.mapping.heading_names()}
    return sorted(position for position in positions if position is not None)


def _trimmed(cells: pa.Array) -> pa.Array:
    """Cells without blanks around them, null where nothing is left."""
    trimmed = compute.utf8_trim_whitespace(cells)
    return compute.if_else(compute.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _fitted(
    chunk: Sequence[Sequence[str]], numbers: list[int], width: int, needed: int, misfits: list[Misfit]
) -> tuple[list[Sequence[str]], list[int]]:
    """Rows of exactly `width` cells: blank cells at the end come and go, others make the row a misfit."""
    kept, kept_numbers = [], []
    for row, number in zip(chunk, numbers, strict=True):
        if len(row) > width:
            if "".join(row[width:]).strip():
                misfits.append(Misfit(number, "too many cells", f"{width} cells", f"{len(row)} cells"))
                continue
            row = row[:width]
        elif len(row) < width:
            if len(row) <= needed:
                misfits.append(Misfit(number, "too few cells", f"{width} cells", f"{len(row)} cells"))
                continue
            row = [*row, *[""] * (width - len(row))]
        kept.append(row)
        kept_numbers.append(number)
    return kept, kept_numbers


def _last_required(recognition: Recognition) -> int:
    """A row that ends before the last heading that every such export has is a footer or a damaged row."""
    positions = [recognition.position(*choices) for choices in recognition.mapping.required]
    return max((position for position in positions if position is not None), default=0)


def _repeated(headings: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    repeated = []
    for heading in headings:
        if normal(heading) and normal(heading) in seen:
            repeated.append(heading)
        seen.add(normal(heading))
    return tuple(repeated)
