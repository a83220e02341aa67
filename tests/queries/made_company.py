"""Companies made by chance from a seed: invoices paid at once, in parts, or never, and the deals behind some."""

import datetime
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.queries.given import DAY, Rows
from tests.queries.reference_forecast import Deal, Invoice, World

FIRST_DAY = DAY - datetime.timedelta(days=600)
UNTIL = DAY + datetime.timedelta(days=100)
TERMS = (0, 14, 30, 30, 45, 60, 100, 200)


@dataclass(frozen=True)
class Company:
    """The same company twice: as rows of exports, and as the plain world that the reference reads."""

    rows: Rows
    world: World


def made_company(seed: int, customers: int = 7, deals: int = 90, orders: int = 70, names_deals: bool = True) -> Company:
    """names_deals: invoices name the deal that they bill; else only the customer tells."""
    dice = random.Random(seed)
    names = [f"Customer {letter}" for letter in "ABCDEFGHIJ"[:customers]]
    late = {name: dice.choice((-95, -8, 0, 5, 20, 45)) for name in names}
    all_deals, invoices = [], []
    for number in range(deals):
        deal = _deal(dice, f"D{number:03}", dice.choice(names))
        all_deals.append(deal)
        if deal.is_won and deal.closed and deal.amount and dice.random() < 0.85:
            parts = dice.choice((1, 1, 2, 3))
            share = dice.choice((0.6, 1.0, 1.0, 1.1)) / parts
            for part in range(parts):
                issued = deal.closed + _days(dice.randint(0, 20) + part * dice.randint(10, 40))
                bill = _invoice(
                    dice, f"{deal.key}-{part}", deal, issued, round(deal.amount * share, 2), late, names_deals
                )
                invoices.append(bill)
        elif deal.closed is None and names_deals and dice.random() < 0.2:
            assert deal.amount is not None
            issued = deal.created + _days(dice.randint(1, 30))
            invoices.append(_invoice(dice, f"{deal.key}-0", deal, issued, round(deal.amount * 0.3, 2), late, True))
    for number in range(orders):
        nobody = Deal("", dice.choice(names), FIRST_DAY, None, False, None)
        issued = FIRST_DAY + _days(dice.randint(0, 690))
        invoices.append(_invoice(dice, f"R{number:03}", nobody, issued, round(dice.uniform(100, 3000), 2), late, False))
    world = World([each for each in invoices if each.issued <= UNTIL], all_deals)
    return Company(_rows(world, names), world)


def _days(days: int) -> datetime.timedelta:
    return datetime.timedelta(days=days)


def _deal(dice: random.Random, key: str, customer: str) -> Deal:
    created = FIRST_DAY + _days(dice.randint(0, 600))
    closed: datetime.date | None = created + _days(int(dice.expovariate(1 / 40)))
    is_won = dice.random() < 0.5
    if dice.random() < 0.15 or (closed and closed > UNTIL):
        closed, is_won = None, False
    return Deal(key, customer, created, closed, is_won, round(dice.uniform(500, 9000), 2))


def _invoice(
    dice: random.Random,
    key: str,
    deal: Deal,
    issued: datetime.date,
    total: float,
    late: dict[str, int],
    names_deal: bool,
) -> Invoice:
    assert deal.customer is not None
    due = issued + _days(dice.choice(TERMS))
    receipts: list[tuple[datetime.date, float]] = []
    how = dice.random()
    if how < 0.92:
        day = max(due + _days(late[deal.customer] + int(dice.gauss(0, 9))), issued)
        if how < 0.25:
            first = round(total * dice.uniform(0.2, 0.7), 2)
            receipts.append((max(day - _days(dice.randint(0, 30)), issued), first))
            if how < 0.2:
                receipts.append((day + _days(dice.randint(0, 40)), round(total - first, 2)))
        else:
            receipts.append((day, total))
    shown_due = None if dice.random() < 0.05 else due
    paid = tuple(receipt for receipt in receipts if receipt[0] <= UNTIL)
    return Invoice(key, deal.customer, issued, shown_due, total, paid, deal.key if names_deal else None)


def _rows(world: World, names: list[str]) -> Rows:
    noon = datetime.time(12)
    accounts = [{"account_id": name[-1], "name": name} for name in names]
    deals: list[dict[str, Any]] = [
        {
            "deal_id": each.key,
            "name": f"Deal {each.key}",
            "account_id": str(each.customer)[-1],
            "stage": ("Closed Won" if each.is_won else "Closed Lost") if each.closed else "Proposal",
            "amount": Decimal(str(each.amount)),
            "created_at": datetime.datetime.combine(each.created, noon),
            "close_on": each.closed or UNTIL,
        }
        for each in world.deals
    ]
    invoices = [
        {
            "invoice_id": each.key,
            "number": each.key,
            "customer_name": each.customer,
            "issued_on": each.issued,
            "due_on": each.due,
            "total": Decimal(str(each.total)),
            "deal_id": each.deal,
        }
        for each in world.invoices
    ]
    payments = [
        {
            "payment_id": f"{each.key}/{number}",
            "invoice_id": each.key,
            "paid_on": day,
            "amount": Decimal(str(amount)),
        }
        for each in world.invoices
        for number, (day, amount) in enumerate(each.receipts)
    ]
    return {"account": accounts, "deal": deals, "invoice": invoices, "payment": payments}
