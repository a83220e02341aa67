"""The loads on the Data page: the list, taking one back, and a question that is answered."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import data.store
from pages.parts import board_of_day

OpenApp = Callable[..., AppTest]
HEADINGS = "invoice_id,customer_name,issued_on,due_on,total,balance\n"
OPEN = """\
A/R Aging Detail Report,,,,,,,
"As of {day}, 2026",,,,,,,

,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
"""


def text_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def button(app: AppTest, words: str) -> object:
    return next(found for found in app.button if words in found.label)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "settings.toml").write_text('currency = "USD"\n')
    return exports


def written(path: Path, text: str, minutes_ago: int) -> None:
    """Writes a file that nobody is writing any more."""
    path.write_text(text)
    then = time.time() - 60 * minutes_ago
    os.utime(path, (then, then))


def aging(day: str, numbers: range) -> str:
    rows = (f',06/01/2026,Invoice,{number},Acme,06/30/2026,"100.00","100.00"\n' for number in numbers)
    return OPEN.format(day=day) + "".join(rows)


def test_a_load_can_be_taken_back(open_app: OpenApp, folder: Path, store: Path) -> None:
    written(folder / "invoices.csv", HEADINGS + "1,Acme,2026-06-01,2026-07-01,10.00,10.00\n", 9)
    data.store.load(folder, store)
    rows = "1,Acme,2026-06-01,2026-07-01,10.00,10.00\n2,Zeta,2026-06-02,2026-07-02,5.00,5.00\n"
    written(folder / "invoices.csv", HEADINGS + rows, 5)
    second = data.store.load(folder, store)
    app = open_app("data", folder, part="loads")
    assert not app.exception
    assert board_of_day.keeper(str(folder)).look().version == second
    button(app, "Take the last load back").click()
    app.run()
    assert not app.exception
    first = data.store.current(folder, store)
    assert first is not None
    assert first.name != second.name
    for _ in range(200):
        if board_of_day.keeper(str(folder)).look().version.name == first.name:
            break
        time.sleep(0.1)
    assert board_of_day.keeper(str(folder)).look().version.name == first.name


def test_a_list_that_would_close_most_invoices_asks_first(open_app: OpenApp, folder: Path, store: Path) -> None:
    written(folder / "open.csv", aging("June 10", range(1, 9)), 9)
    first = data.store.load(folder, store)
    written(folder / "open.csv", aging("June 20", range(8, 10)), 5)
    app = open_app("data", folder, part="loads")
    assert not app.exception
    assert board_of_day.keeper(str(folder)).look().version.name == first.name
    assert "Is open.csv right?" in text_of(app)
    button(app, "Yes, take open.csv in").click()
    app.run()
    assert not app.exception
    for _ in range(200):
        if board_of_day.keeper(str(folder)).look().version.name != first.name:
            break
        time.sleep(0.1)
    assert board_of_day.keeper(str(folder)).look().version.name != first.name
