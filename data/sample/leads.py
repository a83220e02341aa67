"""Leads: when they come in, through whom, how they are followed up and what becomes of them."""

import math
import random
from datetime import date, datetime, time, timedelta

from data.sample import words
from data.sample.keys import CrmKeys
from data.sample.office import (
    EXPORT_DAY,
    EXPORT_TIME,
    FIRST_DAY,
    OFFICE_MINUTES,
    after_office_days,
    after_office_minutes,
    days_weighted,
    in_office_hours,
    is_office_day,
)
from data.sample.people import NameBook
from data.sample.records import Activity, Lead, Rep

LEADS = 2_400
QUEUE_SHARE = 0.01
SOURCES = {
    "Web": 36.0,
    "Phone Inquiry": 14.0,
    "Trade Show": 11.0,
    "Purchased List": 8.0,
    "Word of mouth": 6.0,
    "Advertisement": 6.0,
    "Other": 4.0,
}
REFERRALS = {
    "Customer Referral": 8.0,
    "Employee Referral": 2.4,
    "External Referral": 2.2,
    "Partner Referral": 2.6,
}
COUNTED = ("Customer Referral", "Employee Referral", "External Referral")
# What June 2026 looks like: one rep far above the five a month, one with none.
JUNE = {"Priya": 8, "Grace": 4, "Amara": 3, "Luis": 1, "Noah": 1, "Tom": 0}
SUBJECTS = {
    "call": (
        "Call: first contact",
        "Call: needs and volumes",
        "Call back",
        "Call: left a message",
        "Call: samples",
    ),
    "email": (
        "Email: introduction",
        "Email: price list",
        "Email: answer to the inquiry",
        "Email: sample pack",
    ),
    "meeting": ("Meeting: site visit", "Meeting: sample review", "Meeting: introduction"),
    "task": ("Sent sample pack", "Checked delivery area"),
}


