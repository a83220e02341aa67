"""What people write is kept, row by row, whoever writes at the same time."""

import sqlite3
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from data import journal
from data.journal import Pair

ACME = Pair("company", "xero", "c1", "salesforce", "001A")
BOLD = Pair("company", "xero", "c2", "salesforce", "001B")
DANA = Pair("rep", "", "dreed", "", "Dana Reed")


def test_before_the_first_decision_there_is_nothing_and_no_file(tmp_path: Path) -> None:
    assert journal.last_number(tmp_path) == 0
    assert journal.history(tmp_path) == []
    assert journal.standing(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_decision_is_kept_with_what_was_on_the_screen(tmp_path: Path) -> None:
    number = journal.decide(
        tmp_path / "new folder",
        ACME,
        "same",
        left_name="Acme Ltd",
        right_name="ACME",
        evidence="92: acme",
        decided_by=" Kim ",
    )
    (decision,) = journal.history(tmp_path / "new folder")
    assert (decision.number, decision.pair, decision.answer) == (number, ACME, "same")
    assert (decision.left_name, decision.right_name) == ("Acme Ltd", "ACME")
    assert (decision.evidence, decision.decided_by) == ("92: acme", "Kim")


def test_the_newest_decision_of_a_pair_counts_and_the_others_stay(tmp_path: Path) -> None:
    for pair, answer in ((ACME, "same"), (BOLD, "different"), (ACME, "undecided"), (DANA, "same"), (ACME, "different")):
        journal.decide(tmp_path, pair, answer)
    assert [decision.answer for decision in journal.history(tmp_path)] == [
        "same",
        "different",
        "undecided",
        "same",
        "different",
    ]
    assert [(decision.pair, decision.answer) for decision in journal.standing(tmp_path)] == [
        (BOLD, "different"),
        (DANA, "same"),
        (ACME, "different"),
    ]


def test_what_is_taken_back_counts_no_more(tmp_path: Path) -> None:
    journal.decide(tmp_path, ACME, "same")
    journal.decide(tmp_path, ACME, "undecided")
    assert journal.standing(tmp_path) == []


def test_the_journal_of_an_earlier_moment_can_be_read(tmp_path: Path) -> None:
    first = journal.decide(tmp_path, ACME, "same")
    journal.decide(tmp_path, ACME, "different")
    assert [decision.answer for decision in journal.standing(tmp_path, first)] == ["same"]
    assert journal.standing(tmp_path, 0) == []


def test_an_answer_that_is_none_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        journal.decide(tmp_path, ACME, "perhaps")  # type: ignore[arg-type]
    assert journal.last_number(tmp_path) == 0


@pytest.mark.parametrize("statement", ["update pair_decision set answer = 'same'", "delete from pair_decision"])
def test_nothing_is_changed_or_deleted(tmp_path: Path, statement: str) -> None:
    journal.decide(tmp_path, ACME, "different")
    with (
        sqlite3.connect(tmp_path / journal.FILE) as connection,
        pytest.raises(sqlite3.IntegrityError, match="added to"),
    ):
        connection.execute(statement)
    connection.close()
    assert [decision.answer for decision in journal.history(tmp_path)] == ["different"]


def write(root: Path, name: str) -> list[int]:
    return [journal.decide(root, Pair("rep", "", f"{name} {at}", "", "Dana Reed"), "same") for at in range(10)]


def test_several_processes_and_threads_write_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as processes, ThreadPoolExecutor(3) as threads:
        jobs = [processes.submit(write, tmp_path, f"process {at}") for at in range(3)]
        jobs += [threads.submit(write, tmp_path, f"thread {at}") for at in range(3)]
        numbers = [number for job in jobs for number in job.result()]
    assert sorted(numbers) == list(range(1, 61))
    assert len(journal.standing(tmp_path)) == journal.last_number(tmp_path) == 60


def note(root: Path, invoice_id: str, **more: Any) -> int:
    return journal.write_note(root, "xero", invoice_id, "promise", date(2026, 6, 30), **more)


def test_a_note_is_kept_as_it_was_written(tmp_path: Path) -> None:
    number = note(tmp_path / "new", "i1", on=date(2026, 7, 3), text=" by cheque ", written_by=" Kim ")
    (found,) = journal.notes(tmp_path / "new")
    assert (found.number, found.system, found.invoice_id, found.kind) == (number, "xero", "i1", "promise")
    assert (found.day, found.on, found.text, found.written_by) == (
        date(2026, 6, 30),
        date(2026, 7, 3),
        "by cheque",
        "Kim",
    )


def test_before_the_first_note_there_is_none(tmp_path: Path) -> None:
    assert journal.notes(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_decisions_and_notes_are_numbered_together(tmp_path: Path) -> None:
    written = [
        journal.decide(tmp_path, ACME, "same"),
        note(tmp_path, "i1", on=date(2026, 7, 3)),
        note(tmp_path, "i1"),
        journal.decide(tmp_path, BOLD, "same"),
        note(tmp_path, "i2", text="called"),
    ]
    assert written == [1, 2, 3, 4, 5]
    assert journal.last_number(tmp_path) == 5
    assert [found.number for found in journal.notes(tmp_path)] == [2, 3, 5]
    assert [found.number for found in journal.notes(tmp_path, 3)] == [2, 3]
    assert [found.number for found in journal.history(tmp_path, 3)] == [1]


def test_a_journal_of_earlier_has_decisions_alone_and_goes_on(tmp_path: Path) -> None:
    journal.decide(tmp_path, ACME, "same")
    journal.decide(tmp_path, BOLD, "same")
    with closing(sqlite3.connect(tmp_path / journal.FILE)) as connection:
        connection.execute("drop table receivable_note")
    assert journal.last_number(tmp_path) == 2
    assert journal.notes(tmp_path) == []
    assert note(tmp_path, "i1", text="called") == 3
    assert journal.decide(tmp_path, DANA, "same") == 4


@pytest.mark.parametrize("statement", ["update receivable_note set on_day = null", "delete from receivable_note"])
def test_no_note_is_changed_or_deleted(tmp_path: Path, statement: str) -> None:
    note(tmp_path, "i1", on=date(2026, 7, 3))
    with (
        closing(sqlite3.connect(tmp_path / journal.FILE)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="added to"),
    ):
        connection.execute(statement)
    assert [found.on for found in journal.notes(tmp_path)] == [date(2026, 7, 3)]


def test_a_kind_that_is_none_and_a_note_with_a_day_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        journal.write_note(tmp_path, "xero", "i1", "perhaps", date(2026, 6, 30))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        journal.write_note(tmp_path, "xero", "i1", "note", date(2026, 6, 30), on=date(2026, 7, 3))
    assert journal.last_number(tmp_path) == 0


def write_both(root: Path, name: str) -> list[int]:
    numbers = []
    for at in range(5):
        numbers.append(note(root, f"{name} {at}"))
        numbers.append(journal.decide(root, Pair("rep", "", f"{name} {at}", "", "Dana Reed"), "same"))
    return numbers


def test_no_number_is_given_twice(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes, ThreadPoolExecutor(3) as threads:
        jobs = [processes.submit(write_both, tmp_path, f"process {at}") for at in range(2)]
        jobs += [threads.submit(write_both, tmp_path, f"thread {at}") for at in range(3)]
        numbers = [number for job in jobs for number in job.result()]
    assert sorted(numbers) == list(range(1, 51))
    assert journal.last_number(tmp_path) == 50
