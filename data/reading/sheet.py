"""One table of one file as columns of text in DuckDB: cells where they belong, and the line of each row."""

from dataclasses import dataclass, field

from data.reading.header import Recognition
from data.reading.mapping import Mapping, normal
from data.reading.row_kinds import NotData

QUICK = "DuckDB's reader"
EXACT = "record by record"


@dataclass(frozen=True)
class Misfit:
    """A row that has too many or too few cells."""

    row: int
    code: str
    wanted: str
    found: str


@dataclass(frozen=True)
class Note:
    """What a person should know about a sheet, in words that follow the name of its file."""

    code: str
    message: str
    row: int | None = None


@dataclass
class Sheet:
    """The rows of one table. `cells` names a relation with source_row and a text column cell_<position> for each
    heading in use; blanks around a cell are gone, and a cell with nothing in it is null."""

    recognition: Recognition
    encoding: str
    cells: str
    road: str  # QUICK or EXACT
    rows_read: int = 0
    last_line: int = 0  # on which the last row begins
    misfits: list[Misfit] = field(default_factory=list)
    not_data: list[NotData] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def mapping(self) -> Mapping:
        return self.recognition.mapping

    @property
    def repeated_headings(self) -> tuple[str, ...]:
        """Headings that stand twice while the mapping reads only the first."""
        seen: set[str] = set()
        repeated = []
        read = {normal(name) for name in self.mapping.heading_names()}
        for heading in self.recognition.headings:
            name = normal(heading)
            if name and name in seen and f"{name}#2" not in read:
                repeated.append(heading)
            seen.add(name)
        return tuple(repeated)


def cell_name(position: int) -> str:
    return f"cell_{position}"


def required_positions(recognition: Recognition) -> list[list[int]]:
    """For each part the columns without which its rows are no records."""
    groups = []
    for part in recognition.mapping.parts:
        headings = [
            part.columns[name].headings or part.columns[name].join for name in part.filled if name in part.columns
        ]
        positions = [recognition.position(*choices) for choices in headings if choices]
        groups.append(
            sorted({position for position in positions if position is not None and position < recognition.width})
        )
    return groups
