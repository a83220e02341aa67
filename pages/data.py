"""Data."""

from pages.parts import cards
from pages.parts.frame import open_page

board = open_page("Data")
cards.heading("Data", "…")
