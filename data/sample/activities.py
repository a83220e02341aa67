"""What the reps did and still mean to do on deals and accounts; calls to leads are made with the leads."""

import random
from datetime import date, datetime, timedelta

from data.sample.keys import CrmKeys
from data.sample.office import (
    EXPORT_DAY,
    EXPORT_TIME,
    after_office_days,
    in_office_hours,
    is_office_day,
    office_day,
)
from data.sample.records import Account, Activity, Deal, Lead, Rep

SUBJECTS = {
    "call": ("Call: open questions", "Call: price and volumes", "Call: delivery dates", "Call: decision"),
    "email": ("Email: quote", "Email: revised quote", "Email: delivery plan", "Email: data sheets"),
    "meeting": (
        "Meeting: requirements",
        "Meeting: plant visit",
        "Meeting: terms",
        "Meeting: quarterly review",
    ),
    "task": ("Sent samples", "Asked for credit check"),
}
TO_DO = ("Call back", "Send quote", "Check sample test", "Ask for a decision", "Plan delivery")


class Diary:
    """Makes activities, each on an office day when its owner works here."""

    def __init__(self, dice: random.Random, keys: CrmKeys) -> None:
        self.dice, self.keys = dice, keys

    def done(self, kind: str, owner: Rep, day: date, deal: Deal | None, account: Account) -> Activity:
        start = in_office_hours(self.dice, day)
        minutes = {"call": self.dice.randrange(2, 24), "meeting": self.dice.choice((30, 45, 60, 90))}.get(kind, 0)
        end = min(start + timedelta(minutes=minutes), EXPORT_TIME)
        meeting = kind == "meeting"
        planned_on = office_day(day - timedelta(days=self.dice.randrange(1, 6)), -1)
        known = deal.created if deal else account.created
        created = max(in_office_hours(self.dice, planned_on), known) if meeting else end
        contact = deal.contact if deal else account.contacts[0]
        inbound = kind == "call" and self.dice.random() < 0.15
        key = self.keys.new("00U" if meeting else "00T")
        subject = self.dice.choice(SUBJECTS[kind])
        return Activity(
            key,
            kind,
            subject,
            owner,
            created,
            day,
            start if meeting else end,
            inbound,
            minutes,
            deal=deal,
            account=account,
            contact=contact,
        )

    def planned(self, owner: Rep, day: date, created: date, deal: Deal | None, lead: Lead | None) -> Activity:
        moment = in_office_hours(self.dice, created)
        kind = "meeting" if day > EXPORT_DAY and deal and self.dice.random() < 0.25 else "task"
        subject = "Meeting: next steps" if kind == "meeting" else self.dice.choice(TO_DO)
        key = self.keys.new("00U" if kind == "meeting" else "00T")
        return Activity(
            key,
            kind,
            subject,
            owner,
            moment,
            day,
            None,
            minutes=45 if kind == "meeting" else 0,
            lead=lead,
            deal=deal,
            account=deal.account if deal else None,
            contact=deal.contact if deal else None,
        )


def on_deals(diary: Diary, deals: list[Deal], leaver: Rep) -> list[Activity]:
    """Calls, mails and meetings between a deal's first and last day."""
    made = []
    for deal in deals:
        last = min(deal.closes, EXPORT_DAY) if deal.outcome != "open" else EXPORT_DAY
        if deal.owner is leaver and leaver.left:
            last = min(last, leaver.left)
        first = deal.created.date()
        for _ in range(diary.dice.choice((1, 2, 2, 2, 3, 4))):
            day = first + timedelta(days=diary.dice.randrange((last - first).days + 1) if last > first else 0)
            if not is_office_day(day) or not deal.owner.works_on(day) or day == first:
                continue
            kind = diary.dice.choices(("call", "email", "meeting", "task"), (38, 30, 28, 4))[0]
            made.append(diary.done(kind, deal.owner, day, deal, deal.account))
    return made


def on_accounts(diary: Diary, accounts: list[Account]) -> list[Activity]:
    """A visit or a call to a customer now and then, without a deal."""
    made = []
    for account in accounts:
        for _ in range(diary.dice.choice((0, 0, 1, 2, 3)) if account.life == "regular" else 0):
            since = max(account.created.date(), date(2024, 7, 1))
            day = after_office_days(since, diary.dice.randrange(1, 500))
            owner = account.owner_on(day)
            if day < EXPORT_DAY and owner.works_on(day):
                kind = diary.dice.choices(("call", "meeting"), (60, 40))[0]
                made.append(diary.done(kind, owner, day, None, account))
    return made


def to_do(diary: Diary, deals: list[Deal], leads: list[Lead], leaver: Rep) -> list[Activity]:
    """What is planned for the coming weeks, and what one rep left undone."""
    made = []
    for deal in deals:
        if deal.outcome != "open":
            continue
        if deal.owner is leaver:
            made.append(diary.planned(leaver, date(2026, 4, 24), date(2026, 4, 14), deal, None))
        elif deal.created < datetime(2026, 6, 24) and diary.dice.random() < 0.85:
            day = after_office_days(EXPORT_DAY, diary.dice.randrange(1, 19))
            made.append(diary.planned(deal.owner, day, date(2026, 6, 24), deal, None))
    for lead in leads:
        recent = lead.created >= datetime(2026, 5, 25) and lead.created < datetime(2026, 6, 25)
        if lead.owner and recent and lead.status == "Working - Contacted" and diary.dice.random() < 0.6:
            day = after_office_days(EXPORT_DAY, diary.dice.randrange(1, 15))
            made.append(diary.planned(lead.owner, day, date(2026, 6, 26), None, lead))
    return made
