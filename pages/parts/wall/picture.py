"""A board of the wall drawn: its header and its tiles, one piece of HTML in a container of its own."""

import streamlit as st

from pages.parts.html import html
from pages.parts.wall import tile
from pages.parts.wall.board import WallBoard
from pages.parts.wall.tile import Wall
from pages.parts.wall.top import top


def draw(wall: Wall, name: str, board: WallBoard, turn: int = 0, turns: int = 1) -> None:
    """The board in its container, `turn` being its place among the boards of the rotation."""
    tiles = "".join(tile.render(place.area, place.content(wall), wall) for place in board.tiles)
    with st.container(key=f"board_{name}"):
        html(top(wall, board, turn, turns) + tiles)
