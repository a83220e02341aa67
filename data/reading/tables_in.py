"""The tables in one file: how it is split, which mappings fit, and each table as a sheet, by the road that suits it."""

from pathlib import Path

import duckdb

from data.reading import duckdb_reader, record_reader, yaml_notes
from data.reading.header import Recognition, Sample, recognise
from data.reading.mapping import Mapping
from data.reading.members import Grid, Member
from data.reading.rows import DELIMITERS, SPACES, Dialect, chunks, lines_of, looks_wrapped
from data.reading.sheet import Sheet
from data.reading.text import Text, open_text

# The records in which headings are looked for, and a second table.
SAMPLED_RECORDS = 200
SAMPLED_CHARACTERS = 1_000_000
IN_A_WORKBOOK = "workbook"


def samples_of(member: Member, folder: Path) -> tuple[list[Sample], Text | Grid]:
    """The first records of a file in every way that it may be split, and the file ready to be read."""
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
    lines = beginning.splitlines(keepends=True)
    samples = [_sample(lines, Dialect(delimiter)) for delimiter in (*DELIMITERS, SPACES)]
    if looks_wrapped(samples[0].rows):
        samples += [_sample(lines, Dialect(delimiter, is_wrapped=True)) for delimiter in DELIMITERS]
    return samples


def _sample(lines: list[str], dialect: Dialect) -> Sample:
    found = next(chunks(lines, dialect, SAMPLED_RECORDS), None)
    return Sample(dialect, found.rows if found else [], found.lines if found else [])


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
    return sheets


def _of_text(
    connection: duckdb.DuckDBPyConnection, text: Text, recognition: Recognition, name: str, may_grow: bool
) -> Sheet:
    is_plain = not recognition.mapping.report and (text.ends_with_newline or not may_grow)
    sheet = duckdb_reader.read(connection, text, recognition, name) if is_plain else None
    if sheet is None:
        return record_reader.read_text(connection, text, recognition, name, may_grow)
    sheet.may_be_cut_off = not text.ends_with_newline
    return sheet
