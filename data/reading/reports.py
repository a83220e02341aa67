"""What reading tells about a file: its counts, its reasons, and how it was understood."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Reason:
    """Why rows were not kept: one code and message, how many rows, and the first lines."""

    code: str
    severity: str
    message: str
    count: int
    rows: list[int]


@dataclass(frozen=True)
class ColumnReport:
    """How one column of a file was understood: what was decided, by what proof, and examples of it."""

    table: str
    column: str
    heading: str
    decided: str  # such as "month first, date" or "decimal point, USD"; empty where a cell is taken as it is
    proof: str
    filled: int = 0
    blank: int = 0
    examples: tuple[tuple[str, str], ...] = ()  # (as it stands in the file, as it was read)


@dataclass
class FileReport:
    """One file of the folder, as `check` prints it and as import_file keeps it."""

    file: str
    system: str | None = None
    kind: str | None = None
    table: str | None = None
    status: str = "read"  # read | set aside | refused
    message: str = ""
    rows_read: int = 0
    rows_kept: int = 0
    rows_repeated: int = 0
    rows_rejected: int = 0
    rows_not_data: int = 0  # sections, subtotals, footers, headings that come again
    reasons: list[Reason] = field(default_factory=list)
    extent: str | None = None
    exported_on: date | None = None
    exported_on_proof: str | None = None
    modified_at: datetime | None = None
    size_bytes: int = 0
    sha256: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    date_order: str | None = None
    date_order_proof: str | None = None
    decimal_mark: str | None = None
    totals: dict[str, str] = field(default_factory=dict)
    columns: list[ColumnReport] = field(default_factory=list)
    is_settled: bool = True


@dataclass(frozen=True)
class Issue:
    """One thing to tell about one line of one file; no line means the whole file."""

    file_name: str
    source_row: int | None
    column_name: str | None
    code: str
    severity: str  # rejected | repeated | refused | set aside | not data | note
    wanted: str | None
    found: str | None
    message: str
