"""Money needed: how much in 15, 30 and 60 days, what must be paid, what covers it, and when cash runs short."""

from pages.parts.wall.board import WallBoard
from pages.parts.wall.tiles import needs
from pages.parts.wall.tiles.breach import BREACH
from pages.parts.wall.tiles.cover import COVER
from pages.parts.wall.tiles.payables import pay_tile

BOARD = WallBoard(
    title="Money needed",
    order=10,
    tiles=(*needs.TILES, pay_tile(), COVER, BREACH),
    landscape=(
        (1.0, "need15 need30 need60"),
        (1.0, "pay:23 cover:24 breach:13"),
    ),
    portrait=(
        (1.0, "need15 need30"),
        (1.0, "need60 breach"),
        (0.9, "cover"),
        (1.1, "pay"),
    ),
    scale=1.14,
)
