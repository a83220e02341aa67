"""Sales invoices and suppliers' bills: what was billed, when it fell due and when it was paid."""

import random
from dataclasses import replace
from datetime import date, timedelta

from data.sample.keys import ledger_key
from data.sample.office import EXPORT_DAY, FIRST_DAY, after_office_days, office_day, season
from data.sample.people import SLOW_PAYER
from data.sample.records import Account, Deal, Document
from data.sample.words import VENDORS

VOIDED, DELETED, PART_PAID = 12, 3, 5
BILL_VOLUME = 1.0
# Stock for the autumn, bought early: supplier, day of the bill, due day, cents.
AUTUMN_STOCK = (
    ("Granby Corrugated", date(2026, 5, 26), date(2026, 7, 10), 6_212_500),
    ("Seven Hills Pallets", date(2026, 6, 2), date(2026, 7, 14), 2_480_000),
    ("Pinnacle Bay Resins", date(2026, 6, 5), date(2026, 7, 20), 5_840_000),
    ("Tallgrass Board Mills", date(2026, 6, 9), date(2026, 7, 24), 4_975_000),
    ("Ambleside Import Partners", date(2026, 6, 11), date(2026, 8, 10), 10_280_000),
    ("Ironbound Film & Foil", date(2026, 6, 16), date(2026, 8, 14), 7_265_000),
    ("Ambleside Import Partners", date(2026, 6, 22), date(2026, 8, 21), 11_340_000),
    ("Pinnacle Bay Resins", date(2026, 6, 25), date(2026, 8, 24), 8_390_000),
    # the year before, when less was bought early
    ("Pinnacle Bay Resins", date(2025, 6, 6), date(2025, 7, 21), 3_120_000),
    ("Ambleside Import Partners", date(2025, 6, 13), date(2025, 8, 12), 4_150_000),
    ("Ironbound Film & Foil", date(2025, 6, 20), date(2025, 8, 19), 3_880_000),
)


