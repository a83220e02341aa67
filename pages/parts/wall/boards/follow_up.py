"""Are leads answered in time, by whom, and which were forgotten?"""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.follow_up import MONTHS, NEVER_TILE, REPS_TILE, SPEED, TEAM

BOARD = WallBoard(
    title="Follow-up",
    order=50,
    tiles=(TEAM, SPEED, MONTHS, REPS_TILE, NEVER_TILE),
    landscape=(
        (1.15, "team:23 reps:37"),
        (0.3, "speed:23 reps:37"),
        (0.38, "speed:23 never:37"),
        (0.8, "months:23 never:37"),
    ),
    portrait=(
        (0.85, "team:35 speed:25"),
        (1.1, "reps"),
        (0.6, "months"),
        (1.2, "never"),
    ),
    scale=1.15,
)
