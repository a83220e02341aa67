"""One file as columns of text: cells where they belong, the line of each row, and the rows that do not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from data.reading.header import Recognition, recognise
from data.reading.mapping import Mapping, normal
from data.reading.refusal import Refusal
from data.reading.rows import ends_with_newline, split, unclosed_quote
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
    rows_read: int
    cells: pa.Table
    misfits: list[Misfit] = field(default_factory=list)
    repeated_headings: tuple[str, ...] = ()

    @property
    def mapping(self) -> Mapping:
        return self.recognition.mapping


def cell_name(position: int) -> str:
    return f"cell_{position}"


def read_sheet(content: bytes, mappings: list[Mapping], may_grow: bool = False) -> Sheet:
    """Bytes to columns of text; raises Refusal for a file that is not whole or not known.

    Args:
        may_grow: the file was written a moment ago, so that a last line without an end is not believed
    """
    text, encoding = decode(content)
    recognition = recognise(text, mappings)
    records = split(text, recognition.delimiter)
    open_quote = unclosed_quote(text, records)
    if open_quote is not None:
        raise Refusal(
            "half-written",
            f"The file is half-written: the quoted cell that begins in line {open_quote} never ends.",
            open_quote,
        )
    if may_grow and not ends_with_newline(text):
        raise Refusal("half-written", "The file was written a moment ago and its last line has no end yet.")
    rows = records.rows[recognition.index + 1 :]
    lines = records.lines[recognition.index + 1 :]
    width = len(recognition.headings)
    if rows and len(rows[-1]) < width and not ends_with_newline(text):
        raise Refusal(
            "half-written",
            f"The file is half-written: its last line {lines[-1]} has {len(rows[-1])} of {width} cells "
            "and no line end. Export it again.",
            lines[-1],
        )
    sheet = Sheet(recognition, encoding, len(rows), pa.table({}), [], _repeated(recognition.headings))
    sheet.cells = _columns(sheet, rows, lines)
    return sheet


def _columns(sheet: Sheet, rows: list[list[str]], lines: list[int]) -> pa.Table:
    """The cells that the mapping reads, column by column and a chunk of rows at a time."""
    recognition, width = sheet.recognition, len(sheet.recognition.headings)
    used = sorted(
        {
            position
            for heading in sheet.mapping.heading_names()
            if (position := recognition.position(heading)) is not None
        }
    )
    needed = _last_required(recognition)
    schema = pa.schema(
        [("source_row", pa.int32()), *((cell_name(position), pa.string()) for position in used)]
    )
    batches = []
    for start in range(0, len(rows), CHUNK):
        chunk: Sequence[Sequence[str]] = rows[start : start + CHUNK]
        numbers = lines[start : start + CHUNK]
        if any(len(row) != width for row in chunk):
            chunk, numbers = _fitted(chunk, numbers, width, needed, sheet.misfits)
        columns = list(zip(*chunk, strict=True)) if chunk else [()] * width
        arrays = [
            pa.array(numbers, pa.int32()),
            *(pa.array(columns[position], pa.string()) for position in used),
        ]
        batches.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


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
