"""One company out of two systems, one rep out of several: who is joined, who is not, and that no money is lost."""

import dataclasses
import datetime
import itertools
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import journal
from data.journal import Pair
from data.settings import read_settings
from data.store import Version, load
from queries import Board, open_board, run
from queries.library import FOLDER
from tests.data.deep import TIMES
from tests.queries.given import DAY, Rows, board_of, version_of

SOME = settings(max_examples=80, deadline=None)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
LEGAL_FORMS = [
    "Inc",
    "Inc.",
    "LLC",
    "L.L.C.",
    "Ltd",
    "Limited",
    "GmbH",
    "AG",
    "S.A.",
    "B.V.",
    "Oy",
    "AB",
    "A/S",
    "Co. KG",
    "Pty Ltd",
]


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute((FOLDER / "macros.sql").read_text(encoding="utf-8"))
    return connection


def value(connection: duckdb.DuckDBPyConnection, expression: str, *names: str) -> Any:
    return connection.execute(f"select {expression}", list(names)).fetchall()[0][0]


# Names


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Acme, Inc.", "acme"),
        ("ACME INC", "acme"),
        ("Acme S.A.", "acme"),
        ("Acme B.V.", "acme"),
        ("Acme Sp. z o.o.", "acme"),
        ("Acme S.A. de C.V.", "acme"),
        ("Fußball GmbH & Co. KG", "fussball"),
        ("Société Générale", "societe generale"),
        ("Smith & Sons", "smith and sons"),
        ("J.P. Morgan", "jp morgan"),
        ("O’Brien's Pub – Cork", "obriens pub cork"),
        ("Acme\u00a0 Foods", "acme foods"),
        ("Ｎｏｒｔｈ　Ｆｏｏｄｓ", "north foods"),
        ("日本電気", "日本電気"),
        ("AG", "ag"),
        ("The Limited", "the"),
        ("!?", None),
        ("", None),
    ],
)
def test_a_company_name_without_dress(macros: duckdb.DuckDBPyConnection, written: str, key: str | None) -> None:
    assert value(macros, "company_key($1)", written) == key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dana Reed", "Dana Reed"),
        ("Reed, Dana", "Dana Reed"),
        ("Reed, Dana M.", "Dana M. Reed"),
        ("Reed, Jr.", "Reed Jr."),
        ("# Dana  Reed", "Dana Reed"),
        ("Dana Reed (Deactivated User)", "Dana Reed"),
        ("Dana Reed (inactive) ", "Dana Reed"),
        ("Dana\u00a0Reed", "Dana Reed"),
        ("Jose\u0301 Diaz", "José Diaz"),
        ("dana.reed@example.com", "dana.reed@example.com"),
        (" # ", None),
    ],
)
def test_a_person_name_as_people_write_it(macros: duckdb.DuckDBPyConnection, written: str, name: str | None) -> None:
    assert value(macros, "person_name($1)", written) == name


@SOME
@given(NAMES)
def test_a_normal_name_stays_as_it_is(macros_name: str) -> None:
    connection = _macros()
    for macro in ("company_words", "person_name", "person_key"):
        once = value(connection, f"{macro}($1)", macros_name)
        assert once is None or value(connection, f"{macro}($1)", once) == once
        assert once != ""


@SOME
@given(st.lists(st.text("abcdefghijk", min_size=2, max_size=8), min_size=1, max_size=4), st.sampled_from(LEGAL_FORMS))
def test_case_punctuation_and_legal_form_do_not_matter(words: list[str], form: str) -> None:
    connection = _macros()
    plain = value(connection, "company_key($1)", " ".join(words))
    dressed = f"  {'  '.join(words).upper()}, {form} "
    assert value(connection, "company_key($1)", dressed) == plain


_connection: list[duckdb.DuckDBPyConnection] = []


def _macros() -> duckdb.DuckDBPyConnection:
    if not _connection:
        _connection.append(duckdb.connect())
        _connection[0].execute((FOLDER / "macros.sql").read_text(encoding="utf-8"))
    return _connection[0]


# Companies

_numbers = itertools.count(1)


def account(number: str, name: str, **values: Any) -> dict[str, Any]:
    return {"account_id": number, "name": name} | values


def invoice(customer: str | None, amount: str = "100.00", **values: Any) -> dict[str, Any]:
    return {
        "system": "ledger",
        "invoice_id": f"i{next(_numbers)}",
        "customer_name": customer,
        "issued_on": datetime.date(2026, 6, 1),
        "due_on": datetime.date(2026, 7, 1),
        "total": Decimal(amount),
        "balance": Decimal(amount),
    } | values


