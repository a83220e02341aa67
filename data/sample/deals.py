"""Deals: out of converted leads and out of the customers at hand, with the day they close and how."""

import math
import random
from datetime import date, datetime, timedelta

from data.sample import words
from data.sample.keys import CrmKeys
from data.sample.leads import REFERRALS
from data.sample.office import (
    EXPORT_DAY,
    FIRST_DAY,
    after_office_days,
    days_weighted,
    in_office_hours,
    office_day,
    season,
)
from data.sample.people import NameBook, add_contact, last_purchase, order_size, payment_habit
from data.sample.records import Account, Contact, Deal, Lead, Rep

ACCOUNT_DEALS = 600
BEFORE = date(2024, 3, 18)  # deals made from this day on are in the export if they closed in it
OPEN_AMOUNTS = 1.85  # what is still open is the larger part of what was quoted
SIGNED = (980_000, 1_460_000, 2_040_000, 1_520_000)  # won in the last days of June, not invoiced yet
STAGES = (
    # stage, order, chance the CRM writes beside it, forecast category
    ("Prospecting", 1, 10, "Pipeline"),
    ("Qualification", 2, 10, "Pipeline"),
    ("Needs Analysis", 3, 20, "Pipeline"),
    ("Value Proposition", 4, 50, "Pipeline"),
    ("Proposal/Price Quote", 5, 75, "Best Case"),
    ("Negotiation/Review", 6, 90, "Commit"),
    ("Closed Won", 7, 100, "Closed"),
    ("Closed Lost", 8, 0, "Omitted"),
)
NEXT_STEPS = (
    "Send revised quote",
    "Call the buyer",
    "Wait for sample test",
    "Agree delivery dates",
    "Meet purchasing",
)


