"""What the cells of a column look like, as far as a few hundred of them tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from data.reading.heading_words import word_for

KEPT = 30
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = (
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d\d)"
    rf"|\d{{1,2}}\.?[ -]{_MONTH}[ ,-]+(?:\d{{4}}|\d\d)|{_MONTH} \d{{1,2}},? \d{{4}}"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d"
)
_DATE = re.compile(rf"(?:{_DAY})(?:[T ,]+\d{{1,2}}:\d\d.*)?")
_NUMBER = re.compile(
    r"[-+−–(]?\s?(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3})?\s?[-+]?\d[\d.,'’ \u00a0\u202f]*\s?%?(?:[$€£¥]|[A-Z]{3})?[-)]?"
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_CURRENCIES = {
    "USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "INR", "CNY",
    "BRL", "MXN", "ZAR", "SGD", "HKD", "AED", "ILS", "TRY", "RON", "BGN", "KRW", "THB", "MYR", "PHP", "IDR", "ISK",
}  # fmt: skip


@dataclass(frozen=True)
class CellKinds:
    """How many of the filled cells of a column can be read as each kind."""

    cells: int  # all of them
    filled: int
    dates: int = 0
    numbers: int = 0
    with_decimals: int = 0
    negative: int = 0
    emails: int = 0
    yes_or_no: int = 0
    currencies: int = 0
    wordy: int = 0  # with a letter and no digit
    longest: int = 0
    distinct: tuple[str, ...] = ()  # the first different ones

    def share(self, count: int) -> float:
        """A part of the filled cells; 0 where all are blank."""
        return count / self.filled if self.filled else 0.0


def kinds_of(cells: Sequence[str]) -> CellKinds:
    """What a column of cells looks like."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    dates = [bool(_DATE.fullmatch(cell)) for cell in filled]
    numbers = [bool(_NUMBER.fullmatch(cell)) and not date for cell, date in zip(filled, dates, strict=True)]
    return CellKinds(
        cells=len(cells),
        filled=len(filled),
        dates=sum(dates),
        numbers=sum(numbers),
        with_decimals=sum(
            number and bool(re.search(r"[.,]\d\d?\D*$", cell)) for cell, number in zip(filled, numbers, strict=True)
        ),
        negative=sum(
            number and bool(re.search(r"^\W*[-−–(]|-$", cell)) for cell, number in zip(filled, numbers, strict=True)
        ),
        emails=sum(bool(_EMAIL.fullmatch(cell)) for cell in filled),
        yes_or_no=sum(word_for(cell, ("true", "false")) is not None for cell in filled),
        currencies=sum(cell.upper() in _CURRENCIES for cell in filled),
        wordy=sum(any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell)) for cell in filled),
        longest=max(map(len, filled), default=0),
        distinct=tuple(islice(dict.fromkeys(filled), KEPT)),
    )
