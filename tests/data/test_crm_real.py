"""Real exports of CRMs and true shapes of them, where this machine has them, read as they are."""

import csv
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from data.reading.folder import read_folder
from data.settings import Settings

NOW = datetime(2026, 12, 1, 12, 0)


@pytest.fixture
def shape(real_exports: Path, tmp_path: Path):
    """Reads one file of the folder of shapes, alone."""
    opened = []

    def reader(name: str):
        path = real_exports.parent / "shapes" / name
        if not path.is_file():
            pytest.skip(f"no {name} here")
        (tmp_path / name).write_bytes(path.read_bytes())
        opened.append(read_folder(tmp_path, Settings(), NOW))
        return opened[-1]

    yield reader
    for reading in opened:
        reading.connection.close()


def rows(reading, table, *columns):
    names = ", ".join(columns)
    return reading.connection.execute(f'select {names} from "final {table}" order by source_row').fetchall()


def written(real_exports: Path, name: str, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """The rows of a file, read without us."""
    path = real_exports / name
    if not path.is_file():
        pytest.skip(f"no {name} here")
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


# -------------------------------------------------------------------------------------------------------------- shapes


def test_shape_of_a_salesforce_report_with_a_footer(shape):
    reading = shape("sf_report_leads_footer.csv")
    (report,) = reading.reports
    assert (report.system, report.kind, report.rows_kept, report.rows_rejected) == ("salesforce", "leads", 2, 0)
    assert rows(reading, "lead", "name", "company", "email", "owner_name", "source", "source_row") == [
        ('Ann O"Hara', "Acme, Inc.", "ann@example.com", "Dana Reed", "Employee Referral", 2),
        ("Bo Nunez", "Zeta GmbH", "bo@example.com", "Lee Park", "Web", 4),
    ]


def test_shape_of_a_salesforce_data_export(shape):
    reading = shape("sf_data_export_Opportunity.csv")
    assert rows(reading, "deal", "deal_id", "account_id", "amount", "close_on", "source") == [
        ("006Hp000015Yh7k", "001Hp00002g1VGe", Decimal("15000.00"), date(2023, 9, 6), "Purchased List"),
        ("006Hp000015Yh7m", None, Decimal("125000.00"), date(2023, 8, 25), "Employee Referral"),
    ]


def test_shape_of_hubspot_deals(shape):
    reading = shape("hubspot-crm-exports-all-deals-2026-11-21.csv")
    (report,) = reading.reports
    assert (report.exported_on, report.rows_kept) == (date(2026, 11, 21), 2)
    assert rows(reading, "deal", "deal_id", "owner_name", "amount", "close_on", "account_id", "lead_id", "source") == [
        ("18001", "Dana Reed", Decimal("125000.00"), date(2026, 12, 1), "9001", "501", None),
        ("18002", None, None, date(2026, 3, 5), None, None, None),
    ]
    assert rows(reading, "deal_change", "deal_id", "changed_at", "field", "to_value") == [
        ("18001", datetime(2026, 2, 1, 10, 0), "stage", "Appointment Scheduled")
    ]


def test_shape_of_a_hubspot_file_in_utf_16(shape):
    reading = shape("hubspot_utf16_tab.csv")
    (report,) = reading.reports
    assert (report.system, report.kind, report.encoding) == ("hubspot", "deals", "UTF-16")
    assert rows(reading, "deal", "deal_id", "name", "amount") == [("1", "Café Ø", Decimal("1000.00"))]


def test_shape_of_zoho_deals(shape):
    reading = shape("Deals_2026_11_21.csv")
    assert rows(reading, "deal", "owner_name", "amount", "close_on", "account_name", "created_at", "source") == [
        (
            "Dana Reed",
            Decimal("42000.00"),
            date(2026, 12, 1),
            "Acme",
            datetime(2025, 10, 7, 18, 55),
            "External Referral",
        )
    ]


def test_shape_of_suitecrm_opportunities(shape):
    reading = shape("suitecrm_opportunities.csv")
    assert rows(reading, "deal", "deal_id", "amount", "close_on", "created_at", "owner_name", "stage") == [
        ("d6b1c2aa-3f0e-1111-2222-65a1f0c0aa01", Decimal("125000.00"), date(2026, 12, 1), datetime(2026, 1, 31, 9, 12),
         "dreed", "Negotiation/Review"),
        ("d6b1c2aa-3f0e-1111-2222-65a1f0c0aa02", Decimal("-500.00"), date(2026, 3, 13), datetime(2026, 2, 2, 8, 0),
         "lpark", "Closed Lost"),
    ]  # fmt: skip


def test_shape_of_highrise_contacts_from_a_mac(shape):
    reading = shape("highrise_cr_only.csv")
    assert rows(reading, "lead", "lead_id", "company", "source", "created_at") == [
        ("1231", "ACME", "test", datetime(2011, 1, 28, 18, 12)),
        ("1232", "MERC", "test", datetime(2013, 10, 23, 22, 30)),
    ]


# ---------------------------------------------------------------------------------- Data Export of a Salesforce org

DATA_EXPORT = "vendor_samples/salesforce_data_export"


def test_each_record_of_a_data_export_is_there(real, real_exports):
    result = real(DATA_EXPORT)
    assert {report.status for report in result.reports.values()} == {"read"}
    for name, table, key in (
        ("account.csv", "account", "account_id"),
        ("contact.csv", "contact", "contact_id"),
        ("lead.csv", "lead", "lead_id"),
        ("opportunity.csv", "deal", "deal_id"),
        ("User.csv", "rep", "rep_id"),
    ):
        ids = [row["Id"][:15] for row in written(real_exports, f"{DATA_EXPORT}/{name}")]
        assert sorted(result.rows(table, key)) == sorted(ids), name
        assert result.reports[name].rows_kept == len(ids)


def test_values_of_a_data_export(real, real_exports):
    result = real(DATA_EXPORT)
    opportunities = written(real_exports, f"{DATA_EXPORT}/opportunity.csv")
    expected = {
        row["Id"][:15]: (
            Decimal(row["Amount"]),
            date.fromisoformat(row["CloseDate"][:10]),
            None if row["AccountId"] == "000000000000000AAA" else row["AccountId"][:15],
            row["OwnerId"][:15],
            row["IsWon"] == "1",
            row["LeadSource"] or None,
        )
        for row in opportunities
    }
    found = result.rows("deal", "deal_id", "amount", "close_on", "account_id", "owner_id", "is_won", "source")
    assert {deal: tuple(values) for deal, *values in found} == expected
    leads = written(real_exports, f"{DATA_EXPORT}/lead.csv")
    assert Counter(result.rows("lead", "status")) == Counter(row["Status"] for row in leads)
    assert result.rows("lead", "is_converted").count(True) == sum(row["IsConverted"] == "1" for row in leads)


def test_the_history_of_a_data_export(real, real_exports):
    result = real(DATA_EXPORT)
    history = written(real_exports, f"{DATA_EXPORT}/OpportunityHistory.csv")
    found = result.rows("deal_change", "change_id", "field", "to_value", "from_value", "changed_at")
    assert len(history) == 62
    for field, heading in (("stage", "StageName"), ("amount", "Amount"), ("close date", "CloseDate")):
        told = {change: value for change, of, value, *_ in found if of == field}
        spelled = {row["Id"][:15]: row[heading] for row in history if row[heading]}
        if field == "amount":
            spelled = {change: f"{Decimal(value):.2f}" for change, value in spelled.items()}
        elif field == "close date":
            spelled = {change: value[:10] for change, value in spelled.items()}
        assert told == spelled, field
    moved = {change: before for change, of, _, before, _ in found if of == "stage"}
    assert moved == {row["Id"][:15]: row["FromOpportunityStageName"] or None for row in history}
    assert {at for *_, at in found} == {datetime(2023, 10, 28, 20, 45, 25)}


def test_users_of_a_data_export_that_are_no_people(real, real_exports):
    users = written(real_exports, f"{DATA_EXPORT}/User.csv")
    people = {row["Id"][:15]: row["UserType"] == "Standard" for row in users}
    assert dict(real(DATA_EXPORT).rows("rep", "rep_id", "is_person")) == people


# ------------------------------------------------------------------------------------------------------------ Highrise


def test_highrise_contacts_and_notes_as_they_came(real, real_exports):
    folder = "vendor_samples/highrise"
    result = real(folder)
    contacts = written(real_exports, f"{folder}/sample-contacts.redacted.cr-line-endings.csv")
    assert result.rows("lead", "lead_id", "name", "company") == [
        (row["Highrise ID"], row["Name"], row["Company"]) for row in contacts
    ]
    assert result.rows("lead", "created_at") == [
        datetime.strptime(row["Created at"], "%m/%d/%y %H:%M") for row in contacts
    ]
    text = (real_exports / folder / "Person One.txt").read_text(encoding="utf-8")
    notes = {}
    for entry in yaml.safe_load(text):
        for key, facts in entry.items():
            if key.startswith("Note "):
                notes[key.removeprefix("Note ")] = {name: value for fact in facts for name, value in fact.items()}
    assert len(notes) == 9
    found = result.rows("activity", "activity_id", "activity_type", "owner_name", "done_at")
    assert {key.split()[-1]: (kind, owner, at) for key, kind, owner, at in found} == {
        key: (
            "system" if facts["Body"].startswith("Campaign") else "note",
            facts["Author"],
            datetime.strptime(facts["Written"], "%B %d, %Y %H:%M"),
        )
        for key, facts in notes.items()
    }
    # Eight of the nine notes are what mailings left behind.
    assert Counter(result.rows("activity", "activity_type")) == {"system": 8, "note": 1}
    lines = text.split("\n")
    assert all(lines[line - 1].startswith("- Note ") for line in result.rows("activity", "source_row"))
    assert set(result.rows("activity_link", "target_kind", "target_id")) == {("lead", "1231")}


# --------------------------------------------------------------------------------------------------------------- Olist


def test_olist_leads_and_closed_deals(real, real_exports):
    folder = "olist_marketing"
    result = real(folder)
    leads = written(real_exports, f"{folder}/olist_marketing_qualified_leads_dataset.csv")
    deals = written(real_exports, f"{folder}/olist_closed_deals_dataset.csv")
    assert (len(leads), len(deals)) == (8000, 842)
    assert dict(result.rows("lead", "lead_id", "created_at")) == {
        row["mql_id"]: datetime.strptime(row["first_contact_date"], "%d-%m-%Y") for row in leads
    }
    origins = Counter(row["origin"] or None for row in leads)
    origins["link on another site"] = origins.pop("referral")
    assert Counter(result.rows("lead", "source")) == origins
    expected = {
        row["mql_id"]: (datetime.fromisoformat(row["won_date"]), row["seller_id"], row["sr_id"], "won") for row in deals
    }
    found = result.rows("deal", "deal_id", "closed_at", "account_id", "owner_id", "outcome")
    assert {deal: tuple(values) for deal, *values in found} == expected
    assert set(result.rows("deal", "lead_id")) <= set(result.rows("lead", "lead_id"))
