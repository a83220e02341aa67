"""Do referrals come in as they should, from whom, and what do they bring?"""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.referrals import MONTHS, REPS_TILE, SHARE, TEAM, THREE_MONTHS

BOARD = WallBoard(
    title="Referrals",
    order=60,
    tiles=(TEAM, SHARE, MONTHS, REPS_TILE, THREE_MONTHS),
    landscape=(
        (1.17, "team:25 reps:35"),
        (0.17, "share:25 reps:35"),
        (0.5, "share:25 three:35"),
        (0.8, "months:25 three:35"),
    ),
    portrait=(
        (0.8, "team:32 share:28"),
        (1.0, "reps"),
        (0.65, "months"),
        (0.9, "three"),
    ),
    scale=1.15,
)
