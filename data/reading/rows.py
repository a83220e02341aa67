"""Text to records: exact CSV splitting that keeps the line on which each record starts."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from data.reading.refusal import Refusal

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}

# A cell may hold a whole mail; Python's own limit of 128 KiB is too small for that.
csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Records:
    """The non-blank records of a file and the physical line on which each one starts."""

    delimiter: str
    rows: list[list[str]]
    lines: list[int]


def split(text: str, delimiter: str, most: int | None = None) -> Records:
    """All records, or the first `most` of them; a line with nothing on it is no record."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    lines: list[int] = []
    start = 1
    try:
        for row in reader:
            if row and (row[0].strip() or "".join(row).strip()):
                rows.append(row)
                lines.append(start)
                if len(rows) == most:
                    break
            start = reader.line_num + 1
    except csv.Error as error:
        raise Refusal("not text", f"Line {reader.line_num} cannot be split into cells: {error}.") from error
    return Records(delimiter, rows, lines)


def unclosed_quote(text: str, records: Records) -> int | None:
    """The line of a record whose quoted cell never ends, which is what an interrupted download leaves."""
    if text.count('"') % 2 == 0 or not records.lines:
        return None
    last = islice(io.StringIO(text, newline=""), records.lines[-1] - 1, None)
    try:
        for _ in csv.reader(last, delimiter=records.delimiter, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return records.lines[-1]
    return None


def ends_with_newline(text: str) -> bool:
    return text.endswith(("\n", "\r"))
