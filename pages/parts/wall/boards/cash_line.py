"""The cash line: where the money goes in thirteen weeks, its lowest point, and each week in numbers."""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.breach import CHANCES
from pages.parts.wall.tiles.cash_line import CASH_LINE, LOWEST
from pages.parts.wall.tiles.weeks import PAST, ahead_tile

BOARD = WallBoard(
    title="Cash line",
    order=20,
    tiles=(CASH_LINE, LOWEST, CHANCES, ahead_tile(), PAST),
    landscape=(
        (1.15, "line:34 lowest:13 breach:13"),
        (0.72, "line:34 weeks:26"),
        (0.63, "gone:34 weeks:26"),
    ),
    portrait=(
        (1.5, "line"),
        (0.9, "lowest breach"),
        (1.5, "weeks"),
        (0.75, "gone"),
    ),
    scale=1.14,
)
