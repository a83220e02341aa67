"""The quick road: DuckDB's own CSV reader with everything named, believed only when every byte is accounted for."""

from dataclasses import dataclass, field

import duckdb

from data.reading.header import Recognition
from data.reading.odd_rows import OddRows, trimmed
from data.reading.row_kinds import NotData
from data.reading.rows import DELIMITERS, Records
from data.reading.sheet import QUICK, Sheet, cell_name
from data.reading.sql import literal, run
from data.reading.text import BLANKS, Text

# One line may hold a whole mail.
LONGEST_LINE = 1 << 27
# A sum is quicker than one long text, but takes DuckDB a second to plan where there are hundreds of columns.
LONGEST_SUM = 50


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
    except duckdb.Error:
        run(connection, f"drop table if exists {raw.table}")
        return None
    rows = raw.verified_rows(connection)
    if rows is None:
        run(connection, f"drop table {raw.table}")
        return None
    raw.add_lines(connection)
    not_data, blank, last_line = raw.find_what_is_no_record(connection)
    raw.create_view(connection, f"cells_{name}")
    return Sheet(
        recognition, text.encoding, f"cells_{name}", QUICK, rows - blank, last_line=last_line, not_data=not_data
    )


def _body_start(text: Text, recognition: Recognition) -> int | None:
    """The bytes above the first row; None where the lines of the file do not end alike."""
    if not text.newline or recognition.header_lines > 1 or recognition.line == 0 or recognition.ends_before is not None:
        return None
    with text.path.open("rb") as file:
        file.seek(text.start)
        for _ in range(recognition.line):
            file.readline()
        return file.tell() - text.start


