"""The boards about people on the wall: follow-up, referrals, accounts and the review."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.wall.tiles.review import in_days

OpenApp = Callable[..., AppTest]
BOARDS = {
    "follow_up": ("team", "speed", "months", "reps", "never"),
    "referrals": ("team", "share", "months", "reps", "three"),
    "accounts": ("orphans", "quiet", "give", "call"),
    "review": ("next", "open", "won", "lost", "reps", "past"),
}

USERS = """Id,Username,FirstName,LastName,Email,IsActive,UserType
u1,dana,Dana,Reed,dana@example.com,true,Standard
u2,lee,Lee,Moss,lee@example.com,true,Standard
u3,ines,Ines,Falk,ines@example.com,false,Standard
"""
ACCOUNTS = """Id,Name,ParentId,Industry,OwnerId
a1,<b>Ames</b>,,,u1
a2,Bluebird,,,u3
"""
LEADS = """Id,FirstName,LastName,Company,Status,OwnerId,LeadSource,IsConverted,CreatedDate
00Q1,Ada,Bell,Bell & Sons,Open,u1,Customer Referral,false,2026-06-01T09:00:00
00Q2,Cem,Dogan,Dogan,Open,u1,Customer Referral,false,2026-06-02T09:00:00
00Q3,Eva,Frank,Frank,Open,u2,Web,false,2026-06-03T09:00:00
00Q4,Gus,Holm,Holm,Open,u2,Customer Referral,false,2026-06-04T09:00:00
"""
TASKS = """Id,WhoId,WhatId,OwnerId,TaskSubtype,Status,Subject,CreatedDate,CompletedDateTime,ActivityDate
t1,00Q1,,u1,Call,Completed,Call,2026-06-01T10:00:00,2026-06-01T10:00:00,2026-06-01
t2,00Q2,,u1,Call,Completed,Call,2026-06-02T11:00:00,2026-06-02T11:00:00,2026-06-02
t3,00Q3,,u2,Call,Completed,Call,2026-06-03T12:00:00,2026-06-03T12:00:00,2026-06-03
"""
DEALS = """Id,Name,AccountId,OwnerId,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon,LeadSource
d1,First,a1,u1,Negotiation,1000,2026-06-20,2026-05-01T09:00:00,false,false,Web
d2,Second,a1,u1,Negotiation,2000,2026-07-20,2026-05-01T09:00:00,false,false,Web
d3,Third,a1,u1,Closed Won,400,2026-06-25,2026-05-01T09:00:00,true,true,Customer Referral
d4,Fourth,a1,u2,Closed Won,1200,2026-06-26,2026-05-01T09:00:00,true,true,Web
d5,Fifth,a1,u2,Closed Lost,700,2026-06-27,2026-05-01T09:00:00,true,false,Web
"""
SETTINGS = """company = "Tiny"
as_of = 2026-06-30
currency = "USD"
[referrals]
target = 2
[follow_up]
target = 0.7
"""


def tile(app: AppTest, area: str) -> str:
    """The HTML of one tile."""
    bodies = (element.proto.body for element in app.get("html"))
    shown = "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))
    return shown.partition(f'data-tile="{area}"')[2].partition("data-tile=")[0]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Three reps of whom one has left, four leads, three calls and five deals."""
    folder = tmp_path / "people"
    folder.mkdir()
    exports = {"User": USERS, "Account": ACCOUNTS, "Lead": LEADS, "Task": TASKS, "Opportunity": DEALS}
    for name, text in exports.items():
        (folder / f"{name}.csv").write_text(text)
    (folder / "settings.toml").write_text(SETTINGS)
    return folder


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_is_made_from_the_sample(open_app: OpenApp, board: str) -> None:
    app = open_app("wall", wall="1", boards=board)
    assert not app.exception
    for area in BOARDS[board]:
        assert "mb-head" in tile(app, area)
        assert "mb-grey" not in tile(app, area)


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_says_what_it_misses(open_app: OpenApp, invoices: Path, board: str) -> None:
    app = open_app("wall", invoices, wall="1", boards=board)
    assert not app.exception
    assert "mb-needs" in tile(app, BOARDS[board][0])


def test_follow_up_counts_who_was_called(open_app: OpenApp, people: Path) -> None:
    app = open_app("wall", people, wall="1", boards="follow_up")
    assert ">75%<" in tile(app, "team")  # three of the four leads were called within hours
    assert "3 of 4 leads" in tile(app, "team")
    assert "✓ </i>goal of 70% reached" in tile(app, "team")
    assert "2 of 2" in tile(app, "reps")  # Dana called both of hers,
    assert "1 of 2" in tile(app, "reps")  # Lee one of two
    assert "2 h" in tile(app, "speed")  # one, two and three hours
    assert "Holm" in tile(app, "never")
    assert "26 days" in tile(app, "never")  # 4 to 30 June
    assert "Frank" not in tile(app, "never")


def test_referrals_stand_against_what_is_due(open_app: OpenApp, people: Path) -> None:
    app = open_app("wall", people, wall="1", boards="referrals")
    assert ">3<" in tile(app, "team")
    assert "of 4 due by today" in tile(app, "team")  # two reps who still work here, two each
    assert "▼ behind" in tile(app, "team")
    assert "✓ </i>2" in tile(app, "reps")
    assert "▼ 1" in tile(app, "reps")
    assert ">25%<" in tile(app, "share")  # 400 of 1,600
    assert "1 of 2 deals" in tile(app, "share")


def test_accounts_names_whose_accounts_nobody_has(open_app: OpenApp, people: Path) -> None:
    app = open_app("wall", people, wall="1", boards="accounts")
    assert ">1<" in tile(app, "orphans")
    assert "Bluebird" in tile(app, "give")
    assert "Ines Falk" in tile(app, "give")
    assert "Ames" not in tile(app, "give")
    assert "&lt;b&gt;Ames" in tile(app, "call")  # bought on the 25th and the 26th, silent for four days
    assert ">4 d<" in tile(app, "call")
    assert "$1,600" in tile(app, "call")


def test_the_review_counts_the_deals(open_app: OpenApp, people: Path) -> None:
    app = open_app("wall", people, wall="1", boards="review")
    assert ">2<" in tile(app, "open")
    assert "$3k" in tile(app, "open")
    assert "▲ 1 past its day" in tile(app, "open")
    assert "$1.6k" in tile(app, "won")
    assert "$700" in tile(app, "lost")
    assert "First" in tile(app, "past")
    assert "▲ 10 d" in tile(app, "past")  # 20 to 30 June
    assert "Second" not in tile(app, "past")
    assert "[review]" in tile(app, "next")


def test_the_next_review_is_counted_down(open_app: OpenApp) -> None:
    next_one = tile(open_app("wall", wall="1", boards="review"), "next")
    assert "in 2 days" in next_one  # from 30 June, the day of the sample, to the day in its settings
    assert "Thursday, 2 July" in next_one


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (13, "in 13 days")])
def test_days_are_counted_in_words(days: int, words: str) -> None:
    assert in_days(days) == words
