"""What people write on the board: one SQLite file beside the versions of an exports folder. Every change is a new row.

Nothing is changed or deleted in it, which triggers enforce; taking a decision back is a new row too. Several processes
may write at once: each write is a transaction of its own, and waits for those of others. Decisions about pairs of names
and notes about invoices are numbered together, so that one number says what had been written by a moment.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

FILE = "journal.sqlite"
WAIT_SECONDS = 20.0

About = Literal["company", "rep"]
Answer = Literal["same", "different", "undecided"]
NoteKind = Literal["promise", "expected", "note"]

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
create table if not exists receivable_note (
    number integer primary key,
    written_at text not null,
    written_by text not null,
    day text not null,
    system text not null,
    invoice_id text not null,
    kind text not null check (kind in ('promise', 'expected', 'note')),
    on_day text check (on_day is null or kind <> 'note'),
    text text not null
);
create trigger if not exists receivable_note_is_not_changed before update on receivable_note
begin select raise(abort, 'the journal is only added to'); end;
create trigger if not exists receivable_note_is_not_deleted before delete on receivable_note
begin select raise(abort, 'the journal is only added to'); end;
"""

_LAST_NUMBER = (
    "select max(coalesce((select max(number) from pair_decision), 0), "
    "coalesce((select max(number) from receivable_note), 0))"
)


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


@dataclass(frozen=True)
class Note:
    """What somebody wrote about an invoice: the customer's promise, the collector's own date, or words alone.

    day is the as-of day of the newest board when it was written: the note counts on boards of that day and of later
    ones. on is the promised or expected day; without it an earlier one is taken back. Times are UTC.
    """

    number: int
    written_at: datetime
    written_by: str
    day: date
    system: str
    invoice_id: str
    kind: NoteKind
    on: date | None
    text: str


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
    row = (
        _now(),
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
    return _add(
        root,
        "pair_decision (number, decided_at, decided_by, about, left_system, left_id, left_name, "
        "right_system, right_id, right_name, answer, evidence)",
        row,
    )


def write_note(
    root: Path,
    system: str,
    invoice_id: str,
    kind: NoteKind,
    day: date,
    *,
    on: date | None = None,
    text: str = "",
    written_by: str = "",
) -> int:
    """Write down a promise of the customer, a date of the collector's own or a note; returns its number.

    day is the as-of day of the newest board. A promise or an expected date without `on` takes the earlier one back.
    """
    row = (
        _now(),
        written_by.strip(),
        day.isoformat(),
        system,
        invoice_id,
        kind,
        on.isoformat() if on else None,
        text.strip(),
    )
    return _add(
        root,
        "receivable_note (number, written_at, written_by, day, system, invoice_id, kind, on_day, text)",
        row,
    )


def last_number(root: Path) -> int:
    """The number of the newest decision or note; 0 before the first. Whoever knows it knows what had been written."""
    if not (root / FILE).exists():
        return 0
    with _open(root) as connection:
        return int(connection.execute(_LAST_NUMBER).fetchone()[0])


def notes(root: Path, up_to: int | None = None) -> list[Note]:
    """Every note about an invoice in the order in which they were written, or only those up to a number."""
    if not (root / FILE).exists():
        return []
    with _open(root) as connection:
        rows = connection.execute(
            "select number, written_at, written_by, day, system, invoice_id, kind, on_day, text from receivable_note "
            "where ? is null or number <= ? order by number",
            (up_to, up_to),
        ).fetchall()
    found = []
    for number, written_at, written_by, day, system, invoice_id, kind, on_day, text in rows:
        at, on = datetime.fromisoformat(written_at), date.fromisoformat(on_day) if on_day else None
        found.append(Note(number, at, written_by, date.fromisoformat(day), system, invoice_id, kind, on, text))
    return found


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


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def _add(root: Path, into: str, row: tuple[object, ...]) -> int:
    """Adds a row under the number after the last one of all tables; nobody else writes meanwhile."""
    root.mkdir(parents=True, exist_ok=True)
    with _open(root) as connection, connection:
        connection.execute("begin immediate")
        number = int(connection.execute(_LAST_NUMBER).fetchone()[0]) + 1
        marks = ", ".join("?" for _ in (number, *row))
        connection.execute(f"insert into {into} values ({marks})", (number, *row))
        return number


@contextmanager
def _open(root: Path) -> Iterator[sqlite3.Connection]:
    # A connection for each use: threads and processes share nothing but the file.
    with closing(sqlite3.connect(root / FILE, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        if not connection.execute("select 1 from sqlite_master where name = 'receivable_note'").fetchone():
            connection.executescript(_SCHEMA)
        yield connection
