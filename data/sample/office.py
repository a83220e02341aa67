"""Office days and office hours of the sample company."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

FIRST_DAY = date(2024, 7, 1)
EXPORT_DAY = date(2026, 6, 30)
EXPORT_TIME = datetime(2026, 6, 30, 18, 0)
OPENS, CLOSES = 8 * 60 + 30, 17 * 60 + 30
OFFICE_MINUTES = CLOSES - OPENS

HOLIDAYS = (
    date(2024, 7, 4),
    date(2024, 9, 2),
    date(2024, 11, 28),
    date(2024, 11, 29),
    date(2024, 12, 25),
    date(2025, 1, 1),
    date(2025, 5, 26),
    date(2025, 7, 4),
    date(2025, 9, 1),
    date(2025, 11, 27),
    date(2025, 11, 28),
    date(2025, 12, 25),
    date(2026, 1, 1),
    date(2026, 5, 25),
    date(2026, 7, 3),
    date(2026, 9, 7),
    date(2026, 11, 26),
    date(2026, 11, 27),
    date(2026, 12, 25),
)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def is_office_day(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def office_day(day: date, step: int = 1) -> date:
    """The day itself if the office is open, else the next one (or the last one, with step -1)."""
    while not is_office_day(day):
        day += timedelta(days=step)
    return day


def after_office_days(day: date, count: int) -> date:
    """The day that lies this many office days later."""
    for _ in range(count):
        day = office_day(day + timedelta(days=1))
    return office_day(day)


def after_office_minutes(moment: datetime, minutes: int) -> datetime:
    """The moment that many minutes of open office later."""
    day, minute = moment.date(), moment.hour * 60 + moment.minute
    if not is_office_day(day) or minute >= CLOSES:
        day, minute = office_day(day + timedelta(days=1)), OPENS
    minute = max(minute, OPENS) + minutes
    while minute > CLOSES:
        day, minute = office_day(day + timedelta(days=1)), minute - OFFICE_MINUTES
    return datetime.combine(day, time(minute // 60, minute % 60, moment.second))


def in_office_hours(dice: random.Random, day: date) -> datetime:
    """A moment of that day while the office is open."""
    minute = dice.randrange(OPENS, CLOSES)
    return datetime.combine(day, time(minute // 60, minute % 60, dice.randrange(60)))


def season(day: date) -> float:
    """How busy the trade is: quiet in July and August and in the last days of December."""
    if day.month in (7, 8):
        return 0.62
    if (day.month == 12 and day.day >= 18) or (day.month == 1 and day.day <= 3):
        return 0.3
    return {9: 1.15, 10: 1.2, 11: 1.1, 3: 1.1, 5: 1.08}.get(day.month, 1.0)


def days_weighted(first: date, last: date, weekend: float) -> tuple[list[date], list[float]]:
    """The days of a span and how much happens on each: the season, slow growth, and little on closed days."""
    chosen = list(days(first, last))
    weights = []
    for day in chosen:
        growth = 1 + 0.12 * (day - FIRST_DAY).days / 730
        weights.append(season(day) * growth * (1.0 if is_office_day(day) else weekend))
    return chosen, weights
