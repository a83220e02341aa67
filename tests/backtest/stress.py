"""Receivables that are hard to forecast, made from real ones: delays stretched, terms mixed, long tails, bad debt."""

import datetime
import random
from decimal import Decimal
from pathlib import Path

import duckdb

from data.store import Version
from tests.queries.given import version_of

TERMS = (15, 60)
STRETCH = 1.5
LONG_TAIL, LONG_TAIL_DAYS = 0.05, 60
NEVER_PAID = 0.01


def stressed(real: Version, folder: Path, seed: int) -> Version:
    """The invoices of real exports, paid in full on one day each, with another life after they were issued.

    Terms of 15 to 60 days by customer, every delay times 1.5, 1 of 20 with a long tail, 1 of 100 never paid, amounts of
    all sizes. What would be paid after the last real payment stays unpaid.
    """
    chance = random.Random(seed)
    invoices = duckdb.sql(
        "select invoice_id, coalesce(customer_id, customer_name), issued_on, date_diff('day', due_on, paid_on), "
        f"paid_on from read_parquet('{real.path / 'invoice.parquet'}') order by invoice_id"
    ).fetchall()
    end = max(row[4] for row in invoices)
    terms = {customer: chance.randint(*TERMS) for customer in sorted({row[1] for row in invoices})}
    rows = []
    for number, customer, issued_on, late, _ in invoices:
        due_on = issued_on + datetime.timedelta(days=terms[customer])
        tail = chance.expovariate(1 / LONG_TAIL_DAYS) if chance.random() < LONG_TAIL else 0
        paid_on = max(due_on + datetime.timedelta(days=round(late * STRETCH + tail)), issued_on)
        is_paid = chance.random() >= NEVER_PAID and paid_on <= end
        rows.append(
            {
                "system": "billing",
                "invoice_id": number,
                "customer_id": customer,
                "customer_name": f"Customer {customer}",
                "issued_on": issued_on,
                "due_on": due_on,
                "paid_on": paid_on if is_paid else None,
                "total": Decimal(str(round(chance.lognormvariate(4, 0.8), 2))),
                "currency": "USD",
            }
        )
    return version_of(folder, {"invoice": rows})
