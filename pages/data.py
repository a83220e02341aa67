"""Data: the files of the folder, how old they are, what could not be read and why, and taking in a new file."""

from pages.parts import cards, data_tables, uploads
from pages.parts.frame import open_frame

frame = open_frame("Data")
cards.heading(
    "Data",
    "Which exports is the board made from, how old are they, and what could not be read? "
    "Mend what is marked here in the CRM or the billing system and export again; rows are never changed on the way.",
)
if frame.state.trouble:
    data_tables.trouble(frame)
if frame.board:
    data_tables.files(frame.board)
    data_tables.issues(frame.board)
    data_tables.checks(frame.board)
    data_tables.totals(frame.board)
uploads.show(frame)
uploads.templates()
