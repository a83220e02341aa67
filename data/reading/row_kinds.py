"""What a row of an export is: a record, or a heading that comes again, a section, a subtotal, a footer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.reading.mapping import normal

HEADING, SECTION, SUBTOTAL, FOOTER = "headings again", "section", "subtotal", "footer"

_TOTAL = re.compile(
    r"(grand|report|net|overall)?\s*(sub-?)?totals?(\s*\(\s*[\d,.]+ (records?|rows?)\s*\))?\s*:?"
    r"|percentage of total|summe|gesamt(summe)?|total general",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(
    r"(?:grand |sub-?)?totals?\b(?: for\b)?[\s:–-]*(?P<before>.+)|(?P<behind>.+?)[\s:–-]*\b(?:sub-?)?totals?",
    re.IGNORECASE,
)
_WITH_PARTS = re.compile(r" with sub-?\w+$", re.IGNORECASE)
_AGE = r"(days?|months?)((,| and| or)? (past|due|overdue|old|older|over|more|outstanding|late))*"
_BUCKET = re.compile(
    r"current|not (yet )?due( yet)?|older|overdue|past due"
    rf"|[<>]=?\s*\d+(\s*{_AGE})?"
    rf"|(?P<first>\d+)\s*(-|–|to)\s*(?P<last>\d+)(\s*{_AGE})?"
    rf"|\d+\s*\+(\s*{_AGE})?"
    rf"|(over |more than )?\d+ (or more |and over )?{_AGE}",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as of|as at|stand|stand vom|situation au|a fecha de)\b:?\s+(\S.*\d.*)", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−(]?\s*[^\w\s]{0,3}\s*[\d.,'’ \u00a0]+\s*[^\w\s]{0,3}\)?|-+|—")


@dataclass(frozen=True)
class Row:
    """A row of a file: the line it begins on, its cells, and whether a blank line stands before it."""

    line: int
    cells: Sequence[str]
    after_blank: bool = False

    @property
    def filled(self) -> list[str]:
        return [cell.strip() for cell in self.cells if cell.strip()]


@dataclass(frozen=True)
class NotData:
    """A row that is no record, and what it is instead."""

    line: int
    kind: str
    text: str


def ends_in_footer(rows: Iterable[NotData], last_line: int) -> bool:
    """True where the last row is no record, so that a record can hardly be cut off."""
    return any(row.line == last_line and row.kind in (FOOTER, SUBTOTAL) for row in rows)


def as_of(texts: Iterable[str]) -> str | None:
    """The day in "As of November 21, 2026", as it is written."""
    for text in texts:
        found = _AS_OF.search(" ".join(text.split()))
        if found:
            return found[1].rstrip(".;")
    return None


def is_bucket(section: str) -> bool:
    """True for "1 - 30 days past due", "Current" and their like; a customer may be called 3000, or 24-7."""
    found = _BUCKET.fullmatch(" ".join(section.split()))
    return found is not None and (found["first"] is None or int(found["first"]) < int(found["last"]))


def kinds_in_list(
    odd: Sequence[Row], headings: Sequence[str], last_record: int, ends_with_newline: bool
) -> list[NotData]:
    """The rows of a list that are no records. `last_record` is the line of the last row that is surely one."""
    found: list[NotData] = []
    for row in odd:
        filled = row.filled
        is_cut = not ends_with_newline and row is odd[-1] and row.line > last_record and _may_be_cut(row, found)
        if not filled:
            continue
        if is_heading_again(row.cells, headings):
            found.append(NotData(row.line, HEADING, filled[0]))
        elif _is_total_of_list(filled) and not (is_cut and len(row.cells) == 1):
            found.append(NotData(row.line, SUBTOTAL, filled[0]))
        elif len(filled) == 1 and row.line > last_record and not is_cut:
            found.append(NotData(row.line, FOOTER, filled[0]))
    return found


def _is_total_of_list(filled: Sequence[str]) -> bool:
    if _TOTAL.fullmatch(filled[0]):
        return True
    return len(filled) > 1 and _TOTAL_OF.fullmatch(filled[0]) is not None and all(map(_is_number, filled[1:]))


def _may_be_cut(row: Row, before: Sequence[NotData]) -> bool:
    """A single cell at the very end, without a line end, may be the beginning of a row that was cut off."""
    return len(row.filled) == 1 and not row.after_blank and not (before and before[-1].kind in (FOOTER, SUBTOTAL))


def is_heading_again(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """True where a row says the headings once more; blank cells behind them do not count."""
    if not cells or normal(cells[0]) != normal(headings[0]):
        return False
    own, names = [[normal(text) for text in texts] for texts in (cells, headings)]
    while own and not own[-1]:
        own.pop()
    while names and not names[-1]:
        names.pop()
    return bool(own) and own == names


@dataclass(frozen=True)
class ReportRecord:
    """A record of a report, with the section and the age that it stands under."""

    line: int
    cells: Sequence[str]
    section: str | None
    bucket: str | None


@dataclass
class Outline:
    """The rows of a report sorted into records and all that is no record."""

    records: list[ReportRecord] = field(default_factory=list)
    others: list[NotData] = field(default_factory=list)


def outline(rows: Sequence[Row], headings: Sequence[str], ends_with_newline: bool = True) -> Outline:
    """Sorts the rows below the headings of a report."""
    result = Outline()
    sections = _Sections(rows)
    waiting: list[NotData] = []  # single cells: sections, or footers if nothing more follows
    for row in rows:
        filled = row.filled
        if not filled:
            continue
        if is_heading_again(row.cells, headings):
            result.others.append(NotData(row.line, HEADING, filled[0]))
        elif sections.is_total(row, filled):
            if sections.close(filled[0]):
                result.others += waiting
                waiting = []
            result.others.append(NotData(row.line, SUBTOTAL, filled[0]))
        elif len(filled) == 1 and any(cell.strip() for cell in row.cells[:2]):
            waiting.append(NotData(row.line, SECTION, filled[0]))
            sections.open(filled[0])
        else:
            result.others += waiting
            waiting = []
            sections.note_record(filled[0])
            result.records.append(ReportRecord(row.line, row.cells, sections.name, sections.bucket))
    footers = [NotData(row.line, FOOTER, row.text) for row in waiting]
    if footers and footers[-1].line == rows[-1].line and not ends_with_newline:
        before = footers[:-1] or sorted(result.others, key=lambda other: other.line)[-1:]
        if _may_be_cut(rows[-1], before):
            footers.pop()
            result.records.append(ReportRecord(rows[-1].line, rows[-1].cells, None, None))
    result.others = sorted([*result.others, *footers], key=lambda other: other.line)
    return result


class _Sections:
    """The sections that are open at a row of a report. One that has a total lasts until it; another ends where the
    next begins."""

    def __init__(self, rows: Iterable[Row]) -> None:
        firsts = (row.filled[0] for row in rows if row.filled)
        totals = [first for first in firsts if _TOTAL_OF.fullmatch(first)]
        self.with_total = {name for total in totals for name in _names_of_total(total)}
        self.with_parts = {name for total in totals if _WITH_PARTS.search(total) for name in _names_of_total(total)}
        self.opened: list[str] = []
        self.known: set[str] = set()  # sections and first cells of records so far
        self.has_sections = False

    def open(self, name: str) -> None:
        while self.opened and normal(self.opened[-1]) not in self.with_total:
            self.opened.pop()
        self.opened.append(name)
        self.known.add(normal(name))
        self.has_sections = True

    def note_record(self, first: str) -> None:
        self.known.add(normal(first))

    def close(self, total: str) -> bool:
        """Ends the section that a total adds up, and those within it; False where it adds up none that is open."""
        names = _names_of_total(total)
        place = next((n for n in reversed(range(len(self.opened))) if normal(self.opened[n]) in names), None)
        if place is None:
            return False
        # "Total for Acme" adds up its own rows where "Total for Acme with sub-customers" follows the parts.
        stays_open = normal(self.opened[place]) in self.with_parts and not _WITH_PARTS.search(total)
        del self.opened[place + stays_open :]
        return True

    def is_total(self, row: Row, filled: Sequence[str]) -> bool:
        """Such as "Total for Acme" with its sums, and a row of nothing but numbers.

        A customer may be called Total Wine, with a section or, in a list of sums, a row of its own.
        """
        if _TOTAL.fullmatch(filled[0]):
            return True
        names = _names_of_total(filled[0])
        if names and all(map(_is_number, filled[1:])):
            is_known = any(name in self.known for name in names)
            return is_known or (len(filled) > 1 and self.has_sections)
        return not row.cells[0].strip() and all(map(_is_number, filled))

    @property
    def name(self) -> str | None:
        """The section that is no age; one within another is written as billing systems do, "Parent:Job"."""
        return ":".join(name for name in self.opened if not is_bucket(name)) or None

    @property
    def bucket(self) -> str | None:
        return next((name for name in reversed(self.opened) if is_bucket(name)), None)


def _names_of_total(cell: str) -> list[str]:
    """What "Total for Acme", "Total Acme" or "Acme Total" adds up."""
    if _TOTAL.fullmatch(cell):
        return []
    found = _TOTAL_OF.fullmatch(cell)
    if found is None:
        return []
    names = (found["before"], found["behind"])
    return [normal(_WITH_PARTS.sub("", name)) for name in names if name]


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None or cell.strip().rstrip("%").replace(".", "").isdigit()