def joined(board: Board) -> dict[str, tuple[str, str]]:
    """Each customer as the invoices name it -> (the company it is, how that is known)."""
    with board.cursor() as cursor:
        rows = cursor.execute("select customer_id, company_id, matched_by from marts.invoices").fetchall()
    return {row[0]: (row[1], row[2]) for row in rows}


def open_money(board: Board) -> Decimal:
    totals = run(board, "cash/collect_totals").first()
    assert totals is not None
    assert totals["balance"] == sum(run(board, "cash/collect_by_account").column("balance"))
    return Decimal(totals["balance"])


def decided(version: Version, *answers: tuple[Pair, journal.Answer]) -> Version:
    """The version with these decisions in its journal."""
    for pair, answer in answers:
        journal.decide(version.path.parent, pair, answer)
    return dataclasses.replace(version, decided=journal.last_number(version.path.parent))


def company_pair(customer: str, account_id: str) -> Pair:
    return Pair("company", "ledger", customer, "crm", account_id)


def test_customers_are_found_by_their_names(tmp_path: Path) -> None:
    board = board_of(
        tmp_path,
        {
            "account": [account("1", "Acme, Inc."), account("2", "Müller & Söhne GmbH")],
            "invoice": [invoice("acme inc"), invoice("Acme Limited"), invoice("Muller and Sohne"), invoice("Stranger")],
        },
    )
    assert joined(board) == {
        "acme inc": ("crm 1", "same name"),
        "acme limited": ("crm 1", "same name but for the legal form"),
        "muller and sohne": ("crm 2", "same name but for the legal form"),
        "stranger": ("ledger customer stranger", "no such account"),
    }
    assert open_money(board) == Decimal("400.00")


def test_an_id_goes_before_a_name(tmp_path: Path) -> None:
    rows = {
        "account": [account("1", "Acme"), account("2", "Bold")],
        "invoice": [invoice("Bold", account_id="1"), invoice("Bold", customer_id="c7", account_id="1")],
    }
    rows["invoice"].append(invoice("Bold", customer_id="c7"))
    board = board_of(tmp_path, rows)
    assert joined(board) == {"bold": ("crm 1", "id"), "c7": ("crm 1", "id")}


def test_an_id_that_no_account_has_does_not_lose_the_customer(tmp_path: Path) -> None:
    rows = {
        "account": [account("1", "Acme")],
        "invoice": [invoice("Acme", account_id="9"), invoice(None, account_id="8")],
    }
    board = board_of(tmp_path, rows)
    assert joined(board) == {
        "acme": ("crm 1", "same name"),
        "account 8": ("ledger customer account 8", "no such account"),
    }


def test_equal_ids_of_two_systems_are_not_one_company(tmp_path: Path) -> None:
    rows = {
        "account": [account("1", "Acme", system="plain")],
        "invoice": [invoice("Bold", system="plain", customer_id="1")],
    }
    board = board_of(tmp_path, rows)
    assert joined(board) == {"1": ("plain customer 1", "no such account")}
    assert open_money(board) == Decimal("100.00")


def test_two_accounts_of_one_name_are_not_joined_blindly(tmp_path: Path) -> None:
    rows = {
        "account": [account("1", "Twin"), account("2", "TWIN Ltd"), account("3", "Twin AG"), account("4", "Once")],
        "invoice": [invoice("Twin GmbH"), invoice("twin, ag"), invoice("Once")],
    }
    version = version_of(tmp_path, rows)
    board = open_board(version, DAY)
    assert joined(board) == {
        "twin gmbh": ("ledger customer twin gmbh", "several accounts have this name"),
        "twin ag": ("crm 3", "same name"),
        "once": ("crm 4", "same name"),
    }
    ways = {row["matched_by"]: row for row in run(board, "data/match_ways").records()}
    assert ways["several accounts have this name"]["customers"] == 1
    assert ways["several accounts have this name"]["open"] == Decimal("100.00")
    proposed = run(board, "data/likely_pairs").records()
    assert [(row["account_id"], row["score"]) for row in proposed] == [("1", 100), ("2", 100), ("3", 100)]
    assert joined(open_board(decided(version, (company_pair("twin gmbh", "2"), "same")), DAY))["twin gmbh"] == (
        "crm 2",
        "accepted pair",
    )


