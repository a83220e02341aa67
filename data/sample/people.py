"""The sales team, the names of people and companies, and the accounts the story begins with."""

import random
from datetime import date, datetime, timedelta

from data.sample import words
from data.sample.keys import CrmKeys
from data.sample.office import FIRST_DAY, after_office_days, in_office_hours
from data.sample.records import Account, Contact, Rep

SLOW_PAYER = "Northgate Foods"
# Names that stand a little differently in the ledger than in the CRM.
BILLING_NAMES = {
    SLOW_PAYER: "Northgate Foods, Inc.",
    "Harvest Lane Grocers": "HARVEST LANE GROCERS",
    "Quarry Lane Brewing Co.": "Quarry Lane Brewing Co",
    "Silver Pond Pharmacy": "Silver Pond Pharmacy LLC",
    "Tulip Street Catering": "Tulip street catering",
    "Osprey Wharf Seafood": "Osprey Wharf Seafood, Inc",
}
# Two companies that somebody entered a second time.
DUPLICATES = {"Lupine Row Roasters": "Lupine Row Roasters LLC", "Kestrel Mill Paper": "Kestrel  Mill Paper"}


def sales_team(keys: CrmKeys) -> tuple[Rep, list[Rep]]:
    """The manager, and the reps: the last one has left."""
    manager = Rep(keys.new("005"), "Helen", "Bergström", "Sales Manager", "East", date(2021, 3, 1))
    reps = [
        Rep(keys.new("005"), "Amara", "Osei", "Account Executive", "East", date(2021, 9, 13)),
        Rep(keys.new("005"), "Luis", "Ferreira", "Account Executive", "East", date(2022, 5, 2)),
        Rep(keys.new("005"), "Priya", "Raman", "Senior Account Executive", "East", date(2020, 1, 20)),
        Rep(keys.new("005"), "Tom", "Kowalski", "Account Executive", "West", date(2019, 6, 3)),
        Rep(keys.new("005"), "Grace", "Lindqvist", "Account Executive", "West", date(2023, 2, 6)),
        Rep(keys.new("005"), "Noah", "Adeyemi", "Account Executive", "West", date(2026, 3, 16)),
        Rep(
            keys.new("005"),
            "Derek",
            "Malone",
            "Account Executive",
            "West",
            date(2021, 11, 8),
            date(2026, 4, 17),
        ),
    ]
    habits = {
        "Amara": (0.94, 0.80, 1.1, 0.02),
        "Luis": (0.87, 0.60, 0.6, 0.0),
        "Priya": (0.97, 0.88, 2.0, 0.06),
        "Tom": (0.54, 0.35, 0.4, -0.06),
        "Grace": (0.92, 0.70, 1.2, 0.02),
        "Noah": (0.90, 0.65, 0.8, -0.02),
        "Derek": (0.82, 0.45, 0.8, 0.0),
    }
    for rep in reps:
        rep.on_time, rep.quick, rep.referrals, rep.skill = habits[rep.first]
    return manager, reps


