"""What a file in columns/*.toml says: which heading of an export fills which column of a table."""

from collections.abc import Iterator
from dataclasses import dataclass, field

EXTENTS = ("full list", "open list", "append only")


def normal(heading: str) -> str:
    """A heading as it is compared: without case, and with single spaces."""
    return " ".join(heading.replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True)
class ColumnRule:
    """How one canonical column is filled."""

    column: str
    headings: tuple[str, ...] = ()  # the first one that the file has is taken
    join: tuple[str, ...] = ()  # headings whose cells are put together
    separator: str = " "
    count_repeats: bool = False  # equal joined values get " | 2", " | 3": they are different rows
    constant: str | None = None
    line: str | None = None  # "newest first" or "oldest first": the order of the lines is the value
    empty: tuple[str, ...] = ()  # cells that mean "nothing"
    values: dict[str, str] = field(default_factory=dict)
    blank: str | None = None  # the value of a blank cell
    otherwise: str | None = None  # the value of a cell that `values` does not list
    percent: bool = False  # 40 means 0.4

    def heading_names(self) -> Iterator[str]:
        yield from self.headings
        yield from self.join


@dataclass(frozen=True)
class LinkRule:
    """A column whose cells are ids of the records that an activity hangs on."""

    heading: str
    target_kind: str | None = None
    prefixes: dict[str, str] = field(default_factory=dict)  # the beginning of the id tells the kind


@dataclass(frozen=True)
class PartRule:
    """One table that a file feeds, with the rows that belong to it."""

    table: str
    key: tuple[str, ...]
    filled: tuple[str, ...]  # canonical columns without which a row cannot be used
    columns: dict[str, ColumnRule]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def heading_names(self) -> Iterator[str]:
        for rule in self.columns.values():
            yield from rule.heading_names()
        yield from self.where


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
    is_own: bool = False

    def heading_names(self) -> Iterator[str]:
        """Every heading that this mapping reads."""
        for choices in self.required:
            yield from choices
        for part in self.parts:
            yield from part.heading_names()
        yield from (link.heading for link in self.links)
        yield from self.exported_on
