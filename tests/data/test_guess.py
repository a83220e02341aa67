"""What is proposed for a file that no mapping knows, and what becomes of the owner's choices."""

from datetime import date
from pathlib import Path

import pytest

from data import own_mappings
from data.answers import answer
from data.check import Trial, beginnings, check, source_of, try_mapping
from data.own_mappings import Choice, Choices, as_toml, choices_of
from data.owners_folder import SAMPLE
from data.reading.beginning import Beginning
from data.reading.guess import Proposal, guess
from data.reading.heading_words import meaning, word_for
from data.reading.mapping import fingerprint_of
from data.reading.mapping_files import load_mappings, mapping_of
from data.settings import SettingsError, read_settings

TODAY = date(2026, 6, 30)
OFFENE = """Kunde;Rechnungsnr.;Rechnungsdatum;Fälligkeit;Gesamtbetrag;Offen;Bemerkung
Ames GmbH;R-1;15.05.2026;14.06.2026;1.200,50;1.200,50;
Bolt AG;R-2;20.05.2026;19.06.2026;99,00;0,00;bezahlt
Bolt AG;R-3;01.06.2026;01.07.2026;300,00;100,00;
"""
PIPELINE = """Opportunity,Client,Est. Value,Expected Close,Salesperson,Phase,Opened
Racks,Ames,"1,000.50",2026-07-15,Dana,Proposal,2026-05-01
Boxes,Bolt,250.25,2026-08-01,Lee,Won,2026-04-11
"""


def beginning_of(folder: Path, file: str) -> Beginning | None:
    return beginnings(source_of(folder, file))[file]


def tried(exports, file: str, text: str) -> Trial:
    source = source_of(exports.folder, file)
    return try_mapping(read_settings(exports.folder), source, file, mapping_of("proposed", text))


def proposed(exports, name: str, content: str) -> tuple[Proposal, Choices]:
    exports.write(name, content)
    start = beginning_of(exports.folder, name)
    proposal = guess(start, name)[0]
    return proposal, choices_of(proposal, start, name, "own")


def headings(choices: Choices) -> dict[str, tuple[str, ...]]:
    return {column: choice.headings for column, choice in choices.columns.items() if choice.headings}


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Rechnungsnummer", ("invoice", "number")),
        ("Fälligkeitsdatum", ("due", "date")),
        ("Date d'échéance", ("date", "due")),
        ("InvoiceDueDate", ("invoice", "due", "date")),
        ("Kunden-Nr.", ("customer", "number")),
        ("# Invoice", ("number", "invoice")),
        ("Ansvarig säljare", ("owner",)),
        ("north", ("north",)),
    ],
)
def test_headings_are_understood_in_several_languages(heading, words):
    assert meaning(heading) == words


@pytest.mark.parametrize(
    ("cell", "known", "word"),
    [
        ("Ja", ("true", "false"), "true"),
        ("Anruf", ("call", "email", "meeting"), "call"),
        ("Outgoing call", ("call", "email"), "call"),
        ("call and email", ("call", "email"), None),
        ("Closed Won", ("open", "won", "lost"), "won"),
        ("x", ("true", "false"), "true"),
    ],
)
def test_cells_are_understood_in_the_boards_own_words(cell, known, word):
    assert word_for(cell, known) == word


def test_a_german_list_of_open_invoices(exports):
    proposal, choices = proposed(exports, "Offene Posten.csv", OFFENE)
    assert proposal.table == "invoice"
    assert headings(choices) == {
        "number": ("Rechnungsnr.",),
        "customer_name": ("Kunde",),
        "issued_on": ("Rechnungsdatum",),
        "due_on": ("Fälligkeit",),
        "total": ("Gesamtbetrag",),
        "balance": ("Offen",),
    }
    assert "3 of 3 cells are dates" in proposal.matches["due_on"].evidence
    assert choices.missing == []


def test_an_english_list_of_deals_without_ids(exports):
    proposal, choices = proposed(exports, "Pipeline May 2026.csv", PIPELINE)
    assert proposal.table == "deal"
    assert headings(choices) == {
        "name": ("Opportunity",),
        "account_name": ("Client",),
        "owner_name": ("Salesperson",),
        "stage": ("Phase",),
        "amount": ("Est. Value",),
        "close_on": ("Expected Close",),
        "created_at": ("Opened",),
    }
    assert choices.title == "deals from Pipeline May"


def test_one_heading_fills_one_column(exports):
    _, choices = proposed(exports, "Pipeline.csv", PIPELINE)
    used = [heading for choice in choices.columns.values() for heading in choice.headings]
    assert len(used) == len(set(used))