def new_leads(dice: random.Random, keys: CrmKeys, names: NameBook, reps: list[Rep]) -> list[Lead]:
    """The leads in the order they came in, each with a source and an owner."""
    spread = random.Random(dice.getrandbits(64))
    chosen = sorted(spread.choices(*days_weighted(FIRST_DAY, EXPORT_DAY, 0.2), k=LEADS))
    leads = []
    for place, day in enumerate(chosen):
        created = moment_of_inquiry(dice, day)
        working = [rep for rep in reps if rep.works_on(day)]
        owner: Rep | None = dice.choices(working)[0]
        if dice.random() < (0.022 if (EXPORT_DAY - day).days < 120 else QUEUE_SHARE * 0.6):
            owner = None
        first, last = names.person()
        company, industry = names.company()
        if place % 391 == 200 and place // 391 < len(words.AWKWARD_LEADS):
            company = words.AWKWARD_LEADS[place // 391]
        town = dice.choice(words.TOWNS)
        title = dice.choice(words.JOB_TITLES)
        key = keys.new("00Q")
        leads.append(Lead(key, first, last, title, company, industry, town, source_of(dice, owner), owner, created))
    for lead in leads[517::900]:
        lead.source = ""
    set_june_referrals(dice, leads)
    for lead in leads[333::800]:
        lead.deleted = True
    return leads


def moment_of_inquiry(dice: random.Random, day: date) -> datetime:
    """Mostly in office hours; web forms are also filled in the evening and at weekends."""
    if is_office_day(day) and dice.random() < 0.85:
        return in_office_hours(dice, day)
    last_hour = 18 if day == EXPORT_DAY else 23
    return datetime.combine(day, time(dice.randrange(7, last_hour), dice.randrange(60), dice.randrange(60)))


def source_of(dice: random.Random, owner: Rep | None) -> str:
    network = owner.referrals if owner else 0.0
    weights = SOURCES | {source: weight * network for source, weight in REFERRALS.items()}
    return dice.choices(list(weights), list(weights.values()))[0]


def set_june_referrals(dice: random.Random, leads: list[Lead]) -> None:
    """Gives June 2026 exactly the referrals of the story, and three from partners beside them."""
    june = [lead for lead in leads if lead.created.date() >= date(2026, 6, 1)]
    for lead in june:
        if lead.source in REFERRALS:
            lead.source = "Web"
    for first, count in JUNE.items():
        own = [lead for lead in june if lead.owner and lead.owner.first == first]
        for lead in dice.sample(own, count):
            lead.source = dice.choices(COUNTED, (6, 2, 2))[0]
    rest = [lead for lead in june if lead.owner and lead.source == "Web"]
    for lead in dice.sample(rest, 3):
        lead.source = "Partner Referral"


def follow_up(dice: random.Random, keys: CrmKeys, lead: Lead) -> None:
    """The calls and mails to a lead, and what becomes of it; converting is left to the sales story."""
    if lead.owner is None:
        return
    first = first_touch(dice, lead, lead.owner)
    last_day = lead.owner.left or EXPORT_DAY
    if first is None or first > EXPORT_TIME or first.date() > last_day:
        give_up_untouched(dice, lead)
        return
    lead.status = "Working - Contacted"
    fate = dice.random()
    until = EXPORT_TIME
    if fate < chance_to_convert(lead):
        moment = after_office_minutes(first, 30 + int(dice.lognormvariate(math.log(6 * OFFICE_MINUTES), 0.8)))
        until = moment
        if moment <= EXPORT_TIME and moment.date() <= last_day:
            lead.converted = lead.changed = moment
            lead.status = "Closed - Converted"
    elif fate < 0.93:
        moment = after_office_minutes(first, int(dice.lognormvariate(math.log(26 * OFFICE_MINUTES), 0.6)))
        until = moment
        if moment <= EXPORT_TIME and moment.date() <= last_day:
            lead.changed = moment
            lead.status = "Closed - Not Converted"
    add_touches(dice, keys, lead, lead.owner, first, min(until, datetime.combine(last_day, time(18))))


def first_touch(dice: random.Random, lead: Lead, owner: Rep) -> datetime | None:
    """When the owner first calls or writes; None means never."""
    if dice.random() < owner.on_time:
        pace = dice.random()
        if pace < owner.quick * 0.5:
            minutes = dice.randrange(4, 60)
        elif pace < owner.quick:
            minutes = dice.randrange(60, 360)
        elif pace < 0.85:
            minutes = dice.randrange(360, OFFICE_MINUTES * 2)
        else:
            minutes = dice.randrange(OFFICE_MINUTES * 2, OFFICE_MINUTES * 4)
        return after_office_minutes(lead.created, minutes)
    if dice.random() < 0.4:
        late = after_office_days(lead.created.date() + timedelta(days=1), dice.randrange(6, 22))
        return in_office_hours(dice, late)
    return None


def chance_to_convert(lead: Lead) -> float:
    if lead.source in REFERRALS:
        return 0.45
    return {"Purchased List": 0.06, "Trade Show": 0.13, "Other": 0.1}.get(lead.source, 0.155)


def give_up_untouched(dice: random.Random, lead: Lead) -> None:
    """Nobody calls: old ones are closed in a clean-up at the end of a quarter."""
    age = (EXPORT_DAY - lead.created.date()).days
    if age > 130 and dice.random() < 0.85:
        day = lead.created.date() + timedelta(days=95)
        quarter_end = date(day.year, (day.month - 1) // 3 * 3 + 1, 1) + timedelta(days=3)
        lead.changed = in_office_hours(dice, after_office_days(max(quarter_end, day), 1))
        lead.status = "Closed - Not Converted"


def add_touches(dice: random.Random, keys: CrmKeys, lead: Lead, owner: Rep, first: datetime, until: datetime) -> None:
    moment, number = first, 0
    while moment <= until and number < 7:
        kinds = ("call", "email", "task") if number == 0 else ("call", "email", "meeting")
        kind = dice.choices(kinds, (55, 42, 3) if number == 0 else (50, 42, 8))[0]
        lead.touches.append(touch(dice, keys, kind, owner, moment, lead))
        if dice.random() < 0.13:
            answer = after_office_minutes(moment, dice.randrange(60, 3 * OFFICE_MINUTES))
            if answer <= until:
                lead.touches.append(touch(dice, keys, "call", owner, answer, lead, inbound=True))
        number += 1
        if dice.random() > 0.5:
            return
        moment = after_office_minutes(moment, dice.randrange(OFFICE_MINUTES, 9 * OFFICE_MINUTES))


def touch(
    dice: random.Random,
    keys: CrmKeys,
    kind: str,
    owner: Rep,
    moment: datetime,
    lead: Lead,
    inbound: bool = False,
) -> Activity:
    subject = "Call: they rang back" if inbound else dice.choice(SUBJECTS[kind])
    minutes = dice.randrange(2, 19) if kind == "call" else dice.choice((30, 45, 60)) if kind == "meeting" else 0
    created = min(moment + timedelta(minutes=minutes), EXPORT_TIME)
    return Activity(
        keys.new("00U" if kind == "meeting" else "00T"),
        kind,
        subject,
        owner,
        created,
        moment.date(),
        moment if kind == "meeting" else created,
        inbound,
        minutes,
        lead=lead,
    )


def keep_open(leads: list[Lead], owner: Rep, count: int) -> None:
    """Leaves exactly so many leads of one owner open: the newest ones; the older ones count as given up."""
    own = [lead for lead in leads if lead.owner is owner and lead.converted is None and not lead.deleted]
    own.sort(key=lambda lead: lead.created, reverse=True)
    for lead in own[:count]:
        lead.status = "Working - Contacted" if lead.touches else "Open - Not Contacted"
        lead.changed = None
    for lead in own[count:]:
        if lead.status != "Closed - Not Converted":
            lead.status = "Closed - Not Converted"
            lead.changed = datetime(2026, 4, 20, 9, 30)
