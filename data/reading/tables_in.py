"""The tables in one file: how it is split, which mappings fit, and each table as a sheet, by the road that suits it."""

import io
from collections.abc import Iterator
from pathlib import Path

import duckdb

from data.reading import duckdb_reader, record_reader, yaml_notes
from data.reading.grid import Grid
from data.reading.header import Recognition, Sample, recognise
from data.reading.mapping import Mapping
from data.reading.members import Member
from data.reading.row_kinds import ends_in_footer
from data.reading.rows import DELIMITERS, SPACES, Dialect, chunks, looks_wrapped
from data.reading.sheet import Note, Sheet
from data.reading.text import Text, lines_of, open_text

# The records in which headings are looked for, and a second table.
SAMPLED_RECORDS = 200
SAMPLED_CHARACTERS = 1_000_000
IN_A_WORKBOOK = "workbook"


def samples_of(member: Member, folder: Path) -> tuple[list[Sample], Text | Grid]:
    """The first records of a file in every way that it may be split, and the file ready to be read."""
    if member.refusal is not None:
        raise member.refusal
    if member.grid is not None:
        return [Sample(Dialect(""), member.grid.rows[:SAMPLED_RECORDS], member.grid.lines)], member.grid
    text = open_text(member.path, folder)
    with lines_of(text) as lines:
        beginning = lines.read(SAMPLED_CHARACTERS)
    if yaml_notes.looks_like(beginning):
        with lines_of(text) as lines:
            headings, rows, numbers = yaml_notes.records(lines.read())
        grid = Grid([headings, *rows], [0, *numbers])
        return [Sample(Dialect(""), grid.rows[:SAMPLED_RECORDS], grid.lines)], grid
    return _samples(beginning), text


def _samples(beginning: str) -> list[Sample]:
    lines = list(io.StringIO(beginning, newline=""))
    if len(beginning) == SAMPLED_CHARACTERS:
        lines.pop()  # it may go on
    samples = [_sample(lines, Dialect(delimiter)) for delimiter in DELIMITERS]
    if looks_wrapped(samples[0].rows):
        samples += [_sample(lines, Dialect(delimiter, is_wrapped=True)) for delimiter in DELIMITERS]
    return [*samples, _sample(lines, Dialect(SPACES))]


def _sample(lines: list[str], dialect: Dialect) -> Sample:
    found = next(chunks(lines, dialect, SAMPLED_RECORDS), None)
    return Sample(dialect, list(found.rows) if found else [], found.lines if found else [])


def read_member(
    connection: duckdb.DuckDBPyConnection,
    member: Member,
    mappings: list[Mapping],
    folder: Path,
    number: int,
    may_grow: bool = False,
) -> list[Sheet]:
    """Every table of a file; raises RefusedError for a file that is not whole or not known.

    Args:
        folder: takes copies of what DuckDB cannot read as it is
        number: makes the names of the tables in DuckDB unique
        may_grow: the file was written a moment ago, so that a last line without an end is not believed
    """
    samples, content = samples_of(member, folder)
    found = recognise(samples, mappings)
    sheets = []
    for place, recognition in enumerate(found):
        name = f"{number}_{place}"
        if isinstance(content, Grid):
            sheets.append(record_reader.read_grid(connection, content, recognition, name, IN_A_WORKBOOK))
        else:
            sheets.append(_of_text(connection, content, recognition, name, may_grow))
    if isinstance(content, Grid):
        sheets[0].notes += content.notes
    return sheets


def _of_text(
    connection: duckdb.DuckDBPyConnection, text: Text, recognition: Recognition, name: str, may_grow: bool
) -> Sheet:
    is_whole = text.ends_with_newline or not may_grow
    is_plain = is_whole and recognition.is_even and not recognition.mapping.report
    sheet = duckdb_reader.read(connection, text, recognition, name) if is_plain else None
    if sheet is None:
        sheet = record_reader.read_text(connection, text, recognition, name, may_grow)
    sheet.notes += _notes(text, sheet)
    return sheet


def _notes(text: Text, sheet: Sheet) -> Iterator[Note]:
    if text.mixed_line is not None:
        message = "not all signs are UTF-8; the others are read as Windows-1252, the first of them in this line."
        yield Note("mixed encodings", f"line {text.mixed_line}: {message}", text.mixed_line)
    is_last_table = sheet.recognition.ends_before is None
    if not text.ends_with_newline and is_last_table and not ends_in_footer(sheet.not_data, sheet.last_line):
        yield Note("no line end", "the last line has no end. If the file was cut off, its last cell may be too.")
