"""What a file in columns/*.toml says: which heading of an export fills which column of a table."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

LINE_ORDERS = ("newest first", "oldest first", "by its days")
FORMS = ("", "date", "money")
ID_FORMS = ("", "salesforce", "zoho")
EXTENTS = ("full list", "open list", "append only")


# Headings that no file has: what a report says outside its columns, and what a heading itself says.
SECTION, BUCKET, AS_OF, FILE, CELL = "(section)", "(bucket)", "(as of)", "(file)", "(cell)"

_ALIKE = str.maketrans({"\ufeff": "", "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})


@lru_cache(maxsize=1 << 16)
def normal(heading: str) -> str:
    """A heading as it is compared: without case, stars and curly quotes, and with single spaces."""
    return " ".join(heading.translate(_ALIKE).split()).strip("*").strip().casefold()


def fingerprint_of(headings: Iterable[str]) -> str:
    """Tells one set of headings from another, in whatever order they stand."""
    known = sorted(filter(None, map(normal, headings)))
    return hashlib.sha256("\0".join(known).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class ColumnRule:
    """How one canonical column is filled."""

    column: str
    headings: tuple[str, ...] = ()  # the first one that the file has is taken
    join: tuple[str, ...] = ()  # headings whose cells are put together
    separator: str = " "
    count_repeats: bool = False  # equal joined values get " | 2", " | 3": they are different rows
    constant: str | None = None
    line: str | None = None  # one of LINE_ORDERS: the order of the lines is the value
    empty: tuple[str, ...] = ()  # cells that mean "nothing"
    values: dict[str, str] = field(default_factory=dict)
    blank: str | None = None  # the value of a blank cell
    otherwise: str | None = None  # the value of a cell that `values` does not list
    percent: bool = False  # 40 means 0.4
    pattern: str = ""  # a regular expression whose first group is the value
    less: tuple[str, ...] = ()  # headings of numbers that are taken away; the first one that the file has
    instead: tuple[str, ...] = ()  # headings whose cells count where this one's is blank
    form: str = ""  # a text column whose cells are dates or amounts, to be kept in one spelling
    sum: bool = False  # added up over the rows of one key

    def heading_names(self) -> Iterator[str]:
        yield from self.headings
        yield from self.join
        yield from self.less
        yield from self.instead


@dataclass(frozen=True)
class LinkRule:
    """A column whose cells name the records that an activity hangs on."""

    heading: str
    kinds: tuple[str, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)  # the beginning of the id tells the kind
    separator: str = ""  # between several in one cell
    by_name: bool = False  # the cell holds the record's name


@dataclass(frozen=True)
class PartRule:
    """One table that a file feeds, with the rows that belong to it."""

    table: str
    key: tuple[str, ...]
    filled: tuple[str, ...]  # canonical columns without which a row cannot be used
    columns: dict[str, ColumnRule]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    where_not: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spread: str = ""  # a regular expression: each heading that it fits gives rows of its own

    def heading_names(self) -> Iterator[str]:
        for rule in self.columns.values():
            yield from rule.heading_names()
        yield from self.where
        yield from self.where_not

    @property
    def sums(self) -> tuple[str, ...]:
        """The columns that are added up over the lines of one record."""
        return tuple(rule.column for rule in self.columns.values() if rule.sum)


@dataclass(frozen=True)
class HeadlessColumn:
    """One column of a file without headings: the heading it is given, and what its cells look like."""

    heading: str
    looks_like: str


@dataclass(frozen=True)
class Mapping:
    """One kind of export of one system."""

    origin: str
    system: str
    kind: str
    title: str
    source: str
    verified: bool
    extent: str
    required: tuple[tuple[str, ...], ...]  # each entry lists the headings that will do
    parts: tuple[PartRule, ...] = ()
    links: tuple[LinkRule, ...] = ()
    exported_on: tuple[str, ...] = ()
    empty_ids: tuple[str, ...] = ()
    date_order: str = ""
    decimal_mark: str = ""
    timezone: str = ""  # the zone of times that are written without one
    set_aside: str = ""
    report: bool = False  # written for people: sections, subtotals, footers
    ids: str = ""  # how ids are brought to one form
    without: tuple[str, ...] = ()  # headings that such a file never has
    fingerprint: str = ""  # of the only set of headings that this mapping is for
    headless: tuple[HeadlessColumn, ...] = ()
    loose: bool = False  # words that anybody writes above a column: taken only where no other mapping fits
    is_own: bool = False

    def heading_names(self) -> Iterator[str]:
        """Every heading that this mapping reads."""
        for choices in self.required:
            yield from choices
        for part in self.parts:
            yield from part.heading_names()
        yield from (link.heading for link in self.links)
        yield from self.exported_on