def test_a_job_goes_where_its_parent_goes(tmp_path: Path) -> None:
    rows = {
        "account": [account("1", "Acme Inc"), account("2", "Bold:West")],
        "customer": [{"system": "ledger", "customer_id": "p", "name": "Carter"}],
        "invoice": [
            invoice("Acme:Kitchen:Floor"),
            invoice("Bold:West"),
            invoice("Carter:Roof"),
            invoice("Carter:Door"),
            invoice("Dent:Door"),
            invoice("https://dent.example"),
        ],
    }
    version = version_of(tmp_path, rows)
    assert joined(open_board(version, DAY)) == {
        "acme kitchen floor": ("crm 1", "parent"),
        "bold west": ("crm 2", "same name"),
        "carter roof": ("ledger customer p", "no such account"),
        "carter door": ("ledger customer p", "no such account"),
        "dent door": ("ledger customer dent door", "no such account"),
        "https dent example": ("ledger customer https dent example", "no such account"),
    }
    moved = open_board(decided(version, (company_pair("p", "2"), "same")), DAY)
    assert joined(moved)["carter roof"] == ("crm 2", "parent")
    assert open_money(moved) == Decimal("600.00")


def test_the_file_of_other_names(tmp_path: Path) -> None:
    rows = {
        "account": [account("1", "Acme"), account("2", "Acme Europe"), account("3", "Twin"), account("4", "Twin")],
        "account_alias": [
            {"customer_name": "acme", "account_name": "ACME Europe Ltd"},
            {"customer_name": "Old name", "account_name": "Acme"},
            {"customer_id": "c9", "account_id": "4"},
            {"customer_name": "Lost", "account_name": "Twin"},
            {"customer_name": "Torn", "account_name": "Acme"},
            {"customer_name": "Torn", "account_name": "Acme Europe"},
        ],
        "invoice": [
            invoice("Acme"),
            invoice("Old Name GmbH"),
            invoice("Twin", customer_id="c9"),
            invoice("Lost"),
            invoice("Torn"),
            invoice("Old name:Job"),
        ],
    }
    board = board_of(tmp_path, rows)
    assert joined(board) == {
        "acme": ("crm 2", "file of other names"),
        "old name gmbh": ("crm 1", "file of other names"),
        "c9": ("crm 4", "file of other names"),
        "lost": ("ledger customer lost", "no such account"),
        "torn": ("ledger customer torn", "no such account"),
        "old name job": ("crm 1", "parent"),
    }
    failing = {row["name"]: row["rows"] for row in run(board, "data/checks").records()}
    assert failing["other_names_lead_somewhere"] == 1


NEAR: Rows = {
    "account": [account("1", "Northgate Foods"), account("2", "Southgate Tools"), account("3", "Northgate Fods")],
    "invoice": [invoice("Nrothgate Foods Ltd", "70.00", invoice_id="1"), invoice("Other", "30.00", invoice_id="2")],
}
NEAR_PAIR = company_pair("nrothgate foods ltd", "1")


def proposals(version: Version) -> list[str]:
    return run(open_board(version, DAY), "data/likely_pairs").column("account_id")


def test_a_likely_pair_is_proposed_with_its_evidence_and_its_money(tmp_path: Path) -> None:
    best, second = run(board_of(tmp_path, NEAR), "data/likely_pairs").records()
    assert (best["customer"], best["account"]) == ("Nrothgate Foods Ltd", "Northgate Foods")
    assert best["score"] > second["score"] >= 80
    assert best["alike"] == "foods, nrothgate ~ northgate"
    assert (best["open_balance"], best["billed"], best["invoices"]) == (Decimal("70.00"), Decimal("70.00"), 1)
    assert (best["source_file"], best["account_file"]) == ("invoice.csv", "account.csv")
    assert second["account"] == "Northgate Fods"


def test_an_accepted_pair_is_one_company_from_then_on(tmp_path: Path) -> None:
    before = version_of(tmp_path, NEAR)
    after = decided(before, (NEAR_PAIR, "same"))
    assert joined(open_board(after, DAY))["nrothgate foods ltd"] == ("crm 1", "accepted pair")
    assert run(open_board(after, DAY), "cash/collect_by_account").column("account") == ["Northgate Foods", "Other"]
    assert proposals(after) == []
    assert joined(open_board(before, DAY))["nrothgate foods ltd"][1] == "no such account", (
        "an old board stays as it was"
    )
    earlier = open_board(after, DAY - datetime.timedelta(days=10))
    assert joined(earlier)["nrothgate foods ltd"] == ("crm 1", "accepted pair"), "who is who has no day"


