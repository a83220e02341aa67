"""What the daily path tells: the first day below the reserve, likely and cautious, and the lowest point."""

from dataclasses import dataclass
from typing import Any

Day = dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """The days of a path that matter; each is a row of it, or None."""

    likely: Day | None
    """The first day on which the likely balance is below the reserve."""
    cautious: Day | None
    """The first day on which the lower edge of the band is."""
    lowest: Day | None
    """The day after today with the lowest likely balance."""


def marks_of(path: list[Day]) -> Marks:
    """The marks of a path; today itself is not one, because it is not a forecast."""
    ahead = path[1:]
    known = [row for row in ahead if row["balance"] is not None]
    return Marks(
        likely=next((row for row in ahead if _is_below(row, "balance")), None),
        cautious=next((row for row in ahead if _is_below(row, "low")), None),
        lowest=min(known, key=lambda row: row["balance"]) if known else None,
    )


def _is_below(row: Day, column: str) -> bool:
    return row[column] is not None and row["reserve"] is not None and row[column] < row["reserve"]
