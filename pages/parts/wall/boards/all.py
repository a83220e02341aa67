"""The whole company on one screen: ten tiles, money first."""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles import needs, quiet
from pages.parts.wall.tiles.leaderboards import follow_up_tile, referrals_tile
from pages.parts.wall.tiles.path import PATH
from pages.parts.wall.tiles.worklists import closing_tile, collect_tile

BOARD = WallBoard(
    title="The board",
    order=0,
    tiles=(
        *needs.TILES,
        PATH,
        collect_tile(),
        closing_tile(),
        follow_up_tile(),
        referrals_tile(),
        quiet.ORPHANS,
        quiet.GONE_QUIET,
    ),
    landscape=(
        (1.2, "need15 need30 need60"),
        (1.06, "path collect closing"),
        (1.0, "follow:20 refer:16 orphans:12 quiet:12"),
    ),
    portrait=(
        (1.0, "need15 need30"),
        (1.0, "need60 path"),
        (1.0, "collect closing"),
        (0.95, "follow refer"),
        (0.8, "orphans quiet"),
    ),
    has_legend=True,
)
