"""What a table cannot do without, and what tells its rows apart in an export that has no ids."""

from dataclasses import dataclass

from data.tables import Column, tables

# The records that an activity can hang on; in an export they are columns like any other.
LINKED = {
    "lead": "the lead it hangs on, by id or name",
    "contact": "the contact it hangs on, by id or name",
    "account": "the company it hangs on, by id or name",
    "deal": "the deal it hangs on, by id or name",
}

# Columns that the board reads word by word, with the words that it knows.
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("activity", "activity_type"): ("call", "email", "meeting", "task", "note", "system"),
    ("activity", "direction"): ("outbound", "inbound"),
    ("activity_link", "target_kind"): ("lead", "contact", "account", "deal"),
    ("deal", "outcome"): ("open", "won", "lost"),
    ("deal_change", "field"): ("stage", "amount", "close date", "owner", "outcome"),
    ("invoice", "document"): ("invoice", "credit note"),
    ("target", "metric"): ("referrals",),
}


@dataclass(frozen=True)
class Needs:
    """Columns of one table, by their names."""

    any_of: tuple[tuple[str, ...], ...]  # of each group one must be filled
    own_id: str = ""  # the id of the row; where no heading has it, it is put together from the next
    told_by: tuple[tuple[str, ...], ...] = ()  # the first group that is filled wholly makes the id
    key: tuple[str, ...] = ()  # for tables whose rows have no id
    happens: bool = False  # rows are events: equal ones are still different rows
    extent: str = "full list"


NEEDS = {
    "rep": Needs((("name",),), "rep_id", (("email",), ("name",))),
    "account": Needs((("name",),), "account_id", (("name",),)),
    "contact": Needs((("name",),), "contact_id", (("name", "account_id"), ("name",))),
    "lead": Needs(
        (("created_at",), ("name", "company", "email")),
        "lead_id",
        (("email", "created_at"), ("name", "company", "created_at"), ("name", "created_at"), ("company", "created_at")),
    ),
    "activity": Needs(
        (("started_at", "done_at", "due_on", "created_at"), ("subject", "activity_type")),
        "activity_id",
        (("subject", "created_at"), ("subject", "started_at"), ("subject", "done_at"), ("subject", "due_on")),
        happens=True,
    ),
    "activity_link": Needs(
        (("activity_id",), ("target_kind",), ("target_id",)), key=("activity_id", "target_kind", "target_id")
    ),
    "deal": Needs(
        (("name", "account_name", "deal_id"), ("stage", "outcome", "is_won", "is_closed")),
        "deal_id",
        (("name", "account_name", "created_at"), ("name", "created_at"), ("name", "account_name"), ("name",)),
        happens=True,
    ),
    "deal_change": Needs(
        (("deal_id",), ("changed_at",), ("to_value",)),
        key=("deal_id", "changed_at", "field", "to_value"),
        extent="append only",
    ),
    "customer": Needs((("name",),), "customer_id", (("name",),)),
    "invoice": Needs(
        (("total", "balance"), ("issued_on", "due_on")),
        "invoice_id",
        (("number",), ("customer_name", "issued_on", "total"), ("customer_name", "due_on", "balance")),
        happens=True,
    ),
    "payment": Needs(
        (("paid_on",), ("amount",)),
        "payment_id",
        (("invoice_id", "paid_on", "amount"), ("customer_name", "paid_on", "amount"), ("paid_on", "amount")),
        happens=True,
        extent="append only",
    ),
    "bill": Needs(
        (("total", "balance"), ("due_on", "issued_on", "expected_on")),
        "bill_id",
        (("vendor", "number"), ("number",), ("vendor", "issued_on", "total"), ("vendor", "due_on", "balance")),
        happens=True,
    ),
    "cash_balance": Needs(
        (("balance_on",), ("balance",)),
        key=("bank_account", "balance_on", "booking", "amount", "balance"),
        extent="append only",
    ),
    "target": Needs((("rep_name", "rep_id"), ("month",), ("value",)), key=("rep_id", "rep_name", "metric", "month")),
}


def fillable(table: str) -> dict[str, Column]:
    """What the headings of an export can fill: the columns of the table, and the records that an activity hangs on."""
    columns = dict(tables()[table].columns)
    if table == "activity":
        columns |= {kind: Column(kind, "text", what) for kind, what in LINKED.items()}
    return columns


def words_of(table: str, column: str) -> tuple[str, ...]:
    """The only words that a column may hold; empty where it may hold any."""
    if fillable(table)[column].type == "boolean":
        return ("true", "false")
    return WORDS.get((table, column), ())