class DealMaker:
    """Makes deals that fit the lives of their accounts: who lapsed buys nothing later."""

    def __init__(self, dice: random.Random, keys: CrmKeys, names: NameBook, accounts: list[Account]) -> None:
        self.dice, self.keys, self.names, self.accounts = dice, keys, names, accounts

    def from_lead(self, lead: Lead, owner: Rep, converted: datetime) -> Deal | None:
        """Converts the lead into an account, a contact and, nearly always, a deal."""
        outcome, closes = self.ending(converted.date(), owner, lead.source, False)
        if self.dice.random() < 0.5:
            account = self.new_account(lead, owner, converted, outcome, closes)
        else:
            account = self.fitting_account(outcome, lead.created.date(), closes)
            lead.company = account.name
        contact = add_contact(self.keys, self.names, account, lead.source, converted)
        contact.first, contact.last, contact.title = lead.first, lead.last, lead.title
        contact.owner = owner
        lead.account, lead.contact = account, contact
        if outcome == "lost" and self.dice.random() < 0.08:
            return None
        lead.deal = self.deal(account, contact, owner, lead.source, converted, outcome, closes)
        return lead.deal

    def from_account(self, day: date, reps: list[Rep]) -> Deal:
        """One more deal with a company that is in the CRM already."""
        working = [rep for rep in reps if rep.works_on(day)]
        source = self.dice.choices(
            ("Phone Inquiry", "Web", "Word of mouth", "Trade Show", "Customer Referral", "Other"),
            (38, 20, 4, 10, 24, 4),
        )[0]
        seller = self.dice.choice(working)
        outcome, closes = self.ending(day, seller, source, True)
        account = self.fitting_account(outcome, day, closes, seller)
        owner = account.owner if account.owner in working else seller
        contact = self.dice.choice([one for one in account.contacts if one.created.date() <= day])
        return self.deal(account, contact, owner, source, in_office_hours(self.dice, day), outcome, closes)

    def ending(self, start: date, owner: Rep, source: str, known: bool) -> tuple[str, date]:
        """Won, lost or still open, and the day."""
        chance = 0.285 + owner.skill + (0.2 if source in REFERRALS else 0.0) + (0.02 if known else 0.0)
        won = self.dice.random() < chance
        length = self.dice.lognormvariate(math.log(37 if won else 43), 0.55)
        closes = office_day(start + timedelta(days=max(2, round(length))))
        if closes <= EXPORT_DAY and season(closes) < 0.9 and self.dice.random() < 0.65:
            closes = office_day(closes + timedelta(days=self.dice.randrange(18, 55)))
        if closes > EXPORT_DAY:
            return "open", closes
        if closes >= date(2026, 6, 23):
            closes = office_day(closes - timedelta(days=9))
        return ("won" if won else "lost"), max(closes, start)

    def new_account(self, lead: Lead, owner: Rep, converted: datetime, outcome: str, closes: date) -> Account:
        account = Account(
            self.keys.new("001"),
            lead.company,
            lead.company,
            owner,
            "prospect",
            lead.industry,
            lead.town,
            converted,
            terms=45 if self.dice.random() < 0.12 else 30,
            late=payment_habit(self.dice),
        )
        if outcome == "won":
            self.begin_life(account, closes)
        self.accounts.append(account)
        return account

    def begin_life(self, account: Account, won_on: date) -> None:
        """What a new customer does after the first deal."""
        pick = self.dice.random()
        if won_on < date(2026, 2, 20) and pick < 0.44:
            account.life = "once"
            return
        account.cadence = self.dice.choice([60, 90, 120, 150])
        account.life = "regular"
        if won_on < date(2025, 5, 20) and pick < 0.65:
            account.life, account.cadence = "lapsed", self.dice.choice([30, 45])
            account.stops = max(last_purchase(self.dice, account.cadence), won_on + timedelta(days=150))
        elif won_on > date(2026, 5, 10):
            account.life = "recent"
        elif won_on > date(2025, 12, 20):
            account.cadence = self.dice.choice([40, 50])
        account.starts = won_on + timedelta(days=account.cadence + 6)
        account.order = order_size(self.dice, account.cadence)

    def fitting_account(self, outcome: str, start: date, closes: date, seller: Rep | None = None) -> Account:
        def fits(account: Account) -> bool:
            if account.created.date() > start or not account.owner.works_on(start):
                return False
            if outcome == "won":
                in_time = account.stops is None or closes + timedelta(days=12) < account.stops
                return account.life in ("regular", "lapsed") and in_time
            return outcome == "lost" or account.life in ("regular", "prospect")

        fitting = [account for account in self.accounts if fits(account)]
        own = [account for account in fitting if account.owner is seller] or fitting
        return self.dice.choices(own, [0.3 if account.life == "lapsed" else 1.0 for account in own])[0]

    def deal(
        self,
        account: Account,
        contact: Contact,
        owner: Rep,
        source: str,
        created: datetime,
        outcome: str,
        closes: date,
    ) -> Deal:
        amount = self.dice.lognormvariate(math.log(8_700), 0.55) * (1.12 if source in REFERRALS else 1.0)
        cents = max(1_500, min(60_000, round(amount / 50) * 50)) * 100
        product = self.dice.choice(words.PRODUCTS)
        return Deal(self.keys.new("006"), account, contact, owner, product, source, created, closes, outcome, cents)


def all_deals(maker: DealMaker, leads: list[Lead], reps: list[Rep]) -> list[Deal]:
    """Every deal in the order it was made."""
    days = sorted(maker.dice.choices(*days_weighted(BEFORE, EXPORT_DAY, 0.0), k=ACCOUNT_DEALS))
    converted = [(lead.converted, lead, lead.owner) for lead in leads if lead.converted and lead.owner]
    deals: list[Deal] = []
    for moment, lead, owner in sorted(converted, key=lambda entry: entry[0]):
        while days and days[0] < moment.date():
            deals.append(maker.from_account(days.pop(0), reps))
        made = maker.from_lead(lead, owner, moment)
        deals += [made] if made else []
    deals += [maker.from_account(day, reps) for day in days]
    return [deal for deal in deals if deal.closes >= FIRST_DAY]


