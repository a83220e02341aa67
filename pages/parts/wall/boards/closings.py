"""Deals about to close: how much, what should be won, which are past their date, and where to put the effort."""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles.pipeline import SOON_TILE, WON_TILE, first_tile, past_tile

BOARD = WallBoard(
    title="About to close",
    order=40,
    tiles=(SOON_TILE, WON_TILE, past_tile(), first_tile()),
    landscape=(
        (1.25, "soon:25 first:35"),
        (0.85, "won:25 first:35"),
        (0.75, "past:25 first:35"),
    ),
    portrait=(
        (0.85, "soon"),
        (0.7, "won"),
        (1.5, "first"),
        (0.65, "past"),
    ),
    scale=1.14,
)
