"""The forms of a date or time: what strptime must be told so that it reads the cells of one shape."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("date_words.toml")
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENGLISH_IN_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

# Newer programs write narrow spaces; programs for right-to-left scripts write marks that nobody sees.
ODD_SPACES = "\u00a0\u2007\u2009\u202f"
UNSEEN = "\u200b\u200e\u200f\ufeff"
PLAIN_SPACES = str.maketrans(dict.fromkeys(ODD_SPACES, " ") | dict.fromkeys(UNSEEN))

_WORD = r"[^\W\d_]+"
_BETWEEN = r"(?:\.?,? (?:de |del |of )?|\.?, ?|\.? ?[-/] ?|\.)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|\.)?"
_DAYS = (
    (re.compile(r"9999(?P<mark>[-/.])9{1,2}(?P=mark)9{1,2}(?!9)"), "%Y{mark}%m{mark}%d"),
    (re.compile(r"9{1,2}\.(?P<gap> ?)9{1,2}\.(?P=gap)9999(?!9)"), "%d.{gap}%m.{gap}%Y"),
    (re.compile(r"9{1,2}\.(?P<gap> ?)9{1,2}\.(?P=gap)99(?!9)"), "%d.{gap}%m.{gap}%y"),
    (re.compile(r"9{1,2}(?P<mark>[/-])9{1,2}(?P=mark)9999(?!9)"), "{{first}}{mark}{{second}}{mark}%Y"),
    (re.compile(r"9{1,2}(?P<mark>[/-])9{1,2}(?P=mark)99(?!9)"), "{{first}}{mark}{{second}}{mark}%y"),
    (re.compile(r"9{8}(?!9)"), "%Y%m%d"),
    (re.compile(r"9{14}(?!9)"), "%Y%m%d%H%M%S"),
)
_NAMED_DAYS = (
    re.compile(
        rf"(?P<day>9{{1,2}})(?P<mark>{_ORDINAL})(?P<before>{_BETWEEN}|)(?P<month>{_WORD})(?P<after>{_BETWEEN}|)"
        r"(?P<year>9999|99)(?!9)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<month>{_WORD})(?P<before>{_BETWEEN})(?P<day>9{{1,2}})(?P<mark>{_ORDINAL})(?P<after>{_BETWEEN})"
        r"(?P<year>9999)(?!9)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<year>9999)(?P<before>{_BETWEEN})(?P<month>{_WORD})(?P<after>{_BETWEEN})(?P<day>9{{1,2}})(?P<mark>)(?!9)",
        re.IGNORECASE,
    ),
)
_WEEKDAY = re.compile(rf"(?P<word>{_WORD}(?:-feira)?)(?:\.?, ?|\.? )(?:den |le )?")
_TIME = re.compile(
    r"(?P<gap>T|,? (?:(?:at|um|à|a las|alle|alle ore|ore|às|kl\.?|klo|o|v) )?| - |, ?)"
    r"(?P<hours>9{1,2})(?P<clock>:99(?P<colon>:99)?|\.99(?P<dot>\.99)?| ?h ?99|(?<=T99)99(?P<packed>99)?)"
    r"(?P<fraction>(?<=:99)[.,]9{1,9})?(?P<half>(?P<space> ?)[ap]\.? ?m\.?)?(?P<tail> uhr| h)?"
    r"(?P<zone> ?(?:Z|\(?(?:UTC|GMT)(?:[+-]9{1,2}(?::?99)?)?\)?|[+-]99(?::?99)?)(?: ?[(\[][^()\[\]9%]*[)\]])?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """How strptime reads the cells of one shape."""

    format: str  # with {first} and {second} for day and month where their order is not known, {month} for its word
    has_time: bool = False
    zone: str = ""  # the shape of the time zone with what stands around it, such as " GMT+9999"
    weekday: str = ""  # what stands in front of the day
    month: str = ""  # the word for the month, as it is written
    half: str = ""  # of the day, where strptime does not know it: "a.m."

    @property
    def is_numeric(self) -> bool:
        """True where it takes an order of day and month to read the cell."""
        return "{first}" in self.format

    @property
    def is_month_in_english(self) -> bool:
        """True where strptime knows the word for the month."""
        return self.month.casefold() in (*ENGLISH_IN_FULL, *(month.casefold() for month in ENGLISH))

    def format_in(self, order: str | None, in_short: bool) -> str:
        """The format for strptime; `in_short` where the months of the column are replaced by their English letters."""
        first, second = ("%m", "%d") if order == "month first" else ("%d", "%m")
        month = "%b" if in_short or len(self.month) <= 3 else "%B"
        return self.format.replace("{first}", first).replace("{second}", second).replace("{month}", month)


def read_form(shape: str) -> Form | None:
    """The form of a shape; None where it is no date."""
    text = plain(shape)
    form = _read(text)
    if form is not None:
        return form
    weekday = _WEEKDAY.match(text)
    if weekday is None or _folded(weekday["word"]) not in _weekdays():
        return None
    form = _read(text[weekday.end() :])
    return replace(form, weekday=weekday[0]) if form is not None else None


def plain(text: str) -> str:
    return text.translate(PLAIN_SPACES)


def month_in_english(word: str) -> str:
    """The English letters for a word for a month."""
    return ENGLISH[_months()[_folded(word)]]


def languages_of(words: set[str]) -> list[str]:
    """The languages that have all of these words for months."""
    wanted = {_folded(word) for word in words}
    return [
        language
        for language, listed in _languages().items()
        if wanted <= {_folded(word) for same in listed["months"] for word in same.split()}
    ]


def _read(text: str) -> Form | None:
    form, end = _numeric_day(text) or _named_day(text) or (None, 0)
    if form is None:
        return None
    is_packed = form.format.endswith("%S")
    if end == len(text):
        return replace(form, has_time=is_packed)
    time = _TIME.fullmatch(text[end:])
    if time is None or is_packed:
        return None
    half = (time["half"] or "").strip()
    return replace(
        form,
        format=form.format + _time_format(time),
        has_time=True,
        zone=time["zone"] or "",
        half="" if half.lower() in ("am", "pm") else half,
    )


def _numeric_day(text: str) -> tuple[Form, int] | None:
    for pattern, form in _DAYS:
        match = pattern.match(text)
        if match is not None:
            return Form(form.format(**match.groupdict())), match.end()
    return None


def _named_day(text: str) -> tuple[Form, int] | None:
    for pattern in _NAMED_DAYS:
        match = pattern.match(text)
        if match is None or _folded(match["month"]) not in _months():
            continue
        year = "%Y" if len(match["year"]) == 4 else "%y"
        parts = match.groupdict() | {"day": "%d", "month": "{month}", "year": year}
        return Form("".join(parts[group] for group in pattern.groupindex), month=match["month"]), match.end()
    return None


def _time_format(time: re.Match[str]) -> str:
    """The time of day in strptime's terms; the zone is left to those who know its cells."""
    form = re.sub(" +", " ", time["gap"]) + ("%I" if time["half"] else "%H")
    if time["packed"] or re.fullmatch("9+", time["clock"]):
        form += "%M%S" if time["packed"] else "%M"
    else:
        form += re.sub("99", "%S", time["clock"].replace("99", "%M", 1))
    if time["fraction"]:
        form += time["fraction"][0] + ("%f" if len(time["fraction"]) <= 7 else "%n")
    if time["half"]:
        form += time["space"] + "%p"
    return form + (time["tail"] or "")


@cache
def _languages() -> dict[str, dict[str, Any]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def _months() -> dict[str, int]:
    """The months of all words, from 0."""
    listed = (enumerate(words["months"]) for words in _languages().values())
    return {_folded(word): month for months in listed for month, same in months for word in same.split()}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_folded(word) for words in _languages().values() for word in words["weekdays"].split())


def _folded(word: str) -> str:
    """A word without case and accents."""
    folded = word.casefold().replace("ø", "o").replace("ł", "l")
    return "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
