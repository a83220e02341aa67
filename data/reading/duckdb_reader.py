"""The quick road: DuckDB's own CSV reader with everything named, believed only when every byte is accounted for."""

from dataclasses import dataclass

import duckdb

from data.reading.header import Recognition
from data.reading.row_kinds import NotData, OddRow, kinds_in_list
from data.reading.rows import DELIMITERS
from data.reading.sheet import QUICK, Sheet, cell_name, required_positions
from data.reading.sql import literal, run
from data.reading.text import Text

# One line may hold a whole mail.
LONGEST_LINE = 1 << 27
PLAIN_SPACES = " \t\r\n\v\f"


def read(connection: duckdb.DuckDBPyConnection, text: Text, recognition: Recognition, name: str) -> Sheet | None:
    """The sheet `name` of an ordinary file; None where the file has anything that needs the exact road.

    A file is ordinary when DuckDB finds as many cells in every row as there are headings, and when the bytes of all
    cells, delimiters, quotes and line ends add up to the bytes of the file, and the lines to its lines.
    """
    dialect = recognition.dialect
    body = _body_start(text, recognition)
    if body is None or dialect.is_wrapped or dialect.delimiter not in DELIMITERS or recognition.width < 2:
        return None
    raw = _Raw(f"raw_{name}", text, recognition, body)
    try:
        run(connection, raw.create_sql())
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        run(connection, f"drop table if exists {raw.table}")
        return None
    rows = raw.verified_rows(connection)
    if rows is None:
        run(connection, f"drop table {raw.table}")
        return None
    raw.add_lines(connection)
    not_data, blank = raw.take_out_what_is_no_record(connection)
    raw.create_view(connection, f"cells_{name}")
    return Sheet(recognition, text.encoding, f"cells_{name}", QUICK, rows - blank, not_data=not_data)


def _body_start(text: Text, recognition: Recognition) -> int | None:
    """The bytes above the first row; None where the lines of the file do not end alike."""
    if not text.newline or recognition.header_lines > 1 or recognition.line == 0 or recognition.ends_before is not None:
        return None
    with text.path.open("rb") as file:
        file.seek(text.start)
        for _ in range(recognition.line):
            file.readline()
        return file.tell() - text.start


