"""What is in the folder now: as the board has it, or read anew where the newest files did not become a board."""

from pathlib import Path

import streamlit as st

from data import check
from data.reading import sources
from data.store import OWNERS_WORDS
from pages.parts import ask
from pages.parts.frame import Frame

UNKNOWN = ("not recognised",)
QUESTIONS = {"date order unknown": "date_orders", "decimal mark unknown": "decimal_marks"}

State = tuple[tuple[str, int, int], ...]


def look(frame: Frame) -> check.Look | None:
    """The files as a load would read them; None where the board has them, or where nothing can be read at all."""
    if frame.board is not None and frame.state.trouble is None:
        return None
    try:
        return _look((str(frame.folder), state(frame.folder)))
    except (*OWNERS_WORDS, OSError):
        return None


def refusals(frame: Frame) -> list[check.Refusal]:
    """The files that were given back."""
    found = look(frame)
    if found is not None:
        return list(found.refusals)
    if frame.board is None:
        return []
    return [
        check.Refusal(
            file=row["file_name"],
            line=row["source_row"],
            code=row["code"],
            heading=row["column_name"],
            cell=row["found"],
            message=row["message"],
            system=row["system"] or "",
        )
        for row in ask.rows(frame.board, "data/refusals")
    ]


def unknown(refused: list[check.Refusal]) -> list[check.Refusal]:
    """Those that no mapping knows."""
    return [refusal for refusal in refused if refusal.code in UNKNOWN]


def questions(refused: list[check.Refusal]) -> list[check.Refusal]:
    """Those that can be read in two ways."""
    return [refusal for refusal in refused if refusal.code in QUESTIONS]


def state(folder: Path) -> State:
    """What tells one state of a folder from another: names, sizes and times of exports, mappings and settings."""
    paths = [source.path for source in sources.find(folder)] if folder.is_dir() else []
    paths += [*sorted((folder / "columns").glob("*.toml")), folder / "settings.toml"]
    found = []
    for path in paths:
        try:
            facts = path.stat()
        except OSError:
            continue
        found.append((str(path), facts.st_size, facts.st_mtime_ns))
    return tuple(found)


@st.cache_data(max_entries=2, show_spinner="Reading the exports again.")
def _look(place: tuple[str, State]) -> check.Look:
    return check.look(Path(place[0]))
