"""Scenarios in the address: what they mean, what is refused and why, and that text and meaning are the same thing."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts import scenario
from pages.parts.scenario import CAN, Change, parse

TODAY = date(2026, 6, 30)
IN_JULY = date(2026, 7, 20)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("deal~hubspot~17~out", Change("deal", "out", "hubspot", "17")),
        ("deal~~17~in", Change("deal", "in", "", "17")),
        ("invoice~quickbooks~INV-1~percent~50", Change("invoice", "percent", "quickbooks", "INV-1", value=50.0)),
        ("invoice~quickbooks~a~b~out", Change("invoice", "out", "quickbooks", "a~b")),
        ("bill~xero~9~date~2026-07-20", Change("bill", "date", "xero", "9", day=IN_JULY)),
        ("recurring~~Payroll~date~2026-07-20", Change("recurring", "date", "", "Payroll", day=IN_JULY)),
        ("collections~~~percent~80", Change("collections", "percent", value=80.0)),
        ("collections~~~percent~33.33", Change("collections", "percent", value=33.33)),
    ],
)
def test_a_change_is_read_from_its_text_and_written_as_the_same_text(text: str, change: Change) -> None:
    found = parse("", [text], TODAY)
    assert found.changes == (change,)
    assert not found.refused
    assert change.text == text


def test_the_queries_get_only_what_a_change_has() -> None:
    found = parse("", ["bill~xero~9~date~2026-07-20", "collections~~~percent~80", 'deal~~a"b~out'], TODAY)
    assert json.loads(found.json) == [
        {"on": "bill", "system": "xero", "id": "9", "do": "date", "day": "2026-07-20"},
        {"on": "collections", "system": "", "id": "", "do": "percent", "value": 80.0},
        {"on": "deal", "system": "", "id": 'a"b', "do": "out"},
    ]
    assert parse("", [], TODAY).json == "[]"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "not of the form"),
        ("deal~out", "not of the form"),
        ("bank~~1~out", "only invoice, deal, bill, recurring, collections"),
        ("deal~~1~explode", "none of out, in, date and percent"),
        ("deal~~1~date", "none of out, in, date and percent"),
        ("deal~~~date~2026-07-20", "names no id"),
        ("deal~~1~percent~50", "of deals only this"),
        ("bill~~1~in", "of bills only this"),
        ("collections~~~out", "of collections only this"),
        ("collections~x~~percent~80", "as a whole"),
        ("invoice~~~out", "names no id"),
        (f"invoice~~{'x' * 201}~out", "too long"),
        ("bill~~1~date~20.7.2026", "its day is not of the form"),
        ("bill~~1~date~2026-06-29", "before the day of the board"),
        ("bill~~1~date~2028-01-01", "more than a year away"),
        ("invoice~~1~percent~many", "not a number"),
        ("invoice~~1~percent~nan", "not between 0 and 200"),
        ("invoice~~1~percent~-1", "not between 0 and 200"),
        ("invoice~~1~percent~1e9", "not between 0 and 200"),
    ],
)
def test_what_cannot_be_understood_changes_nothing_and_is_said(text: str, because: str) -> None:
    found = parse("", [text, "deal~~1~out"], TODAY)
    assert [change.text for change in found.changes] == ["deal~~1~out"]
    (refused,) = found.refused
    assert because in refused.because
    assert len(refused.text) <= 81


def test_of_two_changes_of_one_thing_the_later_counts() -> None:
    found = parse("", ["deal~~1~out", "deal~~2~out", "deal~~1~in", "deal~~2~out"], TODAY)
    assert [change.text for change in found.changes] == ["deal~~1~in", "deal~~2~out"]
    assert [refused.text for refused in found.refused] == ["deal~~1~out"]


def test_a_scenario_has_an_end() -> None:
    found = parse("", [f"deal~~{number}~out" for number in range(45)], TODAY)
    assert len(found.changes) == 40
    assert len(found.refused) == 5


def test_a_change_is_added_replaced_and_taken_out() -> None:
    found = parse("", ["deal~~1~out", "bill~~2~out"], TODAY)
    assert found.with_change(Change("deal", "in", "", "1")) == ["bill~~2~out", "deal~~1~in"]
    assert found.with_change(Change("deal", "out", "", "3")) == ["deal~~1~out", "bill~~2~out", "deal~~3~out"]
    assert found.without(found.changes[0]) == ["bill~~2~out"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Bank   says no ", "Bank says no"),
        ("a\x00b\u202ec\nd", "a b c d"),
        ("x" * 100, "x" * 60),
        ("<script>", "<script>"),
        ("", ""),
    ],
)
def test_a_name_is_one_short_line(text: str, name: str) -> None:
    assert scenario.named(text) == name


@given(st.lists(st.text(max_size=60) | st.from_regex(r"(deal|bill|invoice)~[a-z~]{0,9}~(out|date~2026-0[78]-\d\d)")))
def test_whatever_stands_in_an_address_is_either_a_change_or_refused(texts: list[str]) -> None:
    found = parse("", texts, TODAY)
    assert all(change.do in CAN[change.on] for change in found.changes)
    assert len(json.loads(found.json)) == len(found.changes)
    # What counts, written out again, means the same.
    assert parse("", [change.text for change in found.changes], TODAY).changes == found.changes
    assert len(found.changes) + len(found.refused) <= len(texts)
