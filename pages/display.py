"""Display: builds the address of a screen on the wall, shows it live, and hands it out."""

from urllib.parse import urlsplit

import streamlit as st

from pages.parts import cards
from pages.parts.frame import open_page
from pages.parts.html import html
from pages.parts.wall import address, form
from pages.parts.wall.board import wall_boards

SCREENS = {"16 / 9": "lying", "9 / 16": "standing"}

frame = open_page("Display")
cards.heading(
    "Display",
    "What should hang on the wall? Everything stands in the address, so the screen needs no hand and no login. "
    "It turns its boards, follows new exports, and says so when they are old or the server is gone.",
)
wishes, preview = st.columns([0.36, 0.64], gap="medium")
with wishes:
    asked = address.read(st.query_params.to_dict(), list(wall_boards()))
    display = form.wishes(asked, frame)
# A link to this page opens the same form. Rep and day are the side bar's, which writes them itself.
said = {name: text for name, text in address.values(display).items() if name not in ("wall", "rep", "as_of")}
st.query_params.update(said)

with preview:
    query = address.write(display)
    here = urlsplit(st.context.url or "")
    st.caption("The address of this display: open it on the screen, in full screen (F11).")
    st.code(f"{here.scheme}://{here.netloc}/?{query}", language=None, wrap_lines=True)
    screen = st.segmented_control(
        "Screen", list(SCREENS), default="16 / 9", required=True, format_func=lambda word: SCREENS[word], key="screen"
    )
    html(f"<style>.st-key-preview iframe{{aspect-ratio:{screen}}}</style>")
    with st.container(key="preview"):
        st.iframe(f"/?{query}", height=600, alt="The display as it will look")
    cards.note("The rep or team and the day of the side bar hold for the display too.")
