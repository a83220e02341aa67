"""A board of the wall: which tiles, and where. Every file of boards/ holds one; a new file is a new board."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pages.parts.wall import boards
from pages.parts.wall.tile import Tile

COLUMNS = 60
"""Enough to be divided by two, three, four, five and six."""

Layout = Sequence[tuple[float, str]]
"""Rows from top to bottom, each its height and its areas: (1.2, "need15 need30 need60"). An area is as wide as the
others of its row, or takes so many of the 60 columns: "follow:20 refer:16 quiet:24". The same area below itself is one
tile."""


@dataclass(frozen=True)
class WallBoard:
    """One screen. In the file boards/NAME.py stands BOARD = WallBoard(...)."""

    title: str
    order: int
    """Its place in the rotation of every board."""
    tiles: tuple[Tile, ...]
    landscape: Layout
    portrait: Layout
    scale: float = 1.0
    """How much larger its texts are than those of the board with ten tiles."""
    has_legend: bool = False
    """True where the colours of the cover are on the screen."""

    def __post_init__(self) -> None:
        areas = {tile.area for tile in self.tiles}
        for layout in (self.landscape, self.portrait):
            placed = {area for _, row in layout for area, _ in _spans(row)}
            if placed != areas:
                raise ValueError(f"{self.title}: these tiles and places do not match: {sorted(placed ^ areas)}")


@cache
def wall_boards() -> dict[str, WallBoard]:
    """All boards by name, in the order of the rotation."""
    names = [module.name for module in iter_modules(boards.__path__)]
    found: dict[str, WallBoard] = {name: import_module(f"{boards.__name__}.{name}").BOARD for name in names}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def layout_rules(layout: Layout) -> str:
    """The rows and areas of a layout as declarations of a style sheet, a line for the header above them."""
    heights = " ".join(f"minmax(0,{height}fr)" for height, _ in layout)
    rows = [" ".join(" ".join([area] * span) for area, span in _spans(row)) for _, row in layout]
    lines = " ".join(f'"{row}"' for row in [" ".join(["top"] * COLUMNS), *rows])
    return (
        f"grid-template-columns:repeat({COLUMNS},minmax(0,1fr));grid-template-rows:auto {heights};"
        f"grid-template-areas:{lines}"
    )


def _spans(row: str) -> list[tuple[str, int]]:
    """The areas of a row with the columns that each takes; those that say nothing share what is left."""
    parts = [part.partition(":") for part in row.split()]
    given = sum(int(span) for _, _, span in parts if span)
    open_ones = sum(1 for _, _, span in parts if not span)
    share = (COLUMNS - given) // open_ones if open_ones else 0
    spans = [(area, int(span) if span else share) for area, _, span in parts]
    if sum(span for _, span in spans) != COLUMNS:
        raise ValueError(f"the row “{row}” does not fill {COLUMNS} columns")
    return spans
