"""Who is who over two systems: how much of the billing belongs to a company that the CRM knows, and pairs to decide."""

from html import escape
from pathlib import Path

from pages.parts import ask, cards, links, match_pairs, match_proposals
from pages.parts.format import NO_VALUE, count, money, percent
from pages.parts.frame import Frame
from pages.parts.html import html
from queries import Board

STYLE = f"<style>{Path(__file__).with_name('matches.css').read_text(encoding='utf-8')}</style>"
WAYS = {
    "id": "Found by an id",
    "file of other names": "Found in your file of other names",
    "accepted pair": "Found because somebody said so here",
    "same name": "Found by the same name",
    "same name but for the legal form": "Found by the name without Inc, Ltd, GmbH",
    "parent": "Found with their parent",
    "several accounts have this name": "Not found: several accounts have this name",
    "kept apart": "Not found: kept apart by somebody here",
    "no such account": "Not found: no account has this name",
    "no customer named": "Not found: the invoice names no customer",
}


def show(frame: Frame) -> None:
    """The match rate, the pairs to decide, and how customers were found."""
    html(STYLE)
    cards.section(
        "One company out of two systems",
        "Customers of the billing system, found among the accounts of the CRM. "
        "One that is not found stays on the board as a company of its own, with all its money.",
    )
    board = frame.board
    if board is None:
        cards.note("There is no board yet, so there is nobody to find.")
        return
    missing = board.needs("data/match_rate")
    if missing:
        cards.missing(missing, "Finding customers")
    else:
        _rate(frame, board)
    match_pairs.show(frame, board)
    if not missing:
        _ways(frame, board)


def how_many(frame: Frame) -> int:
    """How many names wait for somebody to decide."""
    if frame.board is None:
        return 0
    folder = frame.folder
    return len(match_proposals.companies(frame.board, folder)) + len(match_proposals.reps(frame.board, folder))


def _rate(frame: Frame, board: Board) -> None:
    rate, currency = ask.first(board, "data/match_rate"), board.currency
    waiting = len(match_proposals.companies(board, frame.folder))
    unknown = rate["customers"] - rate["matched_customers"]

    def opened(column: str) -> str:
        return links.trace("data/match_rate", column, as_of=frame.as_of)

    cards.row(
        [
            cards.Card(
                "Billing matched",
                percent(rate["rate"]),
                f"{money(rate['matched_billed'] or 0, currency)} of {money(rate['billed'] or 0, currency)} in 365 days",
                opened("matched_billed"),
                grey=rate["rate"] is None,
            ),
            cards.Card(
                "Customers found",
                f"{count(rate['matched_customers'])} of {count(rate['customers'])}",
                f"{count(unknown)} known to the billing system alone" if unknown else "all of them",
                opened("matched_customers"),
            ),
            cards.Card(
                "Open, customer not found",
                money(rate["unmatched_open"] or 0, currency),
                f"of {money(rate['open'] or 0, currency)} open; it is on the board all the same",
                opened("unmatched_open"),
            ),
            cards.Card(
                "To decide",
                count(waiting) if waiting else NO_VALUE,
                "customers with a likely account" if waiting else "no names are alike",
                sign="▲" if waiting else "",
                act=bool(waiting),
            ),
        ]
    )


def _ways(frame: Frame, board: Board) -> None:
    cards.section("How customers were found", "With an invoice that is open or of the last 365 days.")
    lines = []
    for row in ask.rows(board, "data/match_ways"):
        where = {"matched_by": row["matched_by"]}
        cells = [
            links.anchor(links.trace("data/match_ways", column, where=where, as_of=frame.as_of), escape(text))
            for column, text in (
                ("customers", count(row["customers"])),
                ("billed", money(row["billed"], board.currency)),
                ("open", money(row["open"], board.currency)),
            )
        ]
        lines.append((WAYS[row["matched_by"]], cells, False))
    cards.matrix(["Customers", "Billed in 365 days", "Open"], lines)
