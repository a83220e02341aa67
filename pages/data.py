"""Data: the files of the folder, how each was understood, what was not taken in, and what only the owner can answer."""

from pages.parts import cards, data_parts, data_tables
from pages.parts.frame import open_frame

frame = open_frame("Data")
cards.heading(
    "Data",
    "Which exports is the board made from, how old are they, how was each understood, and what could not be read? "
    "Rows are never changed on the way: mend what is marked here where it came from, and export again.",
)
if frame.state.trouble:
    data_tables.trouble(frame)
if frame.board:
    data_tables.ages(frame.board)
data_parts.show(frame)
