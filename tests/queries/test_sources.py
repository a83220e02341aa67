"""Which exports a number stands on."""

import pytest

from queries import query_names, read, stands_on
from queries.library import FOLDER, metrics, with_macros

LIKE_THE_PICTURE = {
    "cash/need": "invoice payment deal bill cash_balance",
    "cash/collect_totals": "invoice payment",
    "cash/closing": "deal invoice payment",
    "cash/what_if": "invoice payment deal bill cash_balance",
    "follow_up/totals": "lead activity",
    "referrals/totals": "lead",
    "referrals/share_of_won": "deal",
    "review/changes": "deal deal_change",
    "accounts/orphaned": "deal lead",
    "review/countdown": "",
}


@pytest.mark.parametrize(("name", "tables"), LIKE_THE_PICTURE.items())
def test_a_number_stands_on_these_exports(name: str, tables: str) -> None:
    assert stands_on(name) == set(tables.split())


DATED = {"lead", "activity", "deal", "deal_change", "invoice", "payment", "bill", "cash_balance"}
OF_NO_EXPORT = ("data/", "cash/rates", "review/countdown")


@pytest.mark.parametrize("name", [name for name in query_names() if not name.startswith(OF_NO_EXPORT)])
def test_a_number_stands_on_what_its_metrics_need(name: str) -> None:
    """Of tables that can stand in for each other, on one of them at least."""
    for need in {need for metric in read(name).metrics for need in metrics()[metric].needs}:
        dated = set(need.split(" or ")) & DATED
        assert not dated or dated & stands_on(name), need


def test_a_macro_is_read_with_all_that_it_calls() -> None:
    text = with_macros("select is_of(rep, 'West') from marts.deals")
    assert "marts.team_members" in text
    assert with_macros("select 1") == "select 1"
    assert "from_json" in with_macros(read("cash/what_if").sql)


def test_what_a_mart_stands_on_is_there() -> None:
    marts = {path.stem for path in (FOLDER / "marts").glob("*.sql")}
    staging = {path.stem for path in (FOLDER / "staging").glob("*.sql")}
    said = [
        name
        for path in (FOLDER / "marts").glob("*.sql")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("-- stands on: ")
        for name in line.removeprefix("-- stands on: ").split(", ")
    ]
    assert said
    assert set(said) <= {"nothing"} | {f"marts.{name}" for name in marts} | {f"staging.{name}" for name in staging}
