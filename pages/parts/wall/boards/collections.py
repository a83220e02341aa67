"""What to collect: how much is open and late, how well it is collected, and whom to call first."""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.receivables import HEALTH_TILE, OWED_TILE, calls_tile, reps_tile

BOARD = WallBoard(
    title="To collect",
    order=30,
    tiles=(OWED_TILE, HEALTH_TILE, reps_tile(), calls_tile()),
    landscape=(
        (1.2, "owed:31 calls:29"),
        (0.68, "health:31 calls:29"),
        (0.92, "reps:31 calls:29"),
    ),
    portrait=(
        (0.85, "owed"),
        (0.45, "health"),
        (1.4, "calls"),
        (0.8, "reps"),
    ),
    scale=1.14,
)
