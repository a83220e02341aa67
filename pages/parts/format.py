"""Values to text: money, shares, days and dates as people read them, and a dash where there is no value."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

NO_VALUE = "–"
MINUS = "−"
FEW_CASES = 10
"""Below this many cases a rate is shown with its cases, because one more case would move it by a lot."""

_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "CAD": "C$",
    "AUD": "A$",
    "NZD": "NZ$",
}
_STEPS = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))

Number = Decimal | int | float


def symbol(currency: str) -> str:
    """The sign that stands before an amount: "$" for USD, "CHF " for a code without a sign of its own."""
    if not currency:
        return ""
    return _SYMBOLS.get(currency.upper(), f"{currency.upper()} ")


def money(value: Number | None, currency: str = "", *, cents: bool = True) -> str:
    """An amount in full: $38,200.25. Whole amounts go without cents; on the wall all do."""
    if value is None:
        return NO_VALUE
    exact = Decimal(str(value)).quantize(Decimal("0.01") if cents else Decimal(1), ROUND_HALF_UP)
    digits = f"{abs(exact):,}".removesuffix(".00")
    return f"{MINUS if exact < 0 else ''}{symbol(currency)}{digits}"


def short_money(value: Number | None, currency: str = "") -> str:
    """An amount for a glance, in three figures at most: $184k, $1.24m."""
    if value is None:
        return NO_VALUE
    amount = Decimal(str(value))
    digits = _three_figures(abs(amount))
    return f"{MINUS if amount < 0 and digits.strip('0.') else ''}{symbol(currency)}{digits}"


def band(value: Number | None, currency: str = "") -> str:
    """An amount for who should not know it: between 1, 2, 5, 10, 20 ... of its size, as in $100–200k."""
    if value is None:
        return NO_VALUE
    amount = Decimal(str(value))
    sign = f"{MINUS if amount < 0 else ''}{symbol(currency)}"
    if abs(amount) < 1000:
        return f"{sign}0–1k" if amount else f"{sign}0"
    power = Decimal(10) ** abs(amount).adjusted()
    low = max(step * power for step in (1, 2, 5) if step * power <= abs(amount))
    high = 5 * power if low == 2 * power else 2 * low
    unit = _three_figures(high).lstrip("0123456789.")
    return f"{sign}{_three_figures(low).removesuffix(unit)}–{_three_figures(high)}"


def initials(name: str) -> str:
    """A name for who should not know it: N. F. for Northgate Foods, three letters at most."""
    letters = [word[0].upper() for word in re.findall(r"[^\W_]+", name)][:3]
    return " ".join(f"{letter}." for letter in letters) or NO_VALUE


def _three_figures(amount: Decimal) -> str:
    # 999.6k must become 1m, so the step is chosen by the rounded value.
    for step, letter in _STEPS:
        scaled = amount / step
        if scaled >= Decimal("0.9995"):
            return _trimmed(scaled, letter) + letter
    return f"{amount.quantize(Decimal(1), ROUND_HALF_UP):,}"


def _trimmed(scaled: Decimal, letter: str) -> str:
    if letter == "k":
        places = 1 if scaled < Decimal("9.95") else 0
    else:
        places = 2 if scaled < Decimal("9.995") else 1 if scaled < Decimal("99.95") else 0
    digits = f"{scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def percent(share: Number | None, places: int = 0) -> str:
    """A share as a percentage; anything short of all never reads 100%, anything above none never reads 0%."""
    if share is None:
        return NO_VALUE
    value = float(share) * 100
    text = f"{value:.{places}f}"
    edge = 10**-places
    if value < 100 and float(text) >= 100:
        text = f"{100 - edge:.{places}f}"
    elif value > 0 and float(text) <= 0:
        text = f"{edge:.{places}f}"
    return f"{text}%"


def likely(chance: Number | None) -> str:
    """A chance from draws, which is never none and never all: <1%, 37%, >99%."""
    if chance is None:
        return NO_VALUE
    value = float(chance)
    return "<1%" if value < 0.01 else ">99%" if value > 0.99 else percent(value)


def count(value: Number | None, one: str = "", many: str = "") -> str:
    """A number of things with its noun: 1 deal, 1,204 deals."""
    if value is None:
        return NO_VALUE
    digits = f"{int(value):,}"
    if not one:
        return digits
    return f"{digits} {one if int(value) == 1 else many or one + 's'}"


def hours(value: Number | None) -> str:
    """A length of time from hours: 40 min, 5.2 h, 3 days."""
    if value is None:
        return NO_VALUE
    amount = float(value)
    if amount < 1:
        return f"{round(amount * 60)} min"
    if amount < 48:
        return f"{amount:.1f}".removesuffix(".0") + " h"
    return f"{amount / 24:.1f}".removesuffix(".0") + " days"


def day(value: date | None, *, year_of: date | None = None) -> str:
    """A day in words: 24 July, with the year when it is not the year of `year_of`."""
    if value is None:
        return NO_VALUE
    text = f"{value.day} {value:%B}"
    return text if year_of is not None and value.year == year_of.year else f"{text} {value.year}"


def short_day(value: date | None, *, year_of: date | None = None) -> str:
    """A day for narrow places: 24 Jul."""
    if value is None:
        return NO_VALUE
    text = f"{value.day} {value:%b}"
    return text if year_of is None or value.year == year_of.year else f"{text} {value:%y}"


def weekday(value: date) -> str:
    """The day with its weekday, as the wall's header says it: Tue 30 June."""
    return f"{value:%a} {value.day} {value:%B}"


def month(value: date | None) -> str:
    """A month in words: June 2026."""
    return NO_VALUE if value is None else f"{value:%B %Y}"


def clock(value: datetime) -> str:
    """A time of day with its day, for "since when": 30 June, 10:15."""
    return f"{value.day} {value:%B}, {value:%H:%M}"


def age(days: int | None) -> str:
    """How old an export is: today, 1 day old, 3 days old."""
    if days is None:
        return "no export"
    if days <= 0:
        return "today"
    return f"{count(days, 'day')} old"


def listing(words: list[str]) -> str:
    """Words in a row: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
