"""What a person sees before taking a file in: the report, the text, and the command line."""

import csv
import io
import json
import tomllib

import pytest

from data.__main__ import main
from data.check import check, check_upload, take_in
from data.tables import template

DEALS = 'deal_id,stage,amount,close_on\n1,Open,"1,000.50",4/25/2026\n2,Open,much,5/1/2026\n1,Won,2.00,5/2/2026\n'


def test_a_report_adds_up_and_says_why(exports):
    exports.write("deals.csv", DEALS)
    (report,) = check(exports.folder)
    assert (report.file, report.system, report.kind, report.status) == ("deals.csv", "plain", "deals", "read")
    assert (report.rows_read, report.rows_kept, report.rows_repeated, report.rows_rejected) == (3, 1, 1, 1)
    assert report.totals == {"amount": "2.00"}
    assert [(reason.code, reason.count, reason.rows) for reason in report.reasons] == [
        ("repeated", 1, [2]),
        ("not an amount of money", 1, [3]),
    ]


def test_the_text_is_for_people(exports, capsys):
    exports.write("crm/deals.csv", DEALS)
    assert main(["check", str(exports.folder)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("crm/deals.csv\n")
    assert "3 read = 1 kept + 1 repeated + 1 rejected" in text
    assert 'month first: "close_on", line 2: "4/25/2026" can only be month first' in text
    assert 'line 3: "amount" should be an amount of money, but it is "much".' in text
    assert "1 file: 1 read" in text


def test_a_refused_file_is_an_error_for_scripts(exports, capsys):
    exports.write("odd.csv", "colour,shape\nred,round\n")
    assert main(["check", str(exports.folder), "--format", "json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["status"], report["rows_read"], report["reasons"][0]["code"]) == ("refused", 0, "not recognised")


def test_known_files_that_the_board_does_not_read_are_set_aside(exports):
    exports.write("Campaigns.csv", "CAMPAIGNID,Campaign Name,Budgeted Cost\n1,Spring,5\n2,Fall,6\n")
    (report,) = check(exports.folder)
    assert (report.status, report.rows_read, report.rows_rejected) == ("set aside", 2, 2)
    assert report.reasons[0].code == "set aside"


def test_our_own_files_are_no_exports(exports):
    for name in ("README.md", "settings.toml", "notes.py", ".gitignore", ".hidden/leads.csv", "~$deals.xlsx"):
        exports.write(name, "")
    assert check(exports.folder) == []


def test_an_upload_is_checked_as_if_it_stood_in_the_folder(exports):
    exports.write("deals.csv", DEALS)
    content = b"lead_id,created_at\n1,3/4/2026\n"
    (report,) = check_upload(exports.folder, "leads.csv", content)
    assert (report.status, report.rows_kept, report.date_order) == ("read", 1, "month first")
    assert [path.name for path in exports.folder.iterdir()] == ["deals.csv"]


def test_an_upload_stands_in_for_the_file_of_its_name(exports):
    exports.write("deals.csv", DEALS)
    (report,) = check_upload(exports.folder, "deals.csv", b"deal_id,stage\n1,Open\n2,Open\n")
    assert (report.rows_kept, report.rows_repeated) == (2, 0)


def test_taking_in_writes_the_file_and_nothing_else(exports):
    assert take_in(exports.folder, "leads.csv", b"lead_id\n").read_bytes() == b"lead_id\n"
    assert take_in(exports.folder, "leads.csv", b"lead_id,name\n").read_bytes() == b"lead_id,name\n"
    assert [path.name for path in exports.folder.iterdir()] == ["leads.csv"]


@pytest.mark.parametrize(
    "name",
    [
        "../leads.csv",
        "a/leads.csv",
        "a\\leads.csv",
        "/leads.csv",
        "C:leads.csv",
        ".leads.csv",
        "",
        "..",
        "leads\n.csv",
        "x.py",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(exports, name):
    for action in (check_upload, take_in):
        with pytest.raises(ValueError, match=r"plain file name|not a file that the board reads"):
            action(exports.folder, name, b"")
    assert list(exports.folder.iterdir()) == []


def test_load_and_template_on_the_command_line(exports, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("MONEYBOARD_STORE", str(tmp_path / "store"))
    exports.write("deals.csv", DEALS)
    assert main(["load", str(exports.folder)]) == 0
    assert "exported on" in capsys.readouterr().out
    assert main(["template", "deal"]) == 0
    assert capsys.readouterr().out == template("deal")
    assert main(["template"]) == 0
    assert "invoice.csv: each row is a sales invoice or credit note" in capsys.readouterr().out


def test_mistakes_on_the_command_line_are_told_in_one_line(exports, capsys):
    assert main(["check", str(exports.folder / "nowhere")]) == 2
    exports.settings('compnay = "x"')
    exports.write("deals.csv", DEALS)
    assert main(["check", str(exports.folder)]) == 1
    assert "Did you mean company?" in capsys.readouterr().err


def test_what_was_not_taken_in_can_be_written_as_one_file(exports, capsys, tmp_path):
    exports.write("deals.csv", DEALS + '3,Open,"=HYPERLINK(""http://example.com"")",5/2/2026\n')
    exports.write("odd.csv", "colour,shape\nred,round\n")
    target = tmp_path / "rejects.csv"
    assert main(["check", str(exports.folder), "--rejects", str(target)]) == 1
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert [(row["file"], row["line"], row["column"], row["value"]) for row in rows] == [
        ("deals.csv", "3", "amount", "much"),
        ("deals.csv", "5", "amount", '\'=HYPERLINK("http://example.com")'),
        ("odd.csv", "", "", ""),
    ]
    assert rows[0]["reason"] == 'deals.csv, line 3: "amount" should be an amount of money, but it is "much".'
    assert rows[2]["what happened"] == "refused"


def test_a_file_nobody_knows_is_proposed_on_the_command_line(exports, capsys):
    exports.write("Pipeline.csv", "Opportunity,Client,Value,Phase\nRacks,Ames,5.50,Open\nBoxes,Bolt,much,Won\n")
    assert main(["guess", str(exports.folder / "Pipeline.csv")]) == 0
    text = capsys.readouterr().out
    assert tomllib.loads(text)["columns"]["account_name"] == "Client"
    assert '# "Client" ' in text
    assert "#   rows           2 read = 1 kept + 0 repeated + 1 rejected" in text
    assert not (exports.folder / "columns").exists()
    assert main(["guess", str(exports.folder / "Pipeline.csv"), "--save", str(exports.folder)]) == 0
    assert main(["check", str(exports.folder)]) == 0
    assert "as deals from Pipeline" in capsys.readouterr().out


def test_what_cannot_be_guessed_is_not_kept(exports, capsys):
    file = exports.write("odd.csv", "colour,shape\nred,round\n")
    assert main(["guess", str(file)]) == 1
    assert "no heading is like a column" in capsys.readouterr().out
    file = exports.write("stages.csv", "Deal,Shape\nA,round\n")
    assert main(["guess", str(file), "--save", str(exports.folder)]) == 1
    assert "not kept" in capsys.readouterr().err
    assert not (exports.folder / "columns").exists()
    assert main(["guess", str(exports.write("n.csv", "1,2\n3,4\n"))]) == 1
    assert main(["guess", str(exports.write("deals.csv", DEALS))]) == 0
    assert "known already" in capsys.readouterr().out
    assert main(["guess", str(exports.folder / "none.csv")]) == 2
