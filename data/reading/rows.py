"""Text to records: exact CSV splitting that keeps the line on which each record starts."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from data.reading.refusal import RefusedError

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}

# A cell may hold a whole mail; Python's own limit of 128 KiB is too small for that.
csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Records:
    """Non-blank records of a file and the physical line on which each one starts."""

    rows: list[list[str]]
    lines: list[int]


def chunks(text: str, delimiter: str, size: int) -> Iterator[Records]:
    """All records, `size` at a time, so that a long file never stands in memory as a million lists."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    while True:
        rows: list[list[str]] = []
        lines: list[int] = []
        try:
            for row in reader:
                if row and (row[0].strip() or "".join(row).strip()):
                    rows.append(row)
                    lines.append(start)
                start = reader.line_num + 1
                if len(rows) == size:
                    break
        except csv.Error as error:
            raise RefusedError("not text", f"Line {reader.line_num} cannot be split into cells: {error}.") from error
        if not rows:
            return
        yield Records(rows, lines)


def unclosed_quote(text: str, delimiter: str, last_line: int) -> int | None:
    """The line of the last record if its quoted cell never ends, which is what an interrupted download leaves."""
    if text.count('"') % 2 == 0:
        return None
    last = islice(io.StringIO(text, newline=""), last_line - 1, None)
    try:
        for _ in csv.reader(last, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return last_line
    return None


def ends_with_newline(text: str) -> bool:
    return text.endswith(("\n", "\r"))