@dataclass
class _Raw:
    """The table that DuckDB's reader fills: the cells in use, and what the proof needs."""

    table: str
    text: Text
    recognition: Recognition
    body: int
    line: str = ""  # SQL for the line of a row

    @property
    def names(self) -> list[str]:
        return [f"c{position}" for position in range(self.recognition.width)]

    def create_sql(self) -> str:
        """The rows with their sizes; the whole row only where it may be no record."""
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in self.names)
        cells = [f"c{position} as {cell_name(position)}" for position in self.recognition.used_positions()]
        whole = f"case when {self._odd()} then [{', '.join(self.names)}] end as row_cells"
        newline = {"\n": r"\n", "\r\n": r"\r\n"}[self.text.newline]
        return f"""
            create table {self.table} as
            select {", ".join([*cells, *self._sizes(), whole])}
            from read_csv(
                {literal(str(self.text.path))}, auto_detect = false, header = false, columns = {{{columns}}},
                skip = {self.recognition.line}, delim = {literal(self.recognition.dialect.delimiter)},
                quote = '"', escape = '"', new_line = {literal(newline)}, strict_mode = true, null_padding = false,
                ignore_errors = false, encoding = 'utf-8', max_line_size = {LONGEST_LINE}, parallel = true
            )
        """

    def _sizes(self) -> list[str]:
        """What each row takes of the file. Quotes and line ends within cells can only be where there are quotes."""
        if not self.text.quotes:
            sizes = " + ".join(f"coalesce(strlen({name}), 0)" for name in self.names)
            return [f"({sizes})::ubigint as bytes"]
        row = f"concat({', '.join(self.names)})"
        return [
            f"strlen({row})::ubigint as bytes",
            f"(strlen({row}) - strlen(replace({row}, chr(34), '')))::ubigint as quotes",
            f"(strlen({row}) - strlen(replace({row}, chr(10), '')))::ubigint as newlines",
        ]

    def _odd(self) -> str:
        """SQL: the row lacks what every record has, or has nothing else, or is the headings again."""
        groups = required_positions(self.recognition)
        lacking = [
            " or ".join(f"c{position} is null or c{position} = ''" for position in group) for group in groups if group
        ]
        odd = (
            [" and ".join(f"({condition})" for condition in lacking)] if lacking and len(lacking) == len(groups) else []
        )
        used = self.recognition.used_positions()
        if used:
            heading = self.recognition.headings[used[0]]
            odd.append(f"c{used[0]} = {literal(heading)}")
        if len(used) > 1:
            others = ", ".join(f"nullif(c{position}, '')" for position in used[1:])
            odd.append(f"coalesce({others}) is null")
        return " or ".join(f"({condition})" for condition in odd) or "false"

    def verified_rows(self, connection: duckdb.DuckDBPyConnection) -> int | None:
        """The number of rows, if the bytes and lines of the rows are those of the file."""
        sums = "sum(quotes), sum(newlines)" if self.text.quotes else "0, 0"
        ((rows, size, quotes, newlines, first, last),) = run(
            connection, f"select count(*), sum(bytes), {sums}, min(rowid), max(rowid) from {self.table}"
        )
        text, recognition = self.text, self.recognition
        if not rows:
            return 0 if text.size == self.body else None
        line_ends = (rows if text.ends_with_newline else rows - 1) * len(text.newline)
        delimiters = rows * (recognition.width - 1)
        above = self._quotes_above()
        accounted = self.body + size + delimiters + line_ends + (text.quotes - above - quotes)
        lines = recognition.line + rows + newlines
        is_whole = accounted == text.size and lines == text.lines and first == 0 and last == rows - 1
        return rows if is_whole else None

    def _quotes_above(self) -> int:
        with self.text.path.open("rb") as file:
            file.seek(self.text.start)
            return file.read(self.body).count(b'"')

    def add_lines(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The line of each row; a row with line ends within its cells takes more than one."""
        first_line = self.recognition.line + 1
        self.line = f"(rowid + {first_line})::integer"
        if not self.text.quotes or not self._has_newlines(connection):
            return
        run(
            connection,
            f"""
            create table {self.table}_lined as
            select
                *,
                (rowid + {first_line} + coalesce(sum(newlines) over (
                    order by rowid rows between unbounded preceding and 1 preceding
                ), 0))::integer as line
            from {self.table}
            """,
        )
        run(connection, f"drop table {self.table}")
        self.table, self.line = f"{self.table}_lined", "line"

    def take_out_what_is_no_record(self, connection: duckdb.DuckDBPyConnection) -> tuple[list[NotData], int]:
        """Headings that come again, totals and footers leave the table; gives what they were, and how many were blank."""
        rows = run(
            connection, f"select {self.line}, row_cells from {self.table} where row_cells is not null order by rowid"
        )
        if not rows:
            return [], 0
        ((last_record,),) = run(
            connection, f"select coalesce(max({self.line}), 0) from {self.table} where row_cells is null"
        )
        odd = [OddRow(line, [cell or "" for cell in cells]) for line, cells in rows]
        blank = {row.line for row in odd if not "".join(row.cells).strip()}
        odd = [row for row in odd if row.line not in blank]
        found = kinds_in_list(odd, self.recognition.headings, last_record, self.text.ends_with_newline)
        out = sorted(blank | {row.line for row in found})
        if out:
            run(connection, f"delete from {self.table} where {self.line} in ({', '.join(map(str, out))})")
        return found, len(blank)

    def create_view(self, connection: duckdb.DuckDBPyConnection, view: str) -> None:
        """The cells without blanks around them, beside their lines."""
        cells = [f"{cell} as {name}" for name, cell in self._trimmed(connection).items()]
        selected = ", ".join([f"{self.line} as source_row", *cells])
        run(connection, f"create view {view} as select {selected} from {self.table}")

    def _has_newlines(self, connection: duckdb.DuckDBPyConnection) -> bool:
        ((found,),) = run(connection, f"select coalesce(bool_or(newlines > 0), false) from {self.table}")
        return bool(found)

    def _trimmed(self, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
        """SQL for each cell; only columns in which a blank stands at an end pay for its removal."""
        names = [cell_name(position) for position in self.recognition.used_positions()]
        if not names:
            return {}
        spaces = PLAIN_SPACES + self.text.spaces
        ends = [" ", *self.text.spaces, *(["\n", "\r"] if self.text.quotes else [])]

        def untidy(name: str) -> str:
            starts = [
                f"{name} < '!'",
                *(f"starts_with({name}, {literal(space)})" for space in self.text.spaces if space > "!"),
            ]
            return " or ".join([*starts, *(f"ends_with({name}, {literal(space)})" for space in ends)])

        found = run(connection, f"select {', '.join(f'bool_or({untidy(name)})' for name in names)} from {self.table}")[
            0
        ]
        return {
            name: f"case when {untidy(name)} then nullif(trim({name}, {literal(spaces)}), '') else {name} end"
            if any_
            else name
            for name, any_ in zip(names, found, strict=True)
        }
