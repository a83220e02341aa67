"""Cash."""

from pages.parts import cards
from pages.parts.frame import open_page

board = open_page("Cash")
cards.heading("Cash", "…")
