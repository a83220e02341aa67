"""Which names are proposed as one company or one person, with what evidence, and which are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.matching import MOST_FOR_ONE, Likely, Party, Person, likely_companies, likely_people

WORDS = st.sampled_from(["northgate", "southgate", "foods", "tools", "acme", "müller", "group", "x", "日本"])
NAMES = st.lists(WORDS, max_size=4).map(" ".join)


def companies(customer: str, *accounts: str) -> list[tuple[str, int, str]]:
    found = likely_companies([Party("c", customer)], [Party(name, name) for name in accounts])
    assert all(pair.left == "c" for pair in found)
    return [(pair.right, pair.score, pair.alike) for pair in found]


@pytest.mark.parametrize(
    ("customer", "account", "alike"),
    [
        ("northgate foods", "nrothgate foods", "foods, northgate ~ nrothgate"),
        ("northgate foods", "north gate foods", "the same but for blanks"),
        ("northgate foods", "foods northgate", "northgate foods"),
        ("northgate", "northgate foods international", "northgate"),
        ("northgate foods berlin", "northgate foods", "northgate foods"),
        ("northgate intl", "northgate international", "northgate, intl ~ international"),
        ("ibm", "international business machines", "the initials"),
        ("twin", "twin", "same name"),
    ],
)
def test_names_that_are_proposed(customer: str, account: str, alike: str) -> None:
    ((right, score, words),) = companies(customer, account, "southgate tools", "carter and sons")
    assert (right, words) == (account, alike)
    assert 80 <= score <= 100


@pytest.mark.parametrize(
    ("customer", "account"),
    [
        ("northgate foods", "northgate tools"),
        ("northgate foods", "southgate foods"),
        ("first international holding", "second international holding"),
        ("acme", "bold"),
        ("", ""),
        ("", "acme"),
    ],
)
def test_names_that_are_not_proposed(customer: str, account: str) -> None:
    accounts = [account, *(f"{word} foods tools" for word in ("brook", "field", "stone", "harbor", "mill"))]
    assert account not in [right for right, _, _ in companies(customer, *accounts)] or customer == account == ""


def test_the_likeliest_comes_first_and_few_are_proposed() -> None:
    found = companies("northgate foods", "northgate fods", *(["northgate foods"] * (MOST_FOR_ONE - 1)), "northgate")
    assert [score for _, score, _ in found] == sorted((score for _, score, _ in found), reverse=True)
    assert [right for right, _, _ in found] == ["northgate foods"] * (MOST_FOR_ONE - 1) + ["northgate fods"]
    assert len(found) == MOST_FOR_ONE


def test_a_shared_domain_is_proposed_whatever_the_names_are() -> None:
    customer = Party("c", "mtc holding", frozenset({"meridian.example", "gmail.com"}))
    accounts = [
        Party("a", "meridian trading", frozenset({"meridian.example"})),
        Party("b", "somebody else", frozenset({"gmail.com"})),
    ]
    assert likely_companies([customer], accounts) == [Likely("c", "a", 0, "same e-mail domain meridian.example")]


def test_a_shared_city_helps_a_name_that_is_nearly_alike() -> None:
    customer = Party("c", "akme", city="bergen")
    assert likely_companies([customer], [Party("a", "acme", city="oslo")]) == []
    assert likely_companies([customer], [Party("a", "acme", city="bergen")]) == [
        Likely("c", "a", 75, "akme ~ acme; both in Bergen")
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(NAMES, max_size=8), st.lists(NAMES, max_size=8))
def test_any_names_can_be_compared_and_the_order_does_not_matter(customers: list[str], accounts: list[str]) -> None:
    left = [Party(f"c{number}", name) for number, name in enumerate(customers)]
    right = [Party(f"a{number}", name) for number, name in enumerate(accounts)]
    found = likely_companies(left, right)
    assert all(0 <= pair.score <= 100 for pair in found)
    assert sorted(found, key=repr) == sorted(likely_companies(left[::-1], right[::-1]), key=repr)


def people(*people: Person) -> list[tuple[str, str, str]]:
    return [(pair.left, pair.right, pair.alike) for pair in likely_people(people)]


LISTED = Person("dana reed", "dana.reed@example.com", frozenset({"crm"}))


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("dreed", "user name made of the name"),
        ("dana.reed", "the e-mail address in the user list"),
        ("reedd", "user name made of the name"),
        ("dana.reed@example.com", "the e-mail address in the user list"),
        ("dreed@elsewhere.example", "user name made of the name"),
        ("dana r.", "first name and initial"),
        ("d. reed", "initial and last name"),
        ("dana", "first name only"),
        ("dana m. reed", "the same but for the middle name"),
        ("dána reed", "spelled alike"),
        ("reed dana", "spelled alike"),
        ("dana read", "spelled alike"),
    ],
)
def test_other_ways_to_write_a_person(name: str, alike: str) -> None:
    assert people(LISTED, Person(name), Person("tom kowalski")) == [(name, "dana reed", alike)]


@pytest.mark.parametrize("name", ["tom reed", "dana cole", "d", "reed tools", "queue", "dk"])
def test_people_who_are_not_proposed(name: str) -> None:
    assert people(LISTED, Person(name)) == []


def test_two_users_of_one_system_are_two_people() -> None:
    assert people(LISTED, Person("dana read", lists=frozenset({"crm"}))) == []
    assert people(LISTED, Person("dana read", lists=frozenset({"other"}))) == [
        ("dana read", "dana reed", "spelled alike")
    ]


def test_a_short_name_that_fits_many_fits_nobody() -> None:
    many = [Person(f"dana {last}") for last in ("cole", "frost", "lane", "moss")]
    assert people(Person("dana"), *many) == []
