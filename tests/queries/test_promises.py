"""What people write about invoices: which promise stands, and whether it was kept."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data import journal
from data.store import Version
from queries import Board, left_out, open_board, rows_behind, run
from tests.queries.given import DAY, Rows, version_of

DAYS = datetime.timedelta


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def invoice(number: str, **values: Any) -> dict[str, Any]:
    return {
        "invoice_id": number,
        "customer_name": "Acme",
        "issued_on": day("2026-05-01"),
        "due_on": day("2026-05-31"),
        "total": Decimal("100.00"),
        "balance": Decimal("100.00"),
    } | values


def payment(invoice_id: str, paid_on: str, amount: str) -> dict[str, Any]:
    return {
        "payment_id": f"{invoice_id} {paid_on}",
        "invoice_id": invoice_id,
        "paid_on": day(paid_on),
        "amount": Decimal(amount),
    }


def noted(version: Version) -> Version:
    """The version with all that has been written by now."""
    decided = journal.last_number(version.path.parent)
    return Version(
        version.folder, version.path, version.name, version.loaded_at, version.exported_on, version.settings, decided
    )


def promise(folder: Path, number: str, written: str, on: str | None, **more: Any) -> int:
    return journal.write_note(folder, "crm", number, "promise", day(written), on=day(on) if on else None, **more)


def standing(board: Board) -> dict[str, dict[str, Any]]:
    with board.cursor() as cursor:
        rows = cursor.execute("select * from marts.receivable_promises")
        names = [column[0] for column in rows.description]
        return {row["invoice_id"]: row for row in (dict(zip(names, found, strict=True)) for found in rows.fetchall())}


def record(board: Board) -> tuple[int, int]:
    answer = run(board, "cash/promises").first()
    assert answer is not None
    return answer["promises_due"], answer["promises_kept"]


def board_of(folder: Path, rows: Rows, as_of: datetime.date = DAY) -> Board:
    return open_board(noted(version_of(folder, rows)), as_of)


def test_the_newest_promise_stands_until_it_is_taken_back(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"invoice": [invoice("1"), invoice("2")]})
    promise(tmp_path, "1", "2026-06-01", "2026-06-20")
    number = promise(tmp_path, "1", "2026-06-22", "2026-07-10", text="by cheque", written_by="Kim")
    journal.write_note(tmp_path, "crm", "1", "expected", day("2026-06-22"), on=day("2026-07-17"))
    promise(tmp_path, "2", "2026-06-01", "2026-07-01")
    promise(tmp_path, "2", "2026-06-02", None, text="they said no")
    found = standing(open_board(noted(version), DAY))
    assert (found["1"]["promised_on"], found["1"]["promised_number"]) == (day("2026-07-10"), number)
    assert (found["1"]["collector_on"], found["1"]["promise_state"]) == (day("2026-07-17"), "open")
    assert (found["1"]["last_note"], found["1"]["last_note_by"]) == ("by cheque", "Kim")
    assert (found["2"]["promised_on"], found["2"]["promised_number"]) == (None, None)
    assert (found["2"]["last_note"], found["2"]["last_note_on"]) == ("they said no", day("2026-06-02"))
    assert found["2"]["promise_state"] is None


def test_a_note_counts_from_its_day_on_and_changes_no_board_before(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"invoice": [invoice("1")]})
    promise(tmp_path, "1", "2026-06-30", "2026-07-03")
    assert standing(open_board(noted(version), DAY - DAYS(1))) == {}
    assert standing(open_board(noted(version), DAY))["1"]["promised_on"] == day("2026-07-03")


def test_a_note_makes_a_new_board_and_the_old_version_stays_as_it_was(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"invoice": [invoice("1")]})
    before = open_board(version, DAY)
    promise(tmp_path, "1", "2026-06-29", "2026-07-03")
    assert standing(open_board(noted(version), DAY)) != {}
    assert open_board(version, DAY) is before
    assert standing(before) == {}


# 19 June 2026 is a Friday: the business day after it is Monday, 22 June.
@pytest.mark.parametrize(
    ("paid_on", "amount", "expected"),
    [
        ("2026-06-22", "95.00", (1, 1)),
        ("2026-06-22", "94.99", (1, 0)),
        ("2026-06-23", "100.00", (1, 0)),
        ("2026-05-20", "100.00", (1, 1)),
    ],
)
def test_a_promise_is_kept_when_95_percent_came_by_the_next_business_day(
    tmp_path: Path, paid_on: str, amount: str, expected: tuple[int, int]
) -> None:
    promise(tmp_path, "1", "2026-06-10", "2026-06-19")
    rows = {"invoice": [invoice("1", balance=None)], "payment": [payment("1", paid_on, amount)]}
    board = board_of(tmp_path, rows)
    assert record(board) == expected
    assert len(rows_behind(board, "cash/promises", "promises_due")) == 1


def test_a_promise_falls_due_when_its_last_day_is_over(tmp_path: Path) -> None:
    promise(tmp_path, "1", "2026-06-10", "2026-06-19")
    version = noted(version_of(tmp_path, {"invoice": [invoice("1")]}))
    states = {}
    for as_of in ("2026-06-19", "2026-06-22", "2026-06-23"):
        board = open_board(version, day(as_of))
        states[as_of] = (standing(board)["1"]["promise_state"], *record(board))
    assert states == {"2026-06-19": ("open", 0, 0), "2026-06-22": ("open", 0, 0), "2026-06-23": ("broken", 1, 0)}


def test_what_does_not_count_in_the_record_is_listed_with_its_reason(tmp_path: Path) -> None:
    promise(tmp_path, "replaced", "2026-06-01", "2026-06-19")
    promise(tmp_path, "replaced", "2026-06-22", "2026-07-31")
    promise(tmp_path, "replaced late", "2026-06-01", "2026-06-19")
    promise(tmp_path, "replaced late", "2026-06-23", None)
    promise(tmp_path, "unknown day", "2026-06-01", "2026-06-19")
    promise(tmp_path, "afterwards", "2026-06-20", "2026-06-19")
    promise(tmp_path, "cancelled", "2026-06-01", "2026-06-19")
    promise(tmp_path, "no such invoice", "2026-06-01", "2026-06-19")
    rows = {
        "invoice": [
            invoice("replaced"),
            invoice("replaced late"),
            invoice("unknown day", balance=Decimal("0.00")),
            invoice("afterwards"),
            invoice("cancelled", status="VOIDED"),
        ]
    }
    board = board_of(tmp_path, rows)
    assert record(board) == (1, 0)
    found = left_out(board, "cash/promises").records()
    assert sorted((row["invoice_id"], row["reason"]) for row in found) == [
        ("afterwards", "written down after its day"),
        ("replaced", "not due yet"),
        ("replaced", "replaced or taken back before it fell due"),
        ("unknown day", "the export does not say when it was paid"),
    ]
    assert standing(board)["no such invoice"]["promise_state"] is None


def test_few_promises_prove_little(tmp_path: Path) -> None:
    promise(tmp_path, "1", "2026-06-01", "2026-06-19")
    promise(tmp_path, "2", "2026-06-01", "2026-06-19")
    rows = {
        "invoice": [invoice("1", balance=None), invoice("2", balance=None)],
        "payment": [payment("1", "2026-06-18", "100.00"), payment("2", "2026-06-18", "10.00")],
    }
    answer = run(board_of(tmp_path, rows), "cash/promises").first()
    assert answer is not None
    assert (answer["share"], answer["kept_share"]) == (0.5, 0.5)
    empty = run(board_of(tmp_path / "empty", {}), "cash/promises").first()
    assert empty is not None
    assert (empty["promises_due"], empty["share"], empty["kept_share"]) == (0, None, 0.5)


writing = some.tuples(
    some.sampled_from(["1", "2"]),
    some.sampled_from(["promise", "expected", "note"]),
    some.integers(-20, 10),
    some.one_of(some.none(), some.integers(-15, 40)),
)


@settings(max_examples=4, deadline=None)
@given(written=some.lists(writing, max_size=8))
def test_notes_of_later_days_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, Any, int, int | None]]
) -> None:
    rows = {"invoice": [invoice("1"), invoice("2", balance=Decimal("3.00"))]}
    answers = []
    for is_counted in (lambda _: True, lambda written_day: written_day <= DAY):
        folder = tmp_path_factory.mktemp("notes")
        for number, kind, at, on in written:
            if is_counted(DAY + DAYS(at)):
                promised = DAY + DAYS(on) if on is not None and kind != "note" else None
                journal.write_note(folder, "crm", number, kind, DAY + DAYS(at), on=promised, text=f"{at}")
        board = board_of(folder, rows)
        found = standing(board)
        for row in found.values():
            del row["promised_number"]
        answers.append((found, run(board, "cash/promises").rows))
    assert answers[0] == answers[1]