class SalesLedger:
    """Writes the invoices of deals and repeat orders and lets the customers pay them in their own way."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.customers: dict[str, str] = {}  # name on the invoice -> id in the ledger
        self.invoices: list[Document] = []

    def customer(self, account: Account) -> str:
        if account.billing_name not in self.customers:
            self.customers[account.billing_name] = ledger_key(self.dice)
        return self.customers[account.billing_name]

    def bill_deal(self, deal: Deal) -> None:
        """One invoice about five days after the win, or two: at the win and a month later."""
        if deal.outcome != "won" or deal.amount is None or deal.deleted:
            return
        day = after_office_days(deal.closes, self.dice.randrange(3, 6))
        split = deal.account.life != "once" and deal.amount > 600_000 and self.dice.random() < 0.16
        parts = (
            [deal.amount // 2, deal.amount - deal.amount // 2] if split and day < date(2026, 5, 20) else [deal.amount]
        )
        for place, cents in enumerate(parts):
            issued = office_day(day + timedelta(days=30 * place))
            if issued <= EXPORT_DAY:
                self.add(deal.account, issued, cents, deal.key)

    def bill_orders(self, account: Account) -> None:
        """Repeat orders in the customer's own rhythm, slower and smaller in the quiet weeks."""
        if account.starts is None or account.order == 0:
            return
        day = account.starts
        last = account.stops or EXPORT_DAY
        while day <= last:
            quiet = season(day) < 0.9
            if not (quiet and account.cadence < 100 and self.dice.random() < 0.25):
                cents = account.order * self.dice.lognormvariate(0, 0.22) * (0.75 if quiet else 1.0)
                self.add(account, min(office_day(day), EXPORT_DAY), round(cents / 25) * 25, "")
            day += timedelta(days=max(5, round(account.cadence * self.dice.uniform(0.86, 1.14))))

    def add(self, account: Account, issued: date, cents: int, deal_key: str) -> None:
        due = issued + timedelta(days=account.terms)
        late = account.late + self.dice.gauss(0, 3.5)
        if account.name == SLOW_PAYER:
            late = account.late + 11 * (issued - FIRST_DAY).days / 730 + self.dice.gauss(0, 2)
        elif self.dice.random() < 0.03:
            late += self.dice.uniform(12, 30)
        pays = office_day(max(due + timedelta(days=round(late)), issued + timedelta(days=3)))
        self.invoices.append(
            Document(ledger_key(self.dice), "", self.customer(account), issued, due, cents, pays, "", deal_key)
        )

    def close_books(self) -> list[Document]:
        """Numbers the invoices, settles what is paid, and adds the ones that were entered by mistake."""
        self.invoices.sort(key=lambda invoice: (invoice.issued, invoice.key))
        for invoice in self.invoices:
            settle(invoice)
        still_open = [invoice for invoice in self.invoices if invoice.status == "AUTHORISED"]
        paid = [invoice for invoice in self.invoices if invoice.status == "PAID" and not invoice.reference]
        for invoice, age in zip(paid[-150:-60:45], (98, 66), strict=True):
            forget(invoice, age)
        for invoice in [one for one in still_open if one.due < EXPORT_DAY][2::3]:
            invoice.promised = office_day(EXPORT_DAY + timedelta(days=self.dice.randrange(3, 20)))
        for invoice in self.dice.sample(still_open, PART_PAID):
            invoice.paid = invoice.total // 4
            invoice.paid_part_on = office_day(max(invoice.issued, EXPORT_DAY - timedelta(days=12)), -1)
            if invoice.paid_part_on < invoice.issued:
                invoice.paid_part_on = EXPORT_DAY
        wrong = []
        for place, invoice in enumerate(self.invoices[40 :: len(self.invoices) // 15][: VOIDED + DELETED]):
            status = "DELETED" if place % 5 == 4 else "VOIDED"
            wrong.append(replace(invoice, key=ledger_key(self.dice), status=status, pays=None, paid=0, promised=None))
        everything = sorted(self.invoices + wrong, key=lambda invoice: (invoice.issued, invoice.status != "VOIDED"))
        for place, invoice in enumerate(everything):
            invoice.number = f"INV-{2_304 + place}"
        return everything


def settle(document: Document) -> None:
    if document.pays and document.pays <= EXPORT_DAY:
        document.status, document.paid = "PAID", document.total
    else:
        document.status = "AUTHORISED"


def forget(invoice: Document, days_past_due: int) -> None:
    """Turns a paid invoice into one that the customer disputes and has not paid."""
    invoice.status, invoice.paid, invoice.pays = "AUTHORISED", 0, None
    shift = EXPORT_DAY - timedelta(days=days_past_due) - invoice.due
    invoice.issued, invoice.due = invoice.issued + shift, invoice.due + shift


def supplier_bills(dice: random.Random) -> tuple[list[Document], dict[str, str]]:
    """Two years of bills, paid in the Friday run about when they fall due, and the suppliers' ledger ids."""
    ids = {vendor[0]: ledger_key(dice) for vendor in VENDORS}
    bills = []
    for name, months, usual, terms, what in VENDORS:
        day = FIRST_DAY - timedelta(days=45) + timedelta(days=dice.randrange(0, max(3, int(months * 30))))
        while day <= EXPORT_DAY:
            busy = season(day + timedelta(days=20)) if what != "service" else 1.0
            spread = 0.05 if what == "service" else 0.2
            cents = round(usual * 100 * BILL_VOLUME * busy * dice.lognormvariate(0, spread))
            bills.append(bill(dice, ids[name], office_day(day), terms, cents))
            day += timedelta(days=max(4, round(months * 30.4 * dice.uniform(0.93, 1.07))))
    for name, issued, due, cents in AUTUMN_STOCK:
        bills.append(bill(dice, ids[name], issued, (due - issued).days, cents))
    bills = [one for one in bills if one.issued <= EXPORT_DAY and one.issued >= FIRST_DAY]
    bills.sort(key=lambda one: (one.issued, one.key))
    for place, one in enumerate(bills):
        settle(one)
        one.number = f"{dice.randrange(1_000, 99_999)}-{place % 97:02d}"
    for one in bills[60::260]:
        if one.status == "PAID":
            one.status, one.paid = "VOIDED", 0
    return bills, ids


def bill(dice: random.Random, vendor: str, issued: date, terms: int, cents: int) -> Document:
    due = issued + timedelta(days=terms)
    friday = due + timedelta(days=(4 - due.weekday()) % 7)
    late = 7 if dice.random() < 0.06 else 0
    pays = office_day(friday + timedelta(days=late), -1)
    return Document(ledger_key(dice), "", vendor, issued, due, cents, pays, "", is_bill=True)