def test_cells_overrule_headings(exports):
    text = "Invoice no,Customer,Due,Total\n1,Ames,often,a lot\n2,Bolt,never,little\n"
    exports.write("invoices.csv", text)
    proposals = {found.table: found for found in guess(beginning_of(exports.folder, "invoices.csv"), "invoices.csv")}
    assert proposals["invoice"].matches.keys() == {"number", "customer_name"}
    assert proposals["invoice"].missing == [("total", "balance"), ("issued_on", "due_on")]


def test_titles_above_the_headings_are_passed_over(exports):
    text = "All our deals\nprinted on Monday\n\n" + PIPELINE
    exports.write("deals.csv", text)
    start = beginning_of(exports.folder, "deals.csv")
    assert (start.line, start.headings[0]) == (4, "Opportunity")
    assert start.examples("Client") == ["Ames", "Bolt"]


def test_a_second_heading_of_the_same_name_has_a_number(exports):
    exports.write("x.csv", "Name,Date,Date\nA,2026-01-01,2026-01-02\n")
    start = beginning_of(exports.folder, "x.csv")
    assert start.headings == ("Name", "Date", "Date#2")
    assert start.fingerprint == fingerprint_of(["name", "DATE", "Date "])


def test_without_headings_nothing_is_proposed(exports):
    exports.write("x.csv", "1,2026-01-01\n2,2026-01-02\n")
    assert beginning_of(exports.folder, "x.csv") is None


def test_the_mapping_reads_the_file_and_adds_up(exports):
    _, choices = proposed(exports, "Offene Posten.csv", OFFENE)
    start = beginning_of(exports.folder, "Offene Posten.csv")
    trial = tried(exports, "Offene Posten.csv", as_toml(choices, start.fingerprint, TODAY))
    assert (trial.report.status, trial.report.rows_kept, trial.report.rows_rejected) == ("read", 3, 0)
    assert trial.report.totals == {"total": "1599.50", "balance": "1300.50"}
    first = dict(zip(trial.columns, trial.rows[0], strict=True))
    assert (first["invoice_id"], first["due_on"], first["source_row"]) == ("R-1", date(2026, 6, 14), 2)


def test_rows_without_ids_are_told_apart_by_what_they_say(exports):
    twice = PIPELINE + 'Racks,Ames,"1,000.50",2026-07-15,Dana,Proposal,2026-05-01\n'
    _, choices = proposed(exports, "Pipeline.csv", twice)
    start = beginning_of(exports.folder, "Pipeline.csv")
    text = as_toml(choices, start.fingerprint, TODAY)
    assert 'deal_id = { join = ["Opportunity", "Client", "Opened"], with = " | ", count_repeats = true }' in text
    trial = tried(exports, "Pipeline.csv", text)
    assert (trial.report.rows_kept, trial.report.rows_repeated) == (3, 0)


def test_words_and_percentages_become_the_boards_own(exports):
    text = (
        "Aktivität,Art,Erledigt,Datum,Kontakt\n"
        "Preise,Anruf,Ja,2026-06-01,Ann Ames\n"
        "Muster,Besuch,Nein,2026-06-02,Bo Bolt\n"
    )
    proposal, choices = proposed(exports, "Aktivitäten.csv", text)
    assert proposal.table == "activity"
    assert choices.columns["activity_type"].values == {"Anruf": "call", "Besuch": "meeting"}
    assert choices.columns["is_done"].values == {"Ja": "true", "Nein": "false"}
    assert choices.columns["contact"].is_name
    assert 'by = "name"' in as_toml(choices, "0", TODAY)
    _, deals = proposed(exports, "deals.csv", "Deal,Stage,Probability\nA,Open,40\nB,Won,100\n")
    assert deals.columns["probability"].is_percent


def test_a_saved_mapping_is_for_exactly_these_headings(exports):
    _, choices = proposed(exports, "Offene Posten.csv", OFFENE)
    start = beginning_of(exports.folder, "Offene Posten.csv")
    path = own_mappings.save(exports.folder, as_toml(choices, start.fingerprint, TODAY))
    assert path.parent == exports.folder / "columns"
    exports.write("Juni.csv", OFFENE.replace("R-", "J-"))
    exports.write("Andere.csv", OFFENE.replace("Bemerkung", "Notiz"))
    statuses = {report.file: (report.status, report.kind) for report in check(exports.folder)}
    assert statuses["Offene Posten.csv"] == ("read", "invoices from Offene Posten")
    assert statuses["Juni.csv"] == ("read", "invoices from Offene Posten")
    assert statuses["Andere.csv"][0] == "refused"


