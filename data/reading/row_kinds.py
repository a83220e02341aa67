"""What a row of an export is: a record, or a heading that comes again, a section, a subtotal, a footer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.reading.mapping import normal

RECORD, HEADING, SECTION, SUBTOTAL, FOOTER = "record", "headings again", "section", "subtotal", "footer"

_TOTAL = re.compile(
    r"(grand|report|net|overall)?\s*(sub-?)?totals?(\s*\(\s*[\d,.]+ (records?|rows?)\s*\))?\s*:?"
    r"|percentage of total|summe|gesamt(summe)?|total general",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(r"(grand |sub-?)?totals?\b.+", re.IGNORECASE)
_BUCKET = re.compile(
    r"current|not (yet )?due( yet)?|older|overdue"
    r"|[<>]=?\s*\d+(\s*(day|month)s?.*)?"
    r"|\d+\s*(-|–|to)\s*\d+(\s*(day|month)s?.*)?"
    r"|\d+\s*\+(\s*(day|month)s?.*)?"
    r"|(over |more than )?\d+ (or more |and over )?(days?|months?).*",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as of|as at|stand|stand vom|situation au|a fecha de)\b:?\s+(\S.*)", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−(]?\s*[^\w\s]{0,3}\s*[\d.,'’ \u00a0]+\s*[^\w\s]{0,3}\)?|-+|—")


@dataclass(frozen=True)
class OddRow:
    """A row that may be no record: the line it begins on, its cells, and whether a blank line stands before it."""

    line: int
    cells: Sequence[str]
    after_blank: bool = False


@dataclass(frozen=True)
class NotData:
    """A row that is no record, and what it is instead."""

    line: int
    kind: str
    text: str


def as_of(texts: Iterable[str]) -> str | None:
    """The day in "As of November 21, 2026", as it is written."""
    for text in texts:
        found = _AS_OF.search(" ".join(text.split()))
        if found:
            return found[1].rstrip(".;")
    return None


def is_bucket(section: str) -> bool:
    """True for "1 - 30 days past due", "Current" and their like; a customer may be called 3000."""
    return _BUCKET.fullmatch(" ".join(section.split())) is not None


def kinds_in_list(
    odd: Sequence[OddRow], headings: Sequence[str], last_record: int, ends_with_newline: bool
) -> list[NotData]:
    """The rows of a list that are no records. `last_record` is the line of the last row that is surely one."""
    found: list[NotData] = []
    names = [normal(heading) for heading in headings]
    for row in odd:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        is_last = row is odd[-1] and row.line > last_record
        follows = bool(found) and found[-1].kind in (FOOTER, SUBTOTAL)
        if _is_heading(row.cells, names):
            found.append(NotData(row.line, HEADING, filled[0]))
        elif filled and _TOTAL.fullmatch(filled[0]):
            found.append(NotData(row.line, SUBTOTAL, filled[0]))
        elif (
            len(filled) == 1
            and row.line > last_record
            # A single cell at the very end without a line end may be the beginning of a row that was cut off.
            and (ends_with_newline or not is_last or row.after_blank or follows)
        ):
            found.append(NotData(row.line, FOOTER, filled[0]))
    return found


def _is_heading(cells: Sequence[str], names: Sequence[str]) -> bool:
    own = [normal(cell) for cell in cells]
    width = max((position + 1 for position, name in enumerate(names) if name), default=0)
    return any(own) and own[:width] == list(names[:width]) and not any(own[width:])


@dataclass
class Outline:
    """The rows of a report sorted into records, each with its section, and all that is no record."""

    records: list[tuple[int, list[str], str | None]]
    others: list[NotData]


def outline(rows: Iterable[tuple[int, list[str]]], headings: Sequence[str]) -> Outline:
    """Sorts the rows below the headings of a report, each given with its line."""
    names = [normal(heading) for heading in headings]
    result = Outline([], [])
    single: list[NotData] = []  # sections, or footers if no record follows
    section: str | None = None
    for line, cells in rows:
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            continue
        if _is_heading(cells, names):
            result.others.append(NotData(line, HEADING, filled[0]))
        elif _is_total(cells, filled, section):
            result.others.append(NotData(line, SUBTOTAL, filled[0]))
        elif len(filled) == 1 and any(cell.strip() for cell in cells[:2]):
            single.append(NotData(line, SECTION, filled[0]))
        else:
            if single:
                section = single[-1].text
                result.others += single
                single = []
            result.records.append((line, cells, section))
    result.others += [NotData(row.line, FOOTER, row.text) for row in single]
    return result


def _is_total(cells: Sequence[str], filled: Sequence[str], section: str | None) -> bool:
    """Such as "Total for Acme" with its sums, and a row of nothing but numbers. A customer may be called Total Wine."""
    first = filled[0]
    if _TOTAL.fullmatch(first):
        return True
    if _TOTAL_OF.fullmatch(first) and all(_is_number(cell) for cell in filled[1:]):
        return len(filled) > 1 or (section is not None and first.endswith(section))
    return not cells[0].strip() and all(_is_number(cell) for cell in filled)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None or cell.strip().rstrip("%").replace(".", "").isdigit()
