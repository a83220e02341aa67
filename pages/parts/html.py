"""HTML as it stands: Streamlit would tidy each text again for every viewer, which costs more than making it."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Html:
    """A text that st.html takes as it is. What comes from an export has been escaped by whoever wrote the text."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def html(text: str) -> None:
    """Put a piece of HTML on the page."""
    st.html(Html(text))