def test_a_refused_pair_is_not_proposed_again_and_can_be_taken_back(tmp_path: Path) -> None:
    version = version_of(tmp_path, NEAR)
    assert proposals(version) == ["1", "3"]
    refused = decided(version, (NEAR_PAIR, "different"))
    assert proposals(refused) == ["3"]
    assert joined(open_board(refused, DAY))["nrothgate foods ltd"][1] == "kept apart"
    assert proposals(decided(refused, (NEAR_PAIR, "undecided"))) == ["1", "3"]


def test_equal_names_that_somebody_refused_are_kept_apart(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"account": [account("1", "Acme")], "invoice": [invoice("Acme")]})
    apart = open_board(decided(version, (company_pair("acme", "1"), "different")), DAY)
    assert joined(apart) == {"acme": ("ledger customer acme", "kept apart")}
    assert open_money(apart) == Decimal("100.00")
    assert run(apart, "data/likely_pairs").rows == []


def test_of_two_accepted_accounts_the_later_counts(tmp_path: Path) -> None:
    version = version_of(tmp_path, NEAR)
    later = decided(version, (company_pair("other", "1"), "same"), (company_pair("other", "2"), "same"))
    assert joined(open_board(later, DAY))["other"] == ("crm 2", "accepted pair")


def test_a_decision_about_what_is_gone_changes_nothing(tmp_path: Path) -> None:
    version = version_of(tmp_path, NEAR)
    gone = decided(version, (company_pair("nobody", "1"), "same"), (company_pair("other", "77"), "same"))
    assert joined(open_board(gone, DAY)) == joined(open_board(version, DAY))


def test_a_shared_mail_domain_and_city_are_evidence(tmp_path: Path) -> None:
    rows = {
        "account": [
            account("1", "Meridian Trading", website="https://www.meridian.example/home"),
            account("2", "Acme", city="Bergen"),
            account("3", "Somebody"),
        ],
        "contact": [{"contact_id": "x", "account_id": "3", "email": "ann@gmail.com"}],
        "customer": [
            {"system": "ledger", "customer_id": "a", "name": "MTC Holding", "email": "pay@meridian.example"},
            {"system": "ledger", "customer_id": "b", "name": "Akme", "city": "bergen"},
            {"system": "ledger", "customer_id": "c", "name": "Nobody at all", "email": "bob@gmail.com"},
        ],
        "invoice": [invoice(None, customer_id=customer) for customer in ("a", "b", "c")],
    }
    found = {row["customer"]: row["alike"] for row in run(board_of(tmp_path, rows), "data/likely_pairs").records()}
    assert found == {
        "MTC Holding": "same e-mail domain meridian.example",
        "Akme": "akme ~ acme; both in Bergen",
    }


def test_the_match_rate_counts_customers_and_money(tmp_path: Path) -> None:
    old = {"issued_on": datetime.date(2025, 1, 1), "due_on": datetime.date(2025, 2, 1)}
    rows = {
        "account": [account("1", "Acme")],
        "invoice": [
            invoice("Acme", "60.00"),
            invoice("Bold", "15.00"),
            invoice("Cash sale", "5.00", balance=Decimal(0)),
            invoice(None, "20.00"),
            invoice("Acme", "1000.00", balance=Decimal(0), **old),
            invoice("Bold", "7.00", **old),
            invoice("Void", "900.00", status="Voided"),
        ],
    }
    board = board_of(tmp_path, rows)
    (rate,) = run(board, "data/match_rate").records()
    assert rate == {
        "customers": 3,
        "matched_customers": 1,
        "billed": Decimal("100.00"),
        "matched_billed": Decimal("60.00"),
        "open": Decimal("102.00"),
        "matched_open": Decimal("60.00"),
        "unmatched_open": Decimal("42.00"),
        "rate": 0.6,
    }
    assert rate["open"] == open_money(board)
    ways = run(board, "data/match_ways").records()
    assert {row["matched_by"]: (row["customers"], row["billed"]) for row in ways} == {
        "same name": (1, Decimal("60.00")),
        "no such account": (2, Decimal("20.00")),
        "no customer named": (0, Decimal("20.00")),
    }


PARTY = st.sampled_from(
    ["Acme", "Acme Inc", "Akme", "Bold", "Bold:Job", "Bolt", "Twin", "TWIN Ltd", "!", "Northgate Foods"]
)
ANSWERS = st.sampled_from(["same", "different", "undecided"])


