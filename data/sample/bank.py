"""The bank account: money from invoices, money out for bills, pay, rent and tax, and the balance."""

import random
from datetime import date, timedelta

from data.sample.office import EXPORT_DAY, days, office_day
from data.sample.records import Booking, Document

FIRST_BOOKING_DAY = date(2025, 7, 1)
CLOSING_BALANCE = 14_138_627
PAYROLL, RENT, SALES_TAX = 5_240_000, 945_000, 2_380_000


def bookings(dice: random.Random, documents: list[Document], names: dict[str, str]) -> list[Booking]:
    """The bookings of the last twelve months in the order they were made."""
    made = standing_payments()
    for document in documents:
        name = " ".join(names[document.party].upper().replace(",", "").split())[:32]
        for day, cents in money_moved(document):
            if FIRST_BOOKING_DAY <= day <= EXPORT_DAY:
                made.append(booking(dice, document, day, cents, name))
    made.sort(key=lambda one: (one.day, one.cents < 0, one.text))
    number = 1_871
    for one in made:
        if one.kind == "CHECK_PAID":
            number += 1
            one.check, one.text = str(number), f"CHECK {number}"
    return made


def money_moved(document: Document) -> list[tuple[date, int]]:
    if document.status == "PAID" and document.pays:
        return [(document.pays, document.total)]
    if document.paid and document.paid_part_on:
        return [(document.paid_part_on, document.paid)]
    return []


def booking(dice: random.Random, document: Document, day: date, cents: int, name: str) -> Booking:
    if document.is_bill:
        if cents < 150_000 and dice.random() < 0.4:
            return Booking(day, name, -cents, "CHECK_PAID")
        kind = "WIRE_OUTGOING" if cents > 2_000_000 else "ACH_DEBIT"
        return Booking(day, f"{name} BILL {document.number}", -cents, kind)
    kind = dice.choices(("ACH_CREDIT", "CHECK_DEPOSIT", "WIRE_INCOMING"), (74, 20, 6))[0]
    return Booking(day, f"{name} {document.number}", cents, kind)


def standing_payments() -> list[Booking]:
    """Pay on the 15th and the last day, rent on the 1st, tax after each quarter, and the bank's own fee."""
    made = []
    for day in days(FIRST_BOOKING_DAY, EXPORT_DAY):
        tomorrow = day + timedelta(days=1)
        if day.day == 15 or tomorrow.day == 1:
            made.append(Booking(office_day(day, -1), "PAYROLL", -PAYROLL, "ACH_DEBIT"))
        if day.day == 1:
            made.append(Booking(office_day(day), "RENT WAREHOUSE AND OFFICE", -RENT, "ACH_DEBIT"))
        if day.day == 20 and day.month in (1, 4, 7, 10):
            made.append(Booking(office_day(day), "SALES TAX QUARTERLY", -SALES_TAX, "ACH_DEBIT"))
        if tomorrow.day == 1:
            made.append(Booking(office_day(day, -1), "MONTHLY SERVICE FEE", -9_500, "FEE_TRANSACTION"))
    return made


def with_balances(made: list[Booking]) -> list[tuple[Booking, int]]:
    """Each booking with the balance after it, so that the last balance is the company's cash."""
    balance = CLOSING_BALANCE - sum(one.cents for one in made)
    rows = []
    for one in made:
        balance += one.cents
        rows.append((one, balance))
    return rows
