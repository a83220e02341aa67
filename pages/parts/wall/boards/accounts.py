"""Which accounts has nobody to look after, which have gone quiet, and where to begin?"""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.accounts import ORPHANS, QUIET, TO_CALL, TO_GIVE

BOARD = WallBoard(
    title="Accounts",
    order=70,
    tiles=(ORPHANS, QUIET, TO_GIVE, TO_CALL),
    landscape=(
        (1.0, "quiet:32 orphans:28"),
        (1.9, "call:32 give:28"),
    ),
    portrait=(
        (0.6, "quiet"),
        (1.2, "call"),
        (0.6, "orphans"),
        (1.2, "give"),
    ),
    scale=1.15,
)
