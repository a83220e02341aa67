"""Pairs of names that are likely one company or one rep, as far as nobody has decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import journal
from data.journal import Pair
from data.store import store_of
from pages.parts import ask
from pages.parts.format import count, money
from queries import Board


@dataclass(frozen=True)
class Proposal:
    """One pair with what a person needs to decide about it: both names, a line about each, and what is alike."""

    pair: Pair
    left: str
    left_line: str
    right: str
    right_line: str
    score: int
    alike: str

    @property
    def evidence(self) -> str:
        """What is kept with the decision, so that it can be understood later."""
        return f"{self.score} of 100 alike: {self.alike}; {self.left_line}; {self.right_line}"


def companies(board: Board, folder: Path) -> list[list[Proposal]]:
    """For each billing customer, the most money first, the accounts that it may be."""
    return _undecided([_company(row, board.currency) for row in ask.rows(board, "data/likely_pairs")], folder)


def reps(board: Board, folder: Path) -> list[list[Proposal]]:
    """For each name of an owner, the one with most records first, the reps that it may be."""
    return _undecided([_rep(row) for row in ask.rows(board, "data/likely_reps")], folder)


def _undecided(proposals: list[Proposal], folder: Path) -> list[list[Proposal]]:
    """Without what was decided since the board was made; the next board leaves it out itself."""
    decided = journal.standing(store_of(folder))
    settled = {_left(decision.pair) for decision in decided if decision.answer == "same"}
    refused = {decision.pair for decision in decided if decision.answer == "different"}
    groups: dict[tuple[str, str, str], list[Proposal]] = {}
    for proposal in proposals:
        if _left(proposal.pair) not in settled and proposal.pair not in refused:
            groups.setdefault(_left(proposal.pair), []).append(proposal)
    return list(groups.values())


def _left(pair: Pair) -> tuple[str, str, str]:
    return pair.about, pair.left_system, pair.left_id


def _company(row: Mapping[str, Any], currency: str) -> Proposal:
    owed = f"owes {money(row['open_balance'], currency, cents=False)}" if row["open_balance"] else "owes nothing"
    billed = f"billed {money(row['billed'], currency, cents=False)} in a year" if row["billed"] else "not billed lately"
    is_one_system = row["system"] == row["account_system"]
    return Proposal(
        Pair("company", row["system"], row["customer_id"], row["account_system"], row["account_id"]),
        left=row["customer"],
        left_line=_line(None if is_one_system else row["system"], owed, billed),
        right=row["account"] or row["account_id"],
        right_line=_line(
            None if is_one_system else row["account_system"],
            row["rep"],
            row["city"] and row["city"].title(),
            row["account_type"],
        ),
        score=row["score"],
        alike=_line(row["alike"], "several accounts have it" if row["matched_by"].startswith("several") else None),
    )


def _rep(row: Mapping[str, Any]) -> Proposal:
    return Proposal(
        Pair("rep", "", row["name_key"], "", row["person_key"]),
        left=row["name"],
        left_line=_line(f"owns {count(row['records'], 'record')}", row["systems"]),
        right=row["rep"],
        right_line=row["rep_systems"] or "in the user list only",
        score=row["score"],
        alike=row["alike"],
    )


def _line(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
