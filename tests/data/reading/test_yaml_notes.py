"""Highrise writes the notes on each person or company into a YAML text of its own."""

import pytest

from data.reading.refusal import RefusedError
from data.reading.yaml_notes import HEADINGS, looks_like, records

CARD = (
    "---\n- ID: 77\n  Name: Ana Ito\n  Tags:\n  - referral\n  - bakery\n- Contact:\n- Background: |\n\n    Likes rye\n"
)


def note(number, body, kind="Note", author="Donnie C.", extra=""):
    lines = "".join(f"      {line}\n" for line in body.split("\n"))
    return (
        f'- {kind} {number}:\n  -\n    Author: {author}\n  -\n    Written: "May 01, 2026 09:30"\n'
        f"  -\n    About: Ana Ito\n{extra}  -\n    Body: |-\n{lines}"
    )


def rows(text, *columns):
    headings, found, lines = records(text)
    assert headings == list(HEADINGS)
    assert {len(row) for row in found} <= {len(headings)}
    return [
        (line, *(row[headings.index(column)] for column in columns)) for row, line in zip(found, lines, strict=True)
    ]


def test_each_note_is_a_row_with_the_line_on_which_it_begins():
    text = (
        CARD + note(5, "Called.<br>\nWants a quote.") + note(6, "Sent it.", "Email", extra="  -\n    Subject: Quote\n")
    )
    assert rows(text, "Person ID", "Person", "Tags", "Kind", "ID", "Author", "Written", "Subject", "Body") == [
        (11, "77", "Ana Ito", "referral, bakery", "Note", "5", "Donnie C.", "May 01, 2026 09:30", "",
         "Called.<br>\nWants a quote."),
        (22, "77", "Ana Ito", "referral, bakery", "Email", "6", "Donnie C.", "May 01, 2026 09:30", "Quote", "Sent it."),
    ]  # fmt: skip


def test_finished_tasks_are_records_and_mailings_are_told_from_notes():
    text = (
        CARD
        + note(7, "Call back", "Task recording")
        + note(8, "Campaign <b>May</b> was sent to contact May 01\nOpened")
    )
    assert rows(text, "Kind", "ID") == [(11, "Task recording", "7"), (21, "Mailing", "8")]


def test_text_stays_text():
    text = CARD.replace("Ana Ito", "Yes").replace("- bakery", "- 2026-05-01") + note("0012", "1.50")
    assert rows(text, "Person", "Tags", "ID", "Body") == [(11, "Yes", "referral, 2026-05-01", "0012", "1.50")]


def test_signs_that_mean_something_in_yaml_may_stand_in_names():
    text = CARD.replace("Ana Ito", "Ito: & Sons").replace("- bakery", "- @home") + note(9, "Hi", author="*Ben: {x")
    assert rows(text, "Person", "Tags", "Author") == [(11, "Ito: & Sons", "referral, @home", "*Ben: {x")]


def test_a_body_may_hold_anything():
    body = "- Note 99:\n  Author: nobody\n\x0b\x85 form feed\n---\n# no comment"
    assert rows(CARD + note(9, body), "ID", "Author", "Body") == [
        (11, "9", "Donnie C.", "- Note 99:\n  Author: nobody\n   form feed\n---\n# no comment"),
    ]


def test_a_key_that_stands_twice_keeps_its_first_text():
    assert rows(CARD + note(9, "Hi", extra="  -\n    Author: Ben\n"), "Author") == [(11, "Donnie C.")]


def test_a_damaged_record_is_a_row_that_says_little_and_the_others_are_whole():
    damaged = "- Note 10:\n  -\n    Author: [Ben\n  Written: x\n"
    assert rows(CARD + damaged + note(11, "Hi"), "Kind", "ID", "Written") == [
        (11, "Note", "10", ""),
        (15, "Note", "11", "May 01, 2026 09:30"),
    ]


def test_windows_line_ends_do_not_matter():
    text = CARD + note(9, "One\nTwo")
    assert records(text.replace("\n", "\r\n")) == records(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (CARD, True),
        ("\ufeff" + CARD, True),
        (CARD.removeprefix("---\n"), True),
        ("", False),
        ("--- a list\n- ID: 7\n  Name: x\n", True),
        ("- ID: seven\n  Name: x\n", False),
        ("ID,Name\n7,Ana\n", False),
        ("Our notes\n- ID: 7\n  Name: x\n", False),
    ],
)
def test_such_a_file_is_known_by_its_beginning(text, is_one):
    assert looks_like(text) is is_one


def test_anything_else_is_given_back():
    with pytest.raises(RefusedError, match="does not begin with the ID"):
        records("Body: hello")
    with pytest.raises(RefusedError, match="in line 1 cannot be read"):
        records("- ID: 7\n  Name: x\n  Tags: [\n- Note 5:\n")