def test_matching_again_takes_the_place_of_the_earlier_choices(exports):
    _, choices = proposed(exports, "Offene Posten.csv", OFFENE)
    start = beginning_of(exports.folder, "Offene Posten.csv")
    first = own_mappings.save(exports.folder, as_toml(choices, start.fingerprint, TODAY))
    columns = {**choices.columns, "currency": Choice(constant="EUR")}
    changed = Choices("invoice", columns, "own", "another title")
    second = own_mappings.save(exports.folder, as_toml(changed, start.fingerprint, TODAY))
    assert first == second
    assert [mapping.title for mapping in own_mappings.by_hand(exports.folder).values()] == ["another title"]
    own_mappings.forget(exports.folder, second.name)
    assert not second.exists()


def test_hostile_headings_stay_text(exports):
    heading = 'Am"ount\\\n[x] = 1 \x7f'
    choices = Choices("deal", {"name": Choice((heading,)), "stage": Choice(("Stage",))}, 'o"wn', "ti\\tle")
    mapping = mapping_of("proposed", as_toml(choices, "0", TODAY))
    assert mapping.parts[0].columns["name"].headings == (heading,)
    assert (mapping.system, mapping.title) == ('o"wn', "ti\\tle")


def test_a_broken_mapping_is_not_kept(exports):
    with pytest.raises(ValueError, match="no column"):
        own_mappings.save(exports.folder, as_toml(Choices("deal", {"x": Choice(("X",))}, "own", "t"), "0", TODAY))
    assert not (exports.folder / "columns").exists()


def test_the_sample_company_is_never_written(exports):
    _, choices = proposed(exports, "Pipeline.csv", PIPELINE)
    with pytest.raises(ValueError, match="sample company"):
        own_mappings.save(SAMPLE, as_toml(choices, "0", TODAY))
    with pytest.raises(ValueError, match="sample company"):
        answer(SAMPLE, "date_orders", "plain", "day first", "asked")
    assert not (SAMPLE / "columns").exists()


ASKED = '[date_orders]\n# asked\nzoho = "day first"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ASKED),
        ('# mine\ncompany = "A"  # us', '# mine\ncompany = "A"  # us\n\n' + ASKED),
        ('company = "A"\r\n', 'company = "A"\r\n\r\n' + ASKED.replace("\n", "\r\n")),
        ("[cash]\nreserve = 5\n", "[cash]\nreserve = 5\n\n" + ASKED),
        (
            '[date_orders]  # ours\nxero = "day first"\n[cash]\nreserve = 5\n',
            '[date_orders]  # ours\n# asked\nzoho = "day first"\nxero = "day first"\n[cash]\nreserve = 5\n',
        ),
        ("[date_orders]", ASKED),
    ],
)
def test_an_answer_stands_in_the_settings_and_the_rest_stays(exports, before, after):
    path = exports.folder / "settings.toml"
    if before:
        path.write_bytes(before.encode())
    answer(exports.folder, "date_orders", "zoho", "day first", "asked")
    assert path.read_bytes().decode() == after
    assert read_settings(exports.folder).date_orders["zoho"] == "day first"


def test_an_answer_never_overrules_the_owner(exports):
    exports.settings('[date_orders]\nzoho = "month first"\n')
    with pytest.raises(SettingsError, match="already"):
        answer(exports.folder, "date_orders", "zoho", "day first", "asked")
    answer(exports.folder, "decimal_marks", "own crm", ",", "asked")
    assert read_settings(exports.folder).decimal_marks == {"own crm": ","}


def test_an_answer_that_cannot_be_written_safely_is_not_written(exports):
    text = 'date_orders = { xero = "day first" }\n'
    exports.settings(text)
    with pytest.raises(SettingsError):
        answer(exports.folder, "date_orders", "zoho", "day first", "asked")
    assert (exports.folder / "settings.toml").read_text() == text


@pytest.mark.parametrize("system", ["zoho", "salesforce", "xero"])
def test_a_known_vendors_files_are_guessed_without_its_mappings(real_exports, system):
    """How good the guess is: the files of a vendor, with all that is known about that vendor put away."""
    folder = real_exports / {"zoho": "zoho_crm", "salesforce": "salesforce_workshop", "xero": "xero"}[system]
    if not folder.is_dir():
        pytest.skip(f"no {folder.name} here")
    mappings = [mapping for mapping in load_mappings() if mapping.system == system and mapping.parts]
    right = asked = 0
    for report in check(folder):
        truth = next((mapping for mapping in mappings if mapping.kind == report.kind), None)
        start = beginning_of(folder, report.file)
        if report.status == "read" and truth is not None and start is not None:
            asked += 1
            right += guess(start, report.file, without=system)[0].table in {part.table for part in truth.parts}
    assert asked
    assert right >= asked - 1