def _pattern(path: str) -> str:
    """A path that names one file, for a reader that takes *, ? and [ for patterns."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)


@dataclass
class _Raw:
    """The table that DuckDB's reader fills: the cells in use, and what the proof needs."""

    table: str
    text: Text
    recognition: Recognition
    body: int
    line: str = ""  # SQL for the line of a row
    left_out: list[int] = field(default_factory=list)  # lines of what is no record

    @property
    def names(self) -> list[str]:
        return [f"c{position}" for position in range(self.recognition.width)]

    def create_sql(self) -> str:
        """The rows with their sizes; the whole row only where it may be no record."""
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in self.names)
        cells = [f"c{position} as {cell_name(position)}" for position in self.recognition.used_positions()]
        whole = f"case when {self._may_be_odd()} then [{', '.join(self.names)}] end as row_cells"
        # Told of "\r\n", DuckDB 2.0 finds no rows; left to itself it does, and the bytes that are added up prove it.
        newline = r"new_line = '\n'," if self.text.newline == "\n" else ""
        return f"""
            create table {self.table} as
            select {", ".join([*cells, *self._sizes(), whole])}
            from read_csv(
                {literal(_pattern(str(self.text.path)))}, auto_detect = false, header = false, columns = {{{columns}}},
                skip = {self.recognition.line}, delim = {literal(self.recognition.dialect.delimiter)},
                quote = '"', escape = '"', {newline} strict_mode = true, null_padding = false,
                ignore_errors = false, encoding = 'utf-8', max_line_size = {LONGEST_LINE}, parallel = true,
                compression = 'none', hive_partitioning = false
            )
        """

    def _sizes(self) -> list[str]:
        """What each row takes of the file. Quotes and line ends within cells can only be where there are quotes."""
        row = f"concat({', '.join(self.names)})"
        if not self.text.quotes:
            is_short = len(self.names) <= LONGEST_SUM
            size = " + ".join(f"coalesce(strlen({name}), 0)" for name in self.names) if is_short else f"strlen({row})"
            return [f"({size})::ubigint as bytes"]
        return [
            f"strlen({row})::ubigint as bytes",
            f"(strlen({row}) - strlen(replace({row}, chr(34), '')))::ubigint as quotes",
            f"(strlen({row}) - strlen(replace({row}, chr(10), '')))::ubigint as newlines",
        ]

    def _may_be_odd(self) -> str:
        """SQL that holds for every row that is odd, and for few others: what it costs is paid for each row."""
        odd = OddRows(self.recognition)
        conditions = []
        if odd.used:
            cell, heading = f"c{odd.used[0]}", literal(self.recognition.headings[odd.used[0]].strip(BLANKS))
            is_heading = f"trim({cell}, {literal(BLANKS)}) = {heading}"
            conditions.append(f"case when contains({cell}, {heading}) then {is_heading} else false end")
        if odd.required:
            groups = [" or ".join(map(self._may_be_blank, group)) for group in odd.required]
            conditions.append(" and ".join(f"({group})" for group in groups))
        if odd.used[1:]:
            conditions.append(" and ".join(map(self._may_be_blank, odd.used[1:])))
        return " or ".join(f"({condition})" for condition in conditions) or "false"

    def _may_be_blank(self, position: int) -> str:
        """SQL: a cell is empty or begins with a blank."""
        cell = f"c{position}"
        begins = [f"starts_with({cell}, {literal(space)})" for space in self.text.spaces if space > "!"]
        conditions = " or ".join([f"{cell} is null", f"{cell} < '!'", *begins])
        return f"({conditions})"

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

    def find_what_is_no_record(self, connection: duckdb.DuckDBPyConnection) -> tuple[list[NotData], int, int]:
        """Headings that come again, totals and footers; how many rows are blank; and the line of the last other one."""
        found = run(
            connection, f"select {self.line}, row_cells from {self.table} where row_cells is not null order by 1"
        )
        ((last_record,),) = run(
            connection, f"select coalesce(max({self.line}), 0) from {self.table} where row_cells is null"
        )
        rows = [(line, [cell or "" for cell in cells]) for line, cells in found]
        filled = [(line, cells) for line, cells in rows if "".join(cells).strip(BLANKS)]
        blank = [(line, cells) for line, cells in rows if not "".join(cells).strip(BLANKS)]
        odd = OddRows(self.recognition)
        odd.last_record = last_record
        records = Records.of([cells for _, cells in filled], [line for line, _ in filled])
        odd.look_at(
            records,
            {position: trimmed(records.cells[position :: self.recognition.width]) for position in odd.used},
            {line + "".join(cells).count("\n") for line, cells in blank},
        )
        not_data = odd.kinds(self.text.ends_with_newline)
        self.left_out = sorted([*(line for line, _ in blank), *(row.line for row in not_data)])
        return not_data, len(blank), max([self.recognition.line, last_record, *(line for line, _ in filled)])

    def create_view(self, connection: duckdb.DuckDBPyConnection, view: str) -> None:
        """The cells of the records, without blanks around them, beside their lines."""
        cells = [f"{cell} as {name}" for name, cell in self._trimmed(connection).items()]
        selected = ", ".join([f"{self.line} as source_row", *cells])
        left_out = ", ".join(map(str, self.left_out))
        condition = f" where {self.line} not in ({left_out})" if left_out else ""
        run(connection, f"create view {view} as select {selected} from {self.table}{condition}")

    def _has_newlines(self, connection: duckdb.DuckDBPyConnection) -> bool:
        ((found,),) = run(connection, f"select coalesce(bool_or(newlines > 0), false) from {self.table}")
        return bool(found)

    def _trimmed(self, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
        """SQL for each cell; only columns in which a blank stands at an end pay for its removal."""
        names = [cell_name(position) for position in self.recognition.used_positions()]
        if not names:
            return {}
        checks = ", ".join(f"bool_or({self._is_untidy(name)})" for name in names)
        (found,) = run(connection, f"select {checks} from {self.table}")
        return {name: self._tidied(name) if is_untidy else name for name, is_untidy in zip(names, found, strict=True)}

    def _is_untidy(self, name: str) -> str:
        """SQL: a cell has a blank at one of its ends, or nothing between its quotes."""
        spaces = self.text.spaces + ("\n\r" if self.text.quotes else "")
        starts = [f"starts_with({name}, {literal(space)})" for space in self.text.spaces if space > "!"]
        ends = [f"ends_with({name}, {literal(space)})" for space in " " + spaces]
        return " or ".join([f"{name} < '!'", *starts, *ends])

    def _tidied(self, name: str) -> str:
        return f"case when {self._is_untidy(name)} then nullif(trim({name}, {literal(BLANKS)}), '') else {name} end"
