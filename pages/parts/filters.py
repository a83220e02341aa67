"""The shared filters, the day and the rep or team: in the side bar, and in the address so that a link keeps them."""

from datetime import date

import streamlit as st

import queries

UNASSIGNED = "unassigned"
_REP_LISTS = (
    "follow_up/by_rep",
    "cash/collect_by_rep",
    "review/by_rep",
    "accounts/by_rep",
    "referrals/three_months",
)


def show(board: queries.Board) -> tuple[str | None, date | None]:
    """The rep or team, and the day; None means all reps, and the day of the newest export."""
    newest = st.session_state.get("newest_day")
    st.session_state["newest_day"] = board.as_of
    follows = newest is not None and newest != board.as_of and st.session_state.get("as_of") == newest
    if follows:  # nobody chose a day, so newer exports bring their own
        st.session_state["as_of"] = board.as_of
    day = st.date_input(
        "As of",
        value="today" if follows else board.as_of,  # a value that was just set stands above a default
        key="as_of",
        format="YYYY-MM-DD",
        bind="query-params",
        help="Every number is shown as it stood on this day. Nothing dated later counts.",
    )
    rep = st.selectbox(
        "Rep or team",
        reps_and_teams(board),
        index=None,
        key="rep",
        placeholder="All reps",
        bind="query-params",
        help="A team is all of its reps. Numbers that have no rep, like the cash balance, stay as they are.",
    )
    return rep, day if isinstance(day, date) and day != board.as_of else None


def reps_and_teams(board: queries.Board) -> list[str]:
    """Whom the filter can be set to: the reps, then the teams."""
    return [*rep_names(board), *queries.run(board, "data/teams").column("team")]


def rep_names(board: queries.Board) -> list[str]:
    """Everybody who has something on the board."""
    names: set[str] = set()
    for query in _REP_LISTS:
        names.update(name for name in queries.run(board, query).column("rep") if name)
    people = sorted(names - {UNASSIGNED}, key=str.casefold)
    return [*people, UNASSIGNED] if UNASSIGNED in names else people