class NameBook:
    """Invents names and never gives a company name twice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.taken: set[str] = set()

    def person(self) -> tuple[str, str]:
        return self.dice.choice(words.FIRST_NAMES), self.dice.choice(words.LAST_NAMES)

    def company(self) -> tuple[str, str]:
        """A company name and its industry."""
        while True:
            trade = self.dice.choice(list(words.TRADES))
            second = self.dice.choice(words.COMPANY_SECOND)
            middle = f" {second}" if self.dice.random() < 0.7 else ""
            name = f"{self.dice.choice(words.COMPANY_FIRST)}{middle} {trade}"
            if name not in self.taken:
                self.taken.add(name)
                return name + self.dice.choice(words.ENDINGS), words.TRADES[trade]

    def named(self, name: str) -> tuple[str, str]:
        """A given company name and the industry its last word tells."""
        self.taken.add(name)
        trade = next((industry for word, industry in words.TRADES.items() if word in name), "Retail")
        return name, trade


def add_contact(keys: CrmKeys, names: NameBook, account: Account, source: str, created: datetime) -> Contact:
    first, last = names.person()
    title = names.dice.choice(words.JOB_TITLES)
    contact = Contact(keys.new("003"), account, first, last, title, source, created, account.owner)
    account.contacts.append(contact)
    return contact


def payment_habit(dice: random.Random) -> float:
    """Usual days from due day to payment: most pay about on time, some late."""
    return dice.uniform(-2, 8) if dice.random() < 0.82 else dice.uniform(12, 22)


def order_size(dice: random.Random, cadence: int) -> int:
    """A usual repeat order in cents: who orders often orders more."""
    low, high = (380_000, 620_000) if cadence < 40 else (300_000, 500_000) if cadence < 60 else (180_000, 420_000)
    return dice.randrange(low, high, 500)


def first_accounts(dice: random.Random, keys: CrmKeys, names: NameBook, reps: list[Rep]) -> list[Account]:
    """The companies that were in the CRM before the first day of the exports."""
    lives = ["regular"] * 60 + ["lapsed"] * 27 + ["once"] * 3 + ["prospect"] * 33
    cadences = [30] * 4 + [45] * 6 + [90] * 16 + [150] * 40
    given = [SLOW_PAYER, *list(BILLING_NAMES)[1:], *words.AWKWARD_ACCOUNTS]
    given += [""] * (len(lives) - len(given) - len(DUPLICATES)) + list(DUPLICATES)
    sellers = [rep for rep in reps if rep.joined < FIRST_DAY]
    accounts = []
    for place, life in enumerate(lives):
        name, industry = names.named(given[place]) if given[place] else names.company()
        day = FIRST_DAY - timedelta(days=dice.randrange(20, 1100))
        account = Account(
            keys.new("001"),
            name,
            BILLING_NAMES.get(name, name),
            dice.choice([rep for rep in sellers if rep.joined <= day] or sellers[2:4]),
            life,
            industry,
            dice.choice(words.TOWNS),
            in_office_hours(dice, after_office_days(day, 0)),
            terms=45 if dice.random() < 0.15 else 30,
            late=payment_habit(dice),
        )
        if life == "regular":
            account.cadence = cadences[place]
        elif life == "lapsed":
            account.cadence = dice.choice([30, 45, 60, 90])
            account.stops = last_purchase(dice, account.cadence)
        if life == "once":
            account.cadence, account.order = 120, order_size(dice, 120)
            account.starts = account.stops = FIRST_DAY + timedelta(days=dice.randrange(30, 560))
        elif life != "prospect":
            account.starts = FIRST_DAY + timedelta(days=dice.randrange(1, account.cadence))
            account.order = order_size(dice, account.cadence)
        if name == SLOW_PAYER:
            account.cadence, account.order, account.terms, account.late = 21, 1_550_000, 30, 36.0
        accounts.append(account)
        for _ in range(dice.choice([1, 1, 2, 2, 3])):
            add_contact(keys, names, account, "", account.created)
    return accounts


def last_purchase(dice: random.Random, cadence: int) -> date:
    """The day after which a lapsed customer buys nothing: long ago, measured by its own rhythm."""
    silent = int(4 * max(cadence, 60)) + dice.randrange(0, 170)
    return date(2026, 6, 30) - timedelta(days=silent)


def duplicate_accounts(
    dice: random.Random, keys: CrmKeys, names: NameBook, accounts: list[Account], colleague: Rep
) -> list[Account]:
    """The same company entered a second time, as a prospect and without any business of its own."""
    doubles = []
    for account in accounts:
        if account.name in DUPLICATES:
            created = in_office_hours(dice, after_office_days(date(2025, 10, 6), dice.randrange(60)))
            name = DUPLICATES[account.name]
            seller = account.owner if account.owner.left is None else colleague
            double = Account(keys.new("001"), name, name, seller, "prospect", account.industry, account.town, created)
            add_contact(keys, names, double, "Web", created)
            doubles.append(double)
    return doubles
