"""The data page: its parts, a file nobody knows, a question about dates, and what was not taken in."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import file_questions, rejects

OpenApp = Callable[..., AppTest]
PIPELINE = """Opportunity,Client,Value,Expected Close,Salesperson,Phase,Opened
Racks,Ames,5.50,2026-07-15,Dana,Proposal,2026-05-01
Boxes,Bolt,much,2026-08-01,Lee,Won,2026-04-11
"""
BILLS = "bill_id,vendor,issued_on,due_on,total\n1,Mill,03/04/2026,04/05/2026,120.50\n"


def text_of(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def keyed(app: AppTest, kind: str, ending: str):
    return next(element for element in app.get(kind) if element.key and element.key.endswith(ending))


@pytest.mark.parametrize("part", ["files", "answer", "names", "rejects", "checks", "add", "nothing"])
def test_every_part_opens(open_app: OpenApp, invoices: Path, part: str) -> None:
    app = open_app("data", invoices, part=part)
    assert not app.exception
    assert app.session_state["part"] == (part if part != "nothing" else "files")


def test_every_file_of_the_sample_is_named(open_app: OpenApp) -> None:
    shown = text_of(open_app("data"))
    assert all(f"<b>{name}</b>" in shown for name in ("Lead.csv", "xero_invoices.csv"))


def test_a_file_opens_to_how_it_was_understood(open_app: OpenApp, invoices: Path) -> None:
    shown = text_of(open_app("data", invoices))
    assert "UTF-8, comma, headings in line 1" in shown
    assert "3 rows" in shown
    assert "3 read = 3 kept + 0 repeated + 0 rejected + 0 no record" in shown
    assert "<code>2026-05-31</code>" in shown
    assert "Total 400.00" in shown
    assert "<img" not in shown


def test_a_file_nobody_knows_is_matched_and_kept(open_app: OpenApp, invoices: Path) -> None:
    (invoices / "Pipeline.csv").write_text(PIPELINE)
    app = open_app("data", invoices)
    assert "1 file needs an answer" in text_of(app)
    app.button(key="to_answer").click().run()
    assert keyed(app, "selectbox", "_table").value == "deal"
    assert keyed(app, "selectbox", "_deal_account_name").value == "Client"
    shown = text_of(app)
    assert "2 rows read:</b> 1 kept, 1 rejected" in shown
    assert "&quot;Value&quot; should be an amount of money, but it is &quot;much&quot;" in shown
    assert "needed" in shown
    assert not (invoices / "columns").exists()
    keyed(app, "button", "_keep").click().run()
    (path,) = (invoices / "columns").glob("*.toml")
    assert 'account_name = "Client"' in path.read_text()
    assert "The folder is read again" in text_of(app)


def test_the_result_follows_each_choice(open_app: OpenApp, invoices: Path) -> None:
    (invoices / "Pipeline.csv").write_text(PIPELINE)
    app = open_app("data", invoices, part="answer")
    keyed(app, "selectbox", "_deal_amount").set_value("").run()
    assert "2 rows read:</b> 2 kept" in text_of(app)
    keyed(app, "selectbox", "_deal_stage").set_value("").run()
    assert "Still needed" in text_of(app)
    assert keyed(app, "button", "_keep").disabled
    keyed(app, "selectbox", "_table").set_value("account").run()
    assert keyed(app, "selectbox", "_account_name").value == "Client"


def test_a_date_that_can_be_read_in_two_ways_is_asked(open_app: OpenApp, invoices: Path) -> None:
    (invoices / "bill.csv").write_text(BILLS)
    before = (invoices / "settings.toml").read_text()
    app = open_app("data", invoices, part="answer")
    shown = text_of(app)
    assert "<code>03/04/2026</code> is <b>3 April 2026</b>" in shown
    assert "<code>03/04/2026</code> is <b>March 4, 2026</b>" in shown
    app.button(key="answer_date_orders_plain_day first").click().run()
    after = (invoices / "settings.toml").read_text()
    assert after.startswith(before)
    assert 'plain = "day first"' in after


@pytest.mark.parametrize(
    ("setting", "value", "cell", "read"),
    [
        ("date_orders", "day first", "3/4/26", "3 April 2026"),
        ("date_orders", "month first", "03-04-2026 10:00", "March 4, 2026"),
        ("date_orders", "month first", "13/04/2026", "–"),
        ("decimal_marks", ".", "1.250", "1.250"),
        ("decimal_marks", ",", "1.250", "1,250"),
        ("decimal_marks", ",", "", "–"),
    ],
)
def test_both_readings_are_told_in_words(setting: str, value: str, cell: str, read: str) -> None:
    assert file_questions.reading(setting, value, cell) == read


def test_what_was_not_taken_in_is_one_file(open_app: OpenApp, invoices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = 'x,y,name\n1,2,"=1+1"\n'
    (invoices / "odd.csv").write_text(lines)
    text = (invoices / "invoice.csv").read_text()
    (invoices / "invoice.csv").write_text(text + "4,INV-4,c4,New,Lee,never,2026-07-11,-=1,1000,USD\n")
    made: list[bytes] = []
    as_csv = rejects.as_csv
    monkeypatch.setattr(rejects, "as_csv", lambda frame: made.append(as_csv(frame)) or made[-1])
    monkeypatch.setattr(rejects, "download", lambda frame: rejects.as_csv(rejects.opened(frame)))
    app = open_app("data", invoices, part="rejects")
    assert not app.exception
    rows = list(csv.DictReader(io.StringIO(made[0].decode("utf-8-sig"))))
    found = [(row["file"], row["line"], row["column"], row["value"], row["what happened"]) for row in rows]
    assert ("invoice.csv", "5", "issued_on", "never", "rejected") in found
    assert ("invoice.csv", "5", "total", "'-=1", "rejected") in found
    assert found[-1][:2] == ("odd.csv", "")


def test_a_file_is_shown_before_it_is_taken_in(open_app: OpenApp, invoices: Path) -> None:
    app = open_app("data", invoices, part="add")
    heading = "lead_id,name,company,owner_name,created_at,source\n"
    app.file_uploader(key="upload").upload("lead.csv", (heading + "l1,Ann,Ames,Dana,2026-06-01,Web\n").encode()).run()
    assert not app.exception
    assert "lead.csv: plain leads, read." in text_of(app)
    assert not (invoices / "lead.csv").exists()
    app.button(key="take_in").click().run()
    assert (invoices / "lead.csv").exists()


def test_an_unknown_upload_is_matched_before_it_is_taken_in(open_app: OpenApp, invoices: Path) -> None:
    app = open_app("data", invoices, part="add")
    app.file_uploader(key="upload").upload("Pipeline.csv", PIPELINE.encode()).run()
    assert not app.exception
    assert "1 kept, 1 rejected" in text_of(app)
    keyed(app, "button", "_keep").click().run()
    assert list((invoices / "columns").glob("*.toml"))
    assert not (invoices / "Pipeline.csv").exists()


def test_a_file_that_cannot_be_read_is_not_taken_in(open_app: OpenApp, invoices: Path) -> None:
    app = open_app("data", invoices, part="add")
    app.file_uploader(key="upload").upload("lead.csv", b"lead_id,name\n\x00\x01").run()
    assert not app.exception
    assert "refused" in text_of(app)
    assert not [button for button in app.button if button.key == "take_in"]


def test_the_sample_company_takes_no_files(open_app: OpenApp) -> None:
    app = open_app("data", part="add")
    assert not app.exception
    assert "The sample company takes no files" in text_of(app)
    assert not app.get("file_uploader")
