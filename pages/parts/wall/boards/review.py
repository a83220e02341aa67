"""When is the next review, and what is there to go through?"""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.review import COUNTDOWN, LOST, OPEN, PAST_TILE, REPS_TILE, WON

BOARD = WallBoard(
    title="Review",
    order=80,
    tiles=(COUNTDOWN, OPEN, WON, LOST, REPS_TILE, PAST_TILE),
    landscape=(
        (1.15, "next:24 open won lost"),
        (1.65, "reps:31 past:29"),
    ),
    portrait=(
        (0.8, "next"),
        (0.75, "open won lost"),
        (1.1, "reps"),
        (1.1, "past"),
    ),
    scale=1.15,
)
