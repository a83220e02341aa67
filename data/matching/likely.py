"""Two records that are likely the same: a proposal with its evidence, for somebody to decide."""

from dataclasses import dataclass

MOST_FOR_ONE = 6
"""So many accounts at most for one customer: more than are shown, so that the next follow when some are refused."""


@dataclass(frozen=True)
class Likely:
    """Two records that may be the same. score: how alike the names are, 0 to 100; alike: the evidence in words."""

    left: str
    right: str
    score: int
    alike: str
