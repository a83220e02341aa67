"""The keeper of a folder follows what changes beside the exports: settings, notes, and other processes' loads."""

import datetime
import os
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import data.store
from data import journal
from data.questions import Question
from data.store import Version
from pages.parts.board_of_day import Keeper
from queries import open_board, run

HEADINGS = "invoice_id,customer_name,issued_on,due_on,total,balance\n"
FIRST = HEADINGS + "1,Acme,2026-06-01,2026-07-01,10.00,10.00\n"
SECOND = FIRST + "2,Zeta,2026-06-02,2026-07-02,5.00,5.00\n"


def written(path: Path, text: str, minutes_ago: int) -> None:
    """Writes a file that nobody is writing any more."""
    path.write_text(text)
    then = time.time() - 60 * minutes_ago
    os.utime(path, (then, then))


@pytest.fixture
def folder(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MONEYBOARD_STORE", str(store))
    monkeypatch.setattr("pages.parts.board_of_day.LOOK_AGAIN_SECONDS", 0.0)
    exports = tmp_path / "exports"
    exports.mkdir()
    written(exports / "settings.toml", 'currency = "USD"\n', 30)
    written(exports / "invoices.csv", FIRST, 30)
    return exports


@pytest.fixture
def keeper(folder: Path) -> Iterator[Keeper]:
    found = Keeper(folder)
    yield found
    found.close()


def version_when(keeper: Keeper, condition: Callable[[Version], bool]) -> Version:
    """The keeper's version once a condition holds for it."""
    for _ in range(300):
        state = keeper.look()
        if state.version is not None and condition(state.version) and not state.loading:
            return state.version
        time.sleep(0.1)
    raise AssertionError("the keeper did not follow")


def loads_when_nothing_changes(keeper: Keeper) -> int:
    with pytest.MonkeyPatch.context() as patch:
        loads: list[Path] = []
        original = data.store.load
        patch.setattr(data.store, "load", lambda folder: loads.append(folder) or original(folder))
        for _ in range(10):
            keeper.look()
            time.sleep(0.02)
        return len(loads)


def test_settings_alone_give_a_new_board(folder: Path, keeper: Keeper) -> None:
    before = keeper.look().version
    assert before is not None
    written(folder / "settings.toml", 'currency = "USD"\n[cash]\nreserve = "75.00"\n', 0)
    after = version_when(keeper, lambda version: version.settings.cash.reserve == 75)
    assert after.name == before.name, "the exports are the same"
    assert set(run(open_board(after), "cash/need").column("reserve")) == {Decimal("75.00")}


def test_settings_count_although_an_export_is_broken(folder: Path, keeper: Keeper) -> None:
    before = keeper.look().version
    assert before is not None
    (folder / "invoices.csv").write_bytes(b"invoice_id,number\n\x00\x01\x02")
    version_when(keeper, lambda _: keeper.look().trouble is not None)
    written(folder / "settings.toml", 'currency = "USD"\n[cash]\nreserve = "75.00"\n', 0)
    after = version_when(keeper, lambda version: version.settings.cash.reserve == 75)
    assert after.name == before.name


def test_settings_that_say_nonsense_leave_the_board_as_it_is(folder: Path, keeper: Keeper) -> None:
    before = keeper.look().version
    written(folder / "settings.toml", "nonsense = 1\n", 0)
    version_when(keeper, lambda _: keeper.look().trouble is not None)
    assert keeper.look().version == before


def test_a_note_about_an_invoice_is_followed(folder: Path, keeper: Keeper) -> None:
    keeper.look()
    number = journal.write_note(
        data.store.store_of(folder), "plain", "1", "promise", datetime.date(2026, 6, 30), on=datetime.date(2026, 7, 3)
    )
    assert version_when(keeper, lambda version: version.decided == number)


def test_loads_and_undoing_by_another_process_are_followed(folder: Path, keeper: Keeper) -> None:
    first = data.store.load(folder)
    written(folder / "invoices.csv", SECOND, 20)
    second = data.store.load(folder)
    assert keeper.look().version == second
    assert loads_when_nothing_changes(keeper) == 0
    data.store.undo(folder)
    assert version_when(keeper, lambda version: version.name == first.name)
    assert loads_when_nothing_changes(keeper) == 0
    third = data.store.load(folder, again=True)
    assert version_when(keeper, lambda version: version.name == third.name)


def test_an_answer_given_in_another_process_is_followed(folder: Path, keeper: Keeper) -> None:
    before = keeper.look().version
    assert before is not None
    data.store.confirm(folder, Question("other.csv", "ab12", "It is asked about."))
    assert version_when(keeper, lambda version: version.name != before.name)
