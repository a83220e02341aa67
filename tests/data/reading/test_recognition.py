"""A file is known by its headings: no mapping takes the files of another vendor."""

import re
from itertools import islice, product

import pytest

from data.reading.header import Sample, recognise
from data.reading.mapping import Mapping, normal
from data.reading.mapping_files import load_mappings
from data.reading.refusal import RefusedError
from data.reading.rows import Dialect
from tests.data.deep import TIMES

# More headers of one mapping than these say nothing new; an ordinary run tries some of them, spread over all.
ENOUGH = 400
SOME = 40 * TIMES
NOT_IN_A_FILE = ("(section)", "(bucket)", "(as of)", "(file)", "(cell)", "(heading ")
_SECOND = re.compile(r"#\d+$")
# Lists that people keep by hand have everybody's words above their columns, so a vendor's own mapping goes first.
BY_HAND = ("plain_deals_list.toml", "plain_leads_list.toml")

MAPPINGS = load_mappings()
WITH_HEADINGS = [mapping for mapping in MAPPINGS if not mapping.headless and not mapping.fingerprint]
VENDORS = [mapping for mapping in WITH_HEADINGS if mapping.origin not in BY_HAND]


def recognised(headings: list[str]) -> Mapping:
    return recognise([Sample(Dialect(","), [headings], [1])], MAPPINGS)[0].mapping


def own_headings(mapping: Mapping) -> list[str]:
    """Every heading that a mapping reads, each once, without those that such a file never has."""
    names = [
        name for name in mapping.heading_names() if not _SECOND.search(name) and not name.startswith(NOT_IN_A_FILE)
    ]
    never = {normal(name) for name in mapping.without}
    return list({normal(name): name for name in names if normal(name) not in never}.values())


@pytest.mark.parametrize("mapping", VENDORS, ids=lambda mapping: mapping.origin)
def test_a_file_with_all_headings_of_a_mapping_is_recognised_as_its(mapping):
    assert recognised(own_headings(mapping)).origin == mapping.origin


@pytest.mark.parametrize("mapping", VENDORS, ids=lambda mapping: mapping.origin)
def test_a_file_with_the_fewest_headings_of_a_mapping_is_no_other_vendors(mapping):
    headers = list(islice(product(*mapping.required), ENOUGH))
    for headings in headers[:: max(1, len(headers) // SOME)]:
        found = recognised(list(dict.fromkeys(headings)))
        assert found.system == mapping.system, (headings, found.origin)


@pytest.mark.parametrize(
    ("headings", "origin"),
    [
        ("Deal,Customer,Owner,Stage,Amount,Close date", "plain_deals_list.toml"),
        ("Opportunity,Rep,Status,Value,Probability,Expected close", "plain_deals_list.toml"),
        ('"PRIORITY\n(Formula)",Organization,"DEAL OWNER\n(DropDown)",STAGE,STATUS', "plain_deals_list.toml"),
        ("Account,Salesperson,Pipeline stage,Deal size,Next step", "plain_deals_list.toml"),
        ("Lead,Company,Source,Status,Owner,Date", "plain_leads_list.toml"),
        ("Name,Email,Lead source,Referred by,Assigned to,Inquiry date", "plain_leads_list.toml"),
    ],
)
def test_lists_that_people_keep_by_hand_are_recognised(headings, origin):
    cells = [cell.strip('"') for cell in headings.split(",")]
    assert recognised(cells).origin == origin


@pytest.mark.parametrize("mapping", VENDORS, ids=lambda mapping: mapping.origin)
def test_a_list_kept_by_hand_takes_no_vendors_file(mapping):
    extra = ["Description", "Status", "Type", "Owner", "Product", "Notes", "Source", "Company", "Date", "#"]
    never = {normal(name) for name in mapping.without}
    headings = [*own_headings(mapping), *(name for name in extra if normal(name) not in never)]
    assert recognised(list({normal(name): name for name in headings}.values())).origin not in BY_HAND


@pytest.mark.parametrize(
    "headings",
    ["Customer,Invoice,Amount,Status,Due date", "Name,Email,Phone,Status", "Company,Contact,Owner,Amount,Date"],
)
def test_a_list_of_something_else_is_no_list_of_deals_or_leads(headings):
    try:
        origin = recognised(headings.split(",")).origin
    except RefusedError:
        origin = "nothing"
    assert origin not in BY_HAND