@settings(
    max_examples=3 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    accounts=st.lists(PARTY, max_size=5),
    customers=st.lists(PARTY | st.none(), min_size=1, max_size=6),
    decisions=st.lists(st.tuples(PARTY, st.integers(0, 5), ANSWERS), max_size=6),
)
def test_whatever_is_decided_no_money_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory,
    accounts: list[str],
    customers: list[str | None],
    decisions: list[tuple[str, int, journal.Answer]],
) -> None:
    rows = {
        "account": [account(str(number), name) for number, name in enumerate(accounts)],
        "invoice": [invoice(name, f"{2**number}.00") for number, name in enumerate(customers)],
    }
    version = version_of(tmp_path_factory.mktemp("decided"), rows)
    keys = [value(_macros(), "coalesce(company_words($1), lower($1))", name) for name, _, _ in decisions]
    pairs = [(company_pair(key, str(number)), answer) for key, (_, number, answer) in zip(keys, decisions, strict=True)]
    board = open_board(decided(version, *pairs), DAY)
    assert open_money(board) == Decimal(2 ** len(customers) - 1)
    with board.cursor() as cursor:
        by_company = cursor.execute(
            "select company_id, sum(balance) from marts.invoices group by company_id"
        ).fetchall()
        companies = [row[0] for row in cursor.execute("select company_id from marts.companies").fetchall()]
    assert len(companies) == len(set(companies))
    named = {company for company, _ in by_company if company is not None}
    assert named <= set(companies)
    assert sum(money for _, money in by_company) == Decimal(2 ** len(customers) - 1)


def receivables(board: Board) -> list[tuple[Any, ...]]:
    rows = run(board, "cash/by_currency").records()
    columns = ("currency", "receivable_invoices", "receivables")
    return sorted(tuple(row[column] for column in columns) for row in rows if row["receivable_invoices"])


