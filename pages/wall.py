"""The one screen for five metres: ten tiles, no scrolling. ?wall=1 shows nothing else and refreshes by itself."""

from pages.parts.frame import open_page
from pages.parts.wall import screen

frame = open_page("Wall")
screen.show(frame)
