"""Follow-up."""

from pages.parts import cards
from pages.parts.frame import open_page

board = open_page("Follow-up")
cards.heading("Follow-up", "…")