def test_two_real_systems_side_by_side_lose_no_money(real_exports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    for name in ("zoho_crm", "xero"):
        shutil.copytree(real_exports / name, folder / name)
    day = datetime.date(2021, 4, 16)
    both = open_board(load(folder, tmp_path / "store"), day)
    alone = open_board(load(real_exports / "xero", tmp_path / "store"), day)
    assert receivables(both) == receivables(alone)
    ways = run(both, "data/match_ways").records()
    assert {row["matched_by"] for row in ways} == {"id", "no such account"}
    with both.cursor() as cursor:
        lost = cursor.execute(
            "select count(*) from marts.invoices where company_id is null and not_counted_because is null"
        ).fetchall()
    assert lost == [(0,)]


# Reps


def lead(number: str, owner: str | None, **values: Any) -> dict[str, Any]:
    return {
        "lead_id": number,
        "owner_name": owner,
        "created_at": datetime.datetime(2026, 6, 15, 9),
        "status": "New",
    } | values


def reps(board: Board) -> dict[str, tuple[str, str]]:
    """rep -> (active, systems)"""
    with board.cursor() as cursor:
        return {
            row[0]: (row[1], row[2]) for row in cursor.execute("select rep, active, systems from marts.reps").fetchall()
        }


def test_one_rep_over_several_systems(tmp_path: Path) -> None:
    rows = {
        "rep": [{"rep_id": "1", "name": "Dana Reed", "is_active": True}],
        "lead": [
            lead("1", "Dana Reed"),
            lead("2", "REED, DANA", system="other"),
            lead("3", "# dana  reed", system="third"),
        ],
        "invoice": [invoice("Acme", owner_name="dana reed")],
    }
    board = board_of(tmp_path, rows)
    assert reps(board) == {"Dana Reed": ("yes", "crm, other, third")}
    assert run(board, "cash/collect_by_rep").column("rep") == ["Dana Reed"]


def test_a_deactivated_mark_means_not_active(tmp_path: Path) -> None:
    rows = {
        "account": [
            account("1", "Acme", owner_name="Dana Reed (Deactivated User)"),
            account("2", "Bold", owner_name="Lee"),
        ],
        "lead": [lead("1", "Tom Kowalski")],
    }
    board = board_of(tmp_path, rows)
    assert reps(board) == {
        "Dana Reed": ("no", "crm"),
        "Lee": ("unknown", "crm"),
        "Tom Kowalski": ("unknown", "crm"),
    }
    assert run(board, "accounts/orphaned").column("reason") == ["owner inactive"]


def test_a_mark_in_the_user_list_means_not_active(tmp_path: Path) -> None:
    rows = {"rep": [{"rep_id": "1", "name": "Dana Reed (inactive)"}], "lead": [lead("1", None, owner_id="1")]}
    assert reps(board_of(tmp_path, rows)) == {"Dana Reed": ("no", "crm")}


def test_somebody_gone_in_one_system_still_works_in_the_other(tmp_path: Path) -> None:
    rows = {
        "rep": [
            {"rep_id": "1", "name": "Dana Reed", "is_active": False},
            {"rep_id": "9", "name": "Dana Reed", "is_active": True, "system": "other"},
        ],
        "lead": [lead("1", "Dana Reed"), lead("2", "Dana Reed", system="other")],
    }
    board = board_of(tmp_path, rows)
    assert reps(board) == {"Dana Reed": ("yes", "crm, other")}
    assert run(board, "accounts/orphaned").column("record_id") == ["1"]


def test_names_written_in_several_ways_show_the_best_one(tmp_path: Path) -> None:
    rows = {"lead": [lead("1", "DANA REED"), lead("2", "dana reed"), lead("3", "Reed, Dana"), lead("4", "BOB")]}
    assert set(reps(board_of(tmp_path, rows))) == {"Dana Reed", "BOB"}


def test_the_file_of_other_names_of_reps(tmp_path: Path) -> None:
    rows = {
        "rep_alias": [
            {"alias": "dreed", "rep_name": "Dana Reed"},
            {"alias": "Dana Reed", "rep_name": "Dana Reed-Cole"},
        ],
        "lead": [lead("1", "dreed"), lead("2", "Dana Reed"), lead("3", "Lee")],
    }
    assert set(reps(board_of(tmp_path, rows))) == {"Dana Reed-Cole", "Lee"}


def test_names_that_lead_in_a_circle_are_one_rep(tmp_path: Path) -> None:
    rows = {
        "rep_alias": [{"alias": "Ann", "rep_name": "Anna"}, {"alias": "Anna", "rep_name": "Ann"}],
        "lead": [lead("1", "Ann"), lead("2", "Anna")],
    }
    assert set(reps(board_of(tmp_path, rows))) == {"Ann"}


def test_a_user_name_is_only_proposed_until_somebody_says_so(tmp_path: Path) -> None:
    rows = {
        "rep": [{"rep_id": "1", "name": "Dana Reed", "is_active": True, "email": "dana@example.com"}],
        "lead": [lead("1", "Dana Reed"), lead("2", "dreed", system="other"), lead("3", "Donnie C.", system="other")],
        "deal": [{"deal_id": "1", "owner_name": "Donnie Cole", "system": "other"}],
    }
    version = version_of(tmp_path, rows)
    board = open_board(version, DAY)
    assert set(reps(board)) == {"Dana Reed", "dreed", "Donnie C.", "Donnie Cole"}
    proposed = run(board, "data/likely_reps").records()
    assert [(row["name"], row["rep"], row["alike"]) for row in proposed] == [
        ("dreed", "Dana Reed", "user name made of the name"),
        ("Donnie C.", "Donnie Cole", "first name and initial"),
    ]
    same, other = (Pair("rep", "", row["name_key"], "", row["person_key"]) for row in proposed)
    after = open_board(decided(version, (same, "same"), (other, "different")), DAY)
    assert reps(after)["Dana Reed"] == ("yes", "crm, other")
    assert set(reps(after)) == {"Dana Reed", "Donnie C.", "Donnie Cole"}
    assert run(after, "data/likely_reps").rows == []


def test_targets_and_leaving_days_follow_a_rep_under_every_name(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[[reps.left]]\nname = "Cole, Donnie"\non = 2026-06-01\n', encoding="utf-8")
    rows = {
        "rep_alias": [{"alias": "dcole", "rep_name": "Donnie Cole"}, {"alias": "dreed", "rep_name": "Dana Reed"}],
        "lead": [lead("1", "dcole"), lead("2", "Dana Reed")],
        "target": [
            {"rep_name": "dreed", "metric": "referrals", "month": datetime.date(2026, 6, 1), "value": Decimal(9)}
        ],
    }
    board = board_of(tmp_path, rows, settings=read_settings(tmp_path))
    assert reps(board) == {"Donnie Cole": ("no", "crm"), "Dana Reed": ("unknown", "crm")}
    with board.cursor() as cursor:
        targets = cursor.execute(
            "select rep, target from marts.referral_targets where month = date '2026-06-01'"
        ).fetchall()
    assert dict(targets)["Dana Reed"] == 9