def hand_over(dice: random.Random, accounts: list[Account], deals: list[Deal], reps: list[Rep], leaver: Rep) -> None:
    """On the next Monday the others took over part of it; 25 accounts and 9 open deals stayed behind."""
    left = leaver.left or EXPORT_DAY
    monday = left + timedelta(days=3)
    others = [rep for rep in reps if rep is not leaver]
    unfinished = [deal for deal in deals if deal.owner is leaver and deal.closes > left - timedelta(days=14)]
    unfinished.sort(key=lambda deal: deal.closes, reverse=True)
    forgotten = unfinished[:9]
    for deal in forgotten:
        deal.outcome = "open"
    kept = list({deal.account.key: deal.account for deal in forgotten if deal.account.owner is leaver}.values())
    rest = [account for account in accounts if account.owner is leaver and account not in kept]
    buyers = [account for account in rest if account.life in ("regular", "prospect")]
    kept += dice.sample(buyers, 25 - len(kept))
    new_owners = [*others, next(rep for rep in reps if rep.first == "Noah")]
    for account in accounts:
        if account.owner is leaver and account not in kept:
            account.former_owner, account.handed_over = leaver, monday
            account.owner = dice.choice(new_owners)
    for deal in [deal for deal in unfinished[9:] if deal.closes > left]:
        deal.owner = deal.account.owner if deal.account.owner is not leaver else dice.choice(others)


def settle(dice: random.Random, deals: list[Deal], leaver: Rep) -> None:
    """Gives each deal its stage, and the open ones the closing day that the rep wrote down."""
    still_open = sorted((deal for deal in deals if deal.outcome == "open"), key=lambda deal: deal.closes)
    own = [deal for deal in still_open if deal.owner is not leaver]
    for place, deal in enumerate([deal for deal in own[6:] if deal.created < datetime(2026, 6, 1)][::4][:9]):
        deal.outcome, deal.closes = "lost", after_office_days(date(2026, 6, 8), place)
    own = [deal for deal in own if deal.outcome == "open"]
    for place, deal in enumerate(own[:4]):
        deal.outcome, deal.amount = "won", SIGNED[place]
        deal.closes = (date(2026, 6, 26), date(2026, 6, 26), date(2026, 6, 29), date(2026, 6, 30))[place]
        deal.created = min(deal.created, datetime(2026, 5, 20, 10, 15))
    planned = [after_office_days(date(2026, 6, 12), step * 3) for step in range(4)]
    planned += [after_office_days(date(2026, 7, 2), step * 5 // 3) for step in range(12)]
    for place, deal in enumerate(own[4:]):
        later = office_day(date(2026, 7, 31) + timedelta(days=2 * (place - 16) + dice.randrange(4)))
        deal.closes = planned[place] if place < len(planned) else later
        deal.next_step = dice.choice(NEXT_STEPS)
    for place, deal in enumerate(deal for deal in still_open if deal.owner is leaver):
        day = date(2026, 5, 22) + timedelta(days=9 * place)
        deal.closes = office_day(day)
    for deal in still_open:
        if deal.outcome == "open" and deal.amount:
            deal.amount = round(deal.amount * OPEN_AMOUNTS / 5_000) * 5_000
    for deal in own[-2:] + own[30:32]:
        deal.amount = None
    for deal in [deal for deal in deals if deal.outcome == "lost"][100:400:120]:
        deal.amount = None
    for deal in [deal for deal in deals if deal.outcome == "lost"][77:400:250]:
        deal.deleted = True
    won_before: set[str] = set()
    for deal in deals:
        deal.stage = stage_of(dice, deal)
        deal.new_customer = deal.account.key not in won_before and deal.account.created >= datetime(2024, 7, 1)
        if deal.outcome == "won":
            won_before.add(deal.account.key)


def stage_of(dice: random.Random, deal: Deal) -> str:
    if deal.outcome != "open":
        return "Closed Won" if deal.outcome == "won" else "Closed Lost"
    days_left = (deal.closes - EXPORT_DAY).days
    if days_left < 0:
        return dice.choice(("Needs Analysis", "Proposal/Price Quote", "Negotiation/Review"))
    nearness = 5 - min(days_left, 79) // 16
    return STAGES[max(0, min(5, nearness - dice.choice((0, 0, 1))))][0]
