"""Deciding who is who with one click: it is written down, the pair goes, and the board follows."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import journal
from data.journal import Decision
from data.store import store_of
from pages.parts import board_of_day
from queries import open_board, run

OpenApp = Callable[..., AppTest]

ACCOUNTS = """account_id,name,owner_name
A1,Northgate Foods,Dana Reed
A2,<b>Bold</b> Bakery,Dana Reed
A3,Acme Inc,dreed
"""
INVOICES = """invoice_id,customer_id,customer_name,issued_on,due_on,total,balance,currency
1,C1,Nrothgate Foods Ltd,2026-06-01,2026-07-01,70,70,USD
2,C2,<b>Bold</b> Bakry,2026-06-01,2026-07-01,20,20,USD
3,C3,ACME,2026-06-01,2026-07-01,10,10,USD
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "account.csv").write_text(ACCOUNTS)
    (folder / "invoice.csv").write_text(INVOICES)
    (folder / "settings.toml").write_text('as_of = 2026-06-30\ncurrency = "USD"\n')
    return folder


def text_of(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def click(app: AppTest, label: str, place: int = 0) -> AppTest:
    return [button for button in app.button if button.label == label][place].click().run()


def decided(folder: Path, store: Path) -> list[Decision]:
    return journal.history(store_of(folder, store))


def test_the_match_rate_and_the_likely_pairs_are_shown(open_app: OpenApp, folder: Path) -> None:
    app = open_app("data", folder, part="names")
    assert not app.exception
    shown = text_of(app)
    assert "1 of 3" in shown
    assert "$10 of $100 in 365 days" in shown
    assert shown.index("Nrothgate Foods Ltd") < shown.index("&lt;b&gt;Bold&lt;/b&gt; Bakry"), "the most money first"
    assert "<b>Bold</b>" not in shown
    assert "nrothgate ~ northgate" in shown
    assert "dreed" in shown


def test_a_pair_is_accepted_with_one_click(open_app: OpenApp, folder: Path, store: Path) -> None:
    app = open_app("data", folder, part="names")
    app.text_input(key="decided_by").input("Kim").run()
    click(app, "Same company")
    assert not app.exception
    (decision,) = decided(folder, store)
    assert (decision.left_name, decision.right_name) == ("Nrothgate Foods Ltd", "Northgate Foods")
    assert (decision.answer, decision.decided_by) == ("same", "Kim")
    assert "91 of 100 alike" in decision.evidence
    assert "1 answer written down" in text_of(app)
    assert "nrothgate ~ northgate" not in text_of(app)


def test_the_board_follows_a_decision(
    open_app: OpenApp, folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_of_day, "LOOK_AGAIN_SECONDS", 0.0)
    click(open_app("data", folder, part="names"), "Same company")
    keeper = board_of_day.keeper(str(folder))
    for _ in range(300):
        version = keeper.look().version
        if version is not None and version.decided == 1 and not keeper.look().loading:
            break
        time.sleep(0.1)
    else:
        raise AssertionError("the board did not follow")
    accounts = run(open_board(version), "cash/collect_by_account").column("account")
    assert accounts == ["Northgate Foods", "<b>Bold</b> Bakry", "Acme Inc"]
    app = open_app("data", folder, part="names")
    assert "2 of 3" in text_of(app)
    assert "written down" not in text_of(app)


def test_a_refused_pair_goes_and_can_be_taken_back(open_app: OpenApp, folder: Path, store: Path) -> None:
    app = click(open_app("data", folder, part="names"), "Different")
    assert "nrothgate ~ northgate" not in text_of(app)
    app.session_state["decided"] = True
    app.run()
    assert "two companies" in text_of(app)
    click(app, "Take back")
    assert [decision.answer for decision in decided(folder, store)] == ["different", "undecided"]


def test_a_rep_is_accepted_with_one_click(open_app: OpenApp, folder: Path, store: Path) -> None:
    click(open_app("data", folder, part="names"), "Same rep")
    (decision,) = decided(folder, store)
    assert (decision.pair.about, decision.pair.left_id, decision.pair.right_id) == ("rep", "dreed", "dana reed")


def test_without_a_crm_the_page_says_what_is_missing(open_app: OpenApp, invoices: Path) -> None:
    app = open_app("data", invoices, part="names")
    assert not app.exception
    assert "Finding customers needs exports that are not there" in text_of(app)
    assert "Nothing to decide" in text_of(app)


def test_a_board_where_everybody_is_found(open_app: OpenApp) -> None:
    app = open_app("data", part="names")
    assert not app.exception
    assert "117 of 117" in text_of(app)
    assert "Nothing to decide" in text_of(app)
