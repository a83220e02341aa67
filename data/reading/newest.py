"""The day of an export: the date in its file name, else the newest record in it, else the time of the file."""

import re
from datetime import date, datetime
from pathlib import PurePosixPath

TIME_OF_FILE = "the time of the file"

_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)")


def day_in_name(name: str, today: date) -> date | None:
    """The last day that a file's own name holds and that is not in the future."""
    for year, _, month, day in reversed(_DAY_IN_NAME.findall(PurePosixPath(name).name)):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def told_day(name: str, evidence: tuple[datetime, str] | None, now: datetime) -> tuple[date, str] | None:
    """The day that a file tells by its name or its records, and how; never a day after `now`."""
    named = day_in_name(name, now.date())
    if named is not None:
        return named, "the date in the file name"
    if evidence is not None:
        return evidence[0].date(), f'the newest "{evidence[1]}"'
    return None


def untold_day(modified_at: datetime, system_day: date | None, now: datetime) -> tuple[date, str]:
    """The day of a file that tells none itself: files of one system are mostly exported together."""
    modified_on = min(modified_at.date(), now.date())
    if system_day is not None and system_day < modified_on:
        return system_day, "the newest of the other files of its system"
    return modified_on, TIME_OF_FILE
