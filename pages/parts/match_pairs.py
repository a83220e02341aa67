"""The pairs to decide, each with two buttons, and the decisions so far, each of which can be taken back."""

import hashlib
from dataclasses import dataclass
from datetime import UTC
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from data import journal
from data.journal import Answer, Decision, Pair
from data.store import store_of
from pages.parts import board_of_day, cards, match_proposals
from pages.parts.format import clock, count
from pages.parts.frame import Frame
from pages.parts.match_proposals import Proposal
from queries import Board

SHOWN = 8
SHOWN_DECISIONS = 30
LOOK_AGAIN_SECONDS = 2
TOLD_FROM = 50
"""Names less alike than this are proposed for other evidence alone."""
WIDTHS = (4, 6, 4)
DECIDED_WIDTHS = (7, 5, 2)


@dataclass(frozen=True)
class Words:
    """How a list speaks of its pairs."""

    title: str
    about: str
    left: str
    right: str
    same: str


COMPANIES = Words(
    "Likely the same company",
    "The names differ, so nobody joined them. Say what is true, the most money first; the board remembers it.",
    "In the billing system",
    "In the CRM",
    "Same company",
)
REPS = Words(
    "Likely the same rep",
    "User names, initials and slips of the pen, beside the name that they probably stand for.",
    "As written in the exports",
    "The rep it may be",
    "Same rep",
)
ANSWERS = {
    ("company", "same"): "same company",
    ("company", "different"): "two companies",
    ("rep", "same"): "same rep",
    ("rep", "different"): "two people",
}


@st.fragment
def show(frame: Frame, board: Board) -> None:
    """Both lists and the decisions. It runs on its own, so that a click answers at once; the board follows."""
    companies, reps = match_proposals.companies(board, frame.folder), match_proposals.reps(board, frame.folder)
    _list(frame.folder, COMPANIES, companies, asks_name=True)
    if reps:
        _list(frame.folder, REPS, reps, asks_name=not companies)
    _catch_up(frame.folder, board)  # beneath the lists, so that no button moves away under a finger
    _decided(frame.folder, board)


def _catch_up(folder: Path, board: Board) -> None:
    """While the board does not know the newest decisions, say so and wait for the next one."""
    behind = [each.number for each in journal.history(store_of(folder)) if each.number > board.version.decided]
    if behind:
        cards.note(f"<b>{count(len(behind), 'answer')} written down.</b> The board follows in a moment.")
        st.fragment(_wait, run_every=LOOK_AGAIN_SECONDS)(folder, behind[-1])


def _wait(folder: Path, newest: int) -> None:
    version = board_of_day.keeper(str(folder)).look().version
    if version is not None and version.decided >= newest:
        st.rerun()


def _list(folder: Path, words: Words, groups: list[list[Proposal]], *, asks_name: bool) -> None:
    cards.section(words.title, words.about)
    if not groups:
        cards.note("<b>✓ Nothing to decide.</b> No two names are alike that nobody has decided about.")
        return
    about = groups[0][0].pair.about
    shown = st.session_state.get(f"shown_{about}", SHOWN)
    with st.container(key=f"over_{about}"):
        left, right, name = st.columns(WIDTHS, vertical_alignment="bottom")
        left.html(f'<div class="mb-over">{escape(words.left)}</div>')
        right.html(f'<div class="mb-over">{escape(words.right)}</div>')
        if asks_name:
            name.text_input(
                "Your name", key="decided_by", placeholder="Your name, if you like", label_visibility="collapsed"
            )
    for group in groups[:shown]:
        with st.container(key=f"pair_{_key(group[0].pair)}"):
            for place, proposal in enumerate(group):
                _proposal(folder, words, proposal, is_first=place == 0)
    if len(groups) > shown:
        left_over = len(groups) - shown
        more = min(left_over, 3 * SHOWN)
        st.button(
            f"Show {more} more of {left_over:,}" if left_over > more else f"Show the last {more}",
            key=f"more_{about}",
            on_click=st.session_state.__setitem__,
            args=(f"shown_{about}", shown + more),
        )


def _proposal(folder: Path, words: Words, proposal: Proposal, *, is_first: bool) -> None:
    left, right, answer = st.columns(WIDTHS)
    if is_first:
        left.html(_side(proposal.left, proposal.left_line))
    else:
        left.html('<div class="mb-or">or</div>')
    right.html(_side(proposal.right, proposal.right_line) + _alike(proposal))
    with answer.container(horizontal=True, horizontal_alignment="right", gap="small"):
        for label, said in ((words.same, "same"), ("Different", "different")):
            st.button(
                label, key=f"{said}_{_key(proposal.pair)}", on_click=_decide, args=(folder, proposal, said), wrap=False
            )


def _side(name: str, line: str) -> str:
    return f'<div class="mb-side"><b>{escape(name)}</b><p>{escape(line)}</p></div>'


def _alike(proposal: Proposal) -> str:
    likeness = ""
    if proposal.score >= TOLD_FROM:
        likeness = f'<span class="mb-likeness"><i style="width:{proposal.score}%"></i></span>{proposal.score} · '
    return f'<div class="mb-alike" title="How alike the names are, of 100">{likeness}{escape(proposal.alike)}</div>'


def _decide(folder: Path, proposal: Proposal, answer: Answer) -> None:
    journal.decide(
        store_of(folder),
        proposal.pair,
        answer,
        left_name=proposal.left,
        right_name=proposal.right,
        evidence=proposal.evidence,
        decided_by=st.session_state.get("decided_by", ""),
    )


def _decided(folder: Path, board: Board) -> None:
    decided = journal.standing(store_of(folder))[::-1]
    if not decided:
        return
    with st.expander(f"Decided so far · {len(decided):,}", on_change="rerun", key="decided") as box:
        if box.open:
            for decision in decided[:SHOWN_DECISIONS]:
                _decision(folder, decision, ZoneInfo(board.version.settings.timezone))
            if len(decided) > SHOWN_DECISIONS:
                cards.note(f"The newest {SHOWN_DECISIONS} of {len(decided):,} are shown.")


def _decision(folder: Path, decision: Decision, zone: ZoneInfo) -> None:
    said_at = decision.decided_at.replace(tzinfo=UTC).astimezone(zone)
    by = f"{escape(decision.decided_by)}, " if decision.decided_by else ""
    sign = "=" if decision.answer == "same" else "≠"
    pair, said, back = st.columns(DECIDED_WIDTHS, vertical_alignment="center")
    names = f"{escape(decision.left_name)} <span>{sign}</span> {escape(decision.right_name)}"
    pair.html(f'<div class="mb-side"><b>{names}</b></div>')
    said.html(
        f'<div class="mb-side"><p>{ANSWERS[decision.pair.about, decision.answer]} · {by}{clock(said_at)}</p></div>'
    )
    with back.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            "Take back",
            key=f"back_{_key(decision.pair)}",
            on_click=_take_back,
            args=(folder, decision),
            type="tertiary",
        )


def _take_back(folder: Path, decision: Decision) -> None:
    journal.decide(
        store_of(folder),
        decision.pair,
        "undecided",
        left_name=decision.left_name,
        right_name=decision.right_name,
        decided_by=st.session_state.get("decided_by", ""),
    )


def _key(pair: Pair) -> str:
    return hashlib.sha256("\0".join((pair.about, *vars(pair).values())).encode()).hexdigest()[:16]
