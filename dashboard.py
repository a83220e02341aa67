"""Moneyboard: start it with `streamlit run dashboard.py`. The frame does the rest, for this file and for every page."""

from pages.parts import frame

frame.run()
