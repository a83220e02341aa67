"""A board of the wall drawn: its header, its tiles, and its charts in containers of their own."""

import plotly.graph_objects as go
import streamlit as st

from pages.parts import charts
from pages.parts.html import html
from pages.parts.wall import tile
from pages.parts.wall.board import WallBoard
from pages.parts.wall.tile import Content, Wall
from pages.parts.wall.top import top


def draw(wall: Wall, name: str, board: WallBoard, turn: int = 0, turns: int = 1) -> None:
    """The board in its container, `turn` being its place among the boards of the rotation."""
    contents = {place.area: place.content(wall) for place in board.tiles}
    with st.container(key=f"board_{name}"):
        plain = (tile.render(area, content, wall) for area, content in contents.items() if content.figure is None)
        html(top(wall, board, turn, turns) + "".join(plain))
        for area, content in contents.items():
            if content.figure is not None:
                _chart(wall, name, area, content, content.figure())


def _chart(wall: Wall, board: str, area: str, content: Content, figure: go.Figure) -> None:
    with st.container(key=f"chart_{area}_{board}"):
        html(tile.shell(area, content, wall, tile.head(content), "mb-chart-head"))
        st.plotly_chart(figure, key=f"figure_{area}_{board}", theme=None, config=charts.QUIET)
        html(content.foot)
