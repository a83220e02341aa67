"""Writing about an open invoice: it is kept, shown at once, checked first, and can be taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import queries
from data import journal
from data.journal import Note
from data.store import load, store_of

OpenApp = Callable[..., AppTest]
STARRED = "*Ames* [Brothers](http://example.com) · INV-2"


def text_of(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def written(folder: Path, store: Path) -> list[Note]:
    return journal.notes(store_of(folder, store))


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture
def opened(open_app: OpenApp, invoices: Path) -> AppTest:
    """The cash page on 2026-06-30 with the second invoice chosen by the address."""
    app = open_app("cash", invoices, invoice=STARRED)
    assert not app.exception
    return app


def test_an_invoice_is_chosen_by_the_address(opened: AppTest) -> None:
    assert opened.selectbox(key="invoice").value == STARRED
    assert "<b>$250.25</b> open, due in 1 day" in text_of(opened)


def test_an_unknown_invoice_in_the_address_is_none(open_app: OpenApp, invoices: Path) -> None:
    app = open_app("cash", invoices, invoice="<b>nobody</b> · 7")
    assert not app.exception
    assert app.selectbox(key="invoice").value is None
    assert "Called somebody?" in text_of(app)


def test_a_promise_is_written_with_its_day_words_and_name(opened: AppTest, invoices: Path, store: Path) -> None:
    opened.date_input(key="note_on").set_value(date(2026, 7, 10))
    opened.text_area(key="note_text").input("after <b>lunch</b>")
    opened.text_input(key="decided_by").input("Kim")
    press(opened, "Write it down")
    assert not opened.exception
    (note,) = written(invoices, store)
    assert (note.kind, note.on, note.text, note.written_by) == (
        "promise",
        date(2026, 7, 10),
        "after <b>lunch</b>",
        "Kim",
    )
    assert (note.day, note.invoice_id) == (date(2026, 6, 30), "2")
    shown = text_of(opened)
    assert "Promised for <b>10 July</b>: written just now" in shown
    assert "On the board in a moment" in shown
    assert "after &lt;b&gt;lunch&lt;/b&gt;" in shown
    assert "<b>lunch</b>" not in shown
    assert opened.text_area(key="note_text").value == ""
    assert opened.text_input(key="decided_by").value == "Kim"


def test_a_promise_is_taken_back(opened: AppTest, invoices: Path, store: Path) -> None:
    opened.date_input(key="note_on").set_value(date(2026, 7, 10))
    press(opened, "Write it down")
    press(opened, "Take the promise back")
    assert [(note.kind, note.on) for note in written(invoices, store)] == [
        ("promise", date(2026, 7, 10)),
        ("promise", None),
    ]
    shown = text_of(opened)
    assert "written just now" not in shown
    assert "Promise taken back" in shown
    assert not [button for button in opened.button if button.label == "Take the promise back"]


def test_a_day_of_our_own_and_a_note_stand_in_order(opened: AppTest, invoices: Path, store: Path) -> None:
    opened.segmented_control(key="note_kind").select("Our own day").run()
    opened.date_input(key="note_on").set_value(date(2026, 7, 3))
    press(opened, "Write it down")
    opened.segmented_control(key="note_kind").select("Note").run()
    opened.text_area(key="note_text").input("Asked for the delivery note.")
    press(opened, "Write it down")
    assert [note.kind for note in written(invoices, store)] == ["expected", "note"]
    shown = text_of(opened)
    assert shown.index("We expect it on 3 July") < shown.index("Asked for the delivery note.")


@pytest.mark.parametrize(("kind", "problem"), [("Promise", "Choose the day"), ("Note", "Write what was said")])
def test_nothing_is_written_without_what_it_takes(
    opened: AppTest, invoices: Path, store: Path, kind: str, problem: str
) -> None:
    opened.segmented_control(key="note_kind").select(kind).run()
    press(opened, "Write it down")
    assert problem in text_of(opened)
    assert not written(invoices, store)


def test_on_an_earlier_day_nothing_is_written_and_later_notes_are_not_seen(
    open_app: OpenApp, invoices: Path, store: Path
) -> None:
    (system,) = set(queries.run(queries.open_board(load(invoices, store)), "cash/to_collect").column("system"))
    for day, text in ((date(2026, 6, 30), "Written later."), (date(2026, 6, 20), "Written then.")):
        journal.write_note(store_of(invoices, store), system, "2", "note", day, text=text)
    app = open_app("cash", invoices, invoice=STARRED, as_of="2026-06-20")
    assert not app.exception
    shown = text_of(app)
    assert "Notes are written on the newest day, 30 June" in shown
    assert "Written then." in shown
    assert "Written later." not in shown
    assert not [button for button in app.button if button.label == "Write it down"]
