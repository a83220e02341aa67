"""What people write on the board: one SQLite file beside the versions of an exports folder. Every change is a new row.

Nothing is changed or deleted in it, which triggers enforce; taking a decision back is a new row too. Several processes
may write at once: each write is a transaction of its own, and waits for those of others.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

FILE = "journal.sqlite"
WAIT_SECONDS = 20.0

About = Literal["company", "rep"]
Answer = Literal["same", "different", "undecided"]

_SCHEMA = """
create table if not exists pair_decision (
    number integer primary key autoincrement,
    decided_at text not null,
    decided_by text not null,
    about text not null check (about in ('company', 'rep')),
    left_system text not null,
    left_id text not null,
    left_name text not null,
    right_system text not null,
    right_id text not null,
    right_name text not null,
    answer text not null check (answer in ('same', 'different', 'undecided')),
    evidence text not null
);
create trigger if not exists pair_decision_is_not_changed before update on pair_decision
begin select raise(abort, 'the journal is only added to'); end;
create trigger if not exists pair_decision_is_not_deleted before delete on pair_decision
begin select raise(abort, 'the journal is only added to'); end;
"""


@dataclass(frozen=True)
class Pair:
    """Two records that are asked about. For a company: left is the billing customer, right the account of the CRM.

    For a rep: left is a name, right the name to go by; names have no system and are their own ids.
    """

    about: About
    left_system: str
    left_id: str
    right_system: str
    right_id: str


@dataclass(frozen=True)
class Decision:
    """What somebody said about a pair; decided_by is empty where nobody gave a name. Times are UTC."""

    number: int
    decided_at: datetime
    decided_by: str
    pair: Pair
    left_name: str
    right_name: str
    answer: Answer
    evidence: str


def decide(
    root: Path,
    pair: Pair,
    answer: Answer,
    *,
    left_name: str = "",
    right_name: str = "",
    evidence: str = "",
    decided_by: str = "",
) -> int:
    """Write a decision down; returns its number. root is the store of an exports folder (data.store.store_of).

    "undecided" takes an earlier answer back, so that the pair can be proposed again. evidence is what was on the
    screen, so that the decision can be understood later.
    """
    root.mkdir(parents=True, exist_ok=True)
    row = (
        datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds"),
        decided_by.strip(),
        pair.about,
        pair.left_system,
        pair.left_id,
        left_name or pair.left_id,
        pair.right_system,
        pair.right_id,
        right_name or pair.right_id,
        answer,
        evidence,
    )
    with _open(root) as connection, connection:
        connection.execute("begin immediate")
        written = connection.execute(
            "insert into pair_decision (decided_at, decided_by, about, left_system, left_id, left_name, "
            "right_system, right_id, right_name, answer, evidence) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return int(written.lastrowid or 0)


def last_number(root: Path) -> int:
    """The number of the newest decision; 0 before the first. Whoever knows it knows which decisions there are."""
    if not (root / FILE).exists():
        return 0
    with _open(root) as connection:
        return int(connection.execute("select coalesce(max(number), 0) from pair_decision").fetchone()[0])


def history(root: Path, up_to: int | None = None) -> list[Decision]:
    """Every decision in the order in which they were taken, or only those up to a number."""
    if not (root / FILE).exists():
        return []
    with _open(root) as connection:
        rows = connection.execute(
            "select number, decided_at, decided_by, about, left_system, left_id, right_system, right_id, "
            "left_name, right_name, answer, evidence from pair_decision "
            "where ? is null or number <= ? order by number",
            (up_to, up_to),
        ).fetchall()
    return [Decision(row[0], datetime.fromisoformat(row[1]), row[2], Pair(*row[3:8]), *row[8:12]) for row in rows]


def standing(root: Path, up_to: int | None = None) -> list[Decision]:
    """What counts: the newest decision of each pair, but for those that were taken back."""
    newest = {decision.pair: decision for decision in history(root, up_to)}
    return sorted(
        (decision for decision in newest.values() if decision.answer != "undecided"),
        key=lambda decision: decision.number,
    )


@contextmanager
def _open(root: Path) -> Iterator[sqlite3.Connection]:
    # A connection for each use: threads and processes share nothing but the file.
    with closing(sqlite3.connect(root / FILE, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        if not connection.execute("select 1 from sqlite_master where name = 'pair_decision'").fetchone():
            connection.executescript(_SCHEMA)
        yield connection
