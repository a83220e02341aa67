"""A scenario out of the address: what is changed against the base. What cannot be understood is left out, and said."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

On = Literal["invoice", "deal", "bill", "recurring", "collections"]
Do = Literal["out", "in", "date", "percent"]

BETWEEN = "~"
MOST_CHANGES = 40
LONGEST_NAME = 60
LONGEST_ID = 200
MOST_PERCENT = 200.0
FARTHEST_DAYS = 366

CAN: dict[On, tuple[Do, ...]] = {
    "invoice": ("out", "in", "date", "percent"),
    "deal": ("out", "in", "date"),
    "bill": ("out", "date"),
    "recurring": ("out", "date"),
    "collections": ("percent",),
}
"""What can be changed about each kind of thing."""


@dataclass(frozen=True)
class Change:
    """One thing that goes otherwise than expected. `day` belongs to "date", `value` to "percent"."""

    on: On
    do: Do
    system: str = ""
    id: str = ""
    day: date | None = None
    value: float | None = None

    @property
    def thing(self) -> tuple[str, str, str]:
        """What is changed, whatever is done with it."""
        return self.on, self.system, self.id

    @property
    def text(self) -> str:
        """The change as it stands in the address: deal~hubspot~17~out, collections~~~percent~80."""
        parts = [self.on, self.system, self.id, self.do]
        if self.day is not None:
            parts.append(self.day.isoformat())
        if self.value is not None:
            parts.append(f"{self.value:g}")
        return BETWEEN.join(parts)

    @property
    def values(self) -> dict[str, str | float]:
        """The change as the queries take it."""
        found: dict[str, str | float] = {"on": self.on, "system": self.system, "id": self.id, "do": self.do}
        if self.day is not None:
            found["day"] = self.day.isoformat()
        if self.value is not None:
            found["value"] = self.value
        return found


@dataclass(frozen=True)
class Refused:
    """A piece of the address that changes nothing, and why."""

    text: str
    because: str


@dataclass(frozen=True)
class Scenario:
    """What the address asks for: a name, the changes that count, and what was left out of it."""

    name: str
    changes: tuple[Change, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def json(self) -> str:
        """The changes as the queries take them."""
        return json.dumps([change.values for change in self.changes])

    def with_change(self, change: Change) -> list[str]:
        """The texts of the changes with one more; it takes the place of an earlier one of the same thing."""
        return [*self.without(change), change.text]

    def without(self, change: Change) -> list[str]:
        """The texts of the changes but for those of one thing."""
        return [other.text for other in self.changes if other.thing != change.thing]


def parse(name: str, texts: Iterable[str], as_of: date) -> Scenario:
    """A scenario from the texts of an address, which anybody may have written. Of two changes of one thing the
    later one counts."""
    changes: dict[tuple[str, str, str], Change] = {}
    refused = []
    for text in texts:
        found = _change(text, as_of)
        if isinstance(found, Change) and len(changes) >= MOST_CHANGES and found.thing not in changes:
            found = f"a scenario has at most {MOST_CHANGES} changes"
        if isinstance(found, str):
            refused.append(Refused(_shortened(text), found))
            continue
        earlier = changes.pop(found.thing, None)
        if earlier is not None and earlier != found:
            refused.append(Refused(_shortened(earlier.text), "a later change of the same thing counts instead"))
        changes[found.thing] = found
    return Scenario(named(name), tuple(changes.values()), tuple(refused))


def named(text: str) -> str:
    """A name for the screen: on one line, without signs that cannot be seen, and not too long."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(seen.split())[:LONGEST_NAME]


def _change(text: str, as_of: date) -> Change | str:
    """The change that a text means, or why it means none."""
    parts = text.split(BETWEEN)
    if len(parts) < 4:
        return "it is not of the form what~system~id~do"
    if parts[0] not in CAN:
        return f"only {', '.join(CAN)} can be changed"
    on: On = parts[0]
    # An id may hold the sign that stands between the parts, so it is whatever is left in the middle.
    if parts[-1] in ("out", "in"):
        do, value, middle = cast("Do", parts[-1]), "", parts[1:-1]
    elif parts[-2] in ("date", "percent") and len(parts) > 4:
        do, value, middle = cast("Do", parts[-2]), parts[-1], parts[1:-2]
    else:
        return "what to do is none of out, in, date and percent, or its value is missing"
    system, identity = middle[0], BETWEEN.join(middle[1:])
    if do not in CAN[on]:
        return f"of {_plural(on)} only this can be changed: {', '.join(CAN[on])}"
    if on == "collections" and (system or identity):
        return "collections are changed as a whole: collections~~~percent~80"
    if on != "collections" and not identity:
        return "it names no id"
    if len(system) + len(identity) > LONGEST_ID:
        return "its id is too long"
    return _valued(Change(on, do, system, identity), value, as_of)


def _valued(change: Change, value: str, as_of: date) -> Change | str:
    if change.do == "date":
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return "its day is not of the form 2026-07-20"
        if day < as_of:
            return "its day is before the day of the board"
        if day > as_of + timedelta(days=FARTHEST_DAYS):
            return "its day is more than a year away"
        return Change(change.on, change.do, change.system, change.id, day=day)
    if change.do == "percent":
        try:
            share = float(value)
        except ValueError:
            return "its percentage is not a number"
        if not math.isfinite(share) or not 0 <= share <= MOST_PERCENT:
            return f"its percentage is not between 0 and {MOST_PERCENT:g}"
        return Change(change.on, change.do, change.system, change.id, value=round(share, 2))
    return change


def _plural(on: On) -> str:
    return {"recurring": "recurring payments", "collections": "collections"}.get(on, f"{on}s")


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
