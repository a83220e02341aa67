"""People add their own mappings without code, and a mistake in one is named."""

import pytest

from data.reading.mapping import normal
from data.reading.mapping_files import COLUMNS, KNOWN_KEYS, MappingError, load_mappings, read_mapping

OWN = """
system = "shop"
kind = "orders"
table = "invoice"
required = ["Order", "Net total"]
key = ["invoice_id"]
[columns]
invoice_id = "Order"
total = "Net total"
status = { from = "State", values = { "ok" = "PAID" }, blank = "OPEN", otherwise = "VOIDED" }
customer_name = { join = ["First", "Last"] }
document = { constant = "invoice" }
customer_id = { from = "Client", empty = ["none"] }
"""


def test_every_mapping_that_ships_can_be_read_and_says_where_it_was_seen():
    for mapping in load_mappings():
        assert mapping.source, mapping.origin
        assert mapping.set_aside or mapping.parts, mapping.origin


def test_an_own_mapping_needs_no_code(exports, read):
    exports.write("columns/shop.toml", OWN)
    exports.write(
        "orders.csv",
        "  order , NET   TOTAL,State,First,Last,Client\n1,5.00,OK,Ana,Ito,c1\n2,6.00,,Ben,,none\n3,7.00,gone,,,\n",
    )
    result = read()
    assert result.rows("invoice", "invoice_id", "status", "customer_name", "document", "customer_id") == [
        ("1", "PAID", "Ana Ito", "invoice", "c1"),
        ("2", "OPEN", "Ben", "invoice", None),
        ("3", "VOIDED", None, "invoice", None),
    ]


def test_an_own_mapping_wins_over_ours(exports, read):
    exports.write(
        "columns/mine.toml",
        'system = "mine"\nkind = "deals"\ntable = "deal"\nrequired = ["deal_id", "stage"]\nkey = ["deal_id"]\n'
        '[columns]\ndeal_id = "deal_id"\nstage = "stage"\n',
    )
    exports.write("deals.csv", "deal_id,stage,amount\n1,Open,5\n")
    assert read().reports["deals.csv"].system == "mine"


def test_rows_that_belong_to_no_table_are_rejected(exports, read):
    headings = "invoice_id,contact_id,due_date,amount_due,total,currency_code,type,status\n"
    exports.write(
        "ledger.csv",
        headings
        + "a,1,2026-06-01,5.00,5.00,USD,ACCREC,AUTHORISED\n"
        + "b,1,2026-06-01,6.00,6.00,USD,ACCPAY,AUTHORISED\n"
        + "c,1,2026-06-01,7.00,7.00,USD,JOURNAL,AUTHORISED\n",
    )
    result = read()
    assert (result.rows("invoice", "invoice_id"), result.rows("bill", "bill_id")) == (["a"], ["b"])
    assert result.messages() == ['ledger.csv, line 4: "type" should be ACCREC or ACCPAY, but it is "JOURNAL".']


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('table = "invoice"', "system"),
        (OWN.replace("[columns]", "[colums]"), "unknown key 'colums'"),
        (OWN.replace('total = "Net', 'totl = "Net'), "no column 'totl'"),
        (OWN.replace('"invoice"\nrequired', '"invoices"\nrequired'), "no table 'invoices'"),
        (OWN.replace('kind = "orders"', 'kind = "orders"\nextent = "some"'), "full list, open list, append only"),
        (OWN.replace("otherwise", "otherwize"), "unknown key 'otherwize'"),
        (OWN + '[[links]]\nheading = "Who"\nkind = "person"\n', "not to 'person'"),
        ("system = ", "broken.toml"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path, text, words):
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as error:
        read_mapping(path)
    assert words in str(error.value)
    assert "broken.toml" in str(error.value)


def test_the_closest_mapping_is_named_with_what_is_missing(exports, read):
    exports.write("Leads.csv", "LEADID,Lead Owner,Mobile,Created Time\n1,Ana,5,2026-06-01\n")
    message = read().reports["Leads.csv"].message
    assert 'The closest is Zoho CRM leads (line 1), but "Lead Source" is missing' in message


def test_headings_are_compared_without_case_and_double_spaces():
    assert normal(" Lead\n  OWNER ") == normal("lead owner")


def test_file_names_say_system_and_kind():
    for path in COLUMNS.glob("*.toml"):
        assert path.stem.startswith(read_mapping(path).system.replace(" ", "_") + "_")


def test_every_key_is_described():
    text = (COLUMNS / "README.md").read_text(encoding="utf-8")
    for key in KNOWN_KEYS:
        assert f"`{key}`" in text or f"\n{key} =" in text or f"{{ {key} =" in text or f", {key} =" in text, key


def test_the_example_of_the_readme_works(exports, read):
    text = (COLUMNS / "README.md").read_text(encoding="utf-8")
    exports.write("columns/shop.toml", text.split("```toml")[1].split("```")[0])
    exports.write(
        "orders.csv", "Order,Net,First name,Last name,State,Client,Changed at\n1,5,Ana,Ito,ok,none,2026-06-01\n"
    )
    assert read().rows("invoice", "total", "customer_name", "status", "customer_id") == [(5, "Ana Ito", "PAID", None)]
