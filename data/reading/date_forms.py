"""The forms of a date or time: what strptime must be told so that it reads the cells of one shape."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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

    format: str  # with {first} and {second} for day and month where their order is not known
    has_time: bool = False
    zone: str = ""  # the shape of the time zone with what stands around it, such as " GMT+9999"
    replaced: tuple[tuple[str, str], ...] = ()  # words that strptime does not know -> what it is given in their place

    @property
    def is_numeric(self) -> bool:
        """True where it takes an order of day and month to read the cell."""
        return "{first}" in self.format

    @property
    def month_word(self) -> str | None:
        """The word for the month, where it is not an English one."""
        return next((word for word, given in self.replaced if given in ENGLISH), None)

    def format_in(self, order: str | None) -> str:
        first, second = ("%m", "%d") if order == "month first" else ("%d", "%m")
        return self.format.replace("{first}", first).replace("{second}", second)


def read_form(shape: str) -> Form | None:
    """The form of a shape; None where it is no date."""
    text = plain(shape)
    form = _read(text)
    if form is not None:
        return form
    weekday = _WEEKDAY.match(text)
    if weekday is None or _folded(weekday["word"]) not in _words()[1]:
        return None
    form = _read(text[weekday.end() :])
    if form is None:
        return None
    return Form(form.format, form.has_time, form.zone, ((weekday[0], ""), *form.replaced))


def plain(text: str) -> str:
    return text.translate(PLAIN_SPACES)


def _read(text: str) -> Form | None:
    day = _numeric_day(text) or _named_day(text)
    if day is None:
        return None
    form, end, replaced = day
    rest = text[end:]
    if not rest:
        return Form(form, form.endswith("%S"), "", replaced)
    time = _TIME.fullmatch(rest)
    if time is None or form.endswith("%S"):
        return None
    form += _time_format(time)
    half = (time["half"] or "").strip()
    if half.lower() not in ("", "am", "pm"):
        replaced = (*replaced, (half, half[0].upper() + "M"))
    return Form(form, True, time["zone"] or "", replaced)


def _numeric_day(text: str) -> tuple[str, int, tuple[tuple[str, str], ...]] | None:
    for pattern, form in _DAYS:
        match = pattern.match(text)
        if match is not None:
            return form.format(**match.groupdict()), match.end(), ()
    return None


def _named_day(text: str) -> tuple[str, int, tuple[tuple[str, str], ...]] | None:
    for pattern in _NAMED_DAYS:
        match = pattern.match(text)
        month = _words()[0].get(_folded(match["month"])) if match is not None else None
        if match is None or month is None:
            continue
        word = match["month"]
        replaced: tuple[tuple[str, str], ...] = ()
        if word.casefold() == ENGLISH_IN_FULL[month] and len(word) > len(ENGLISH[month]):
            name = "%B"
        else:
            name = "%b"
            if word.casefold() != ENGLISH[month].casefold():
                replaced = ((word, ENGLISH[month]),)
        parts = {
            "day": "%d", "month": name, "year": "%Y" if len(match["year"]) == 4 else "%y",
            "mark": match["mark"], "before": match["before"], "after": match["after"],
        }  # fmt: skip
        return "".join(parts[group] for group in pattern.groupindex), match.end(), replaced
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
def _words() -> tuple[dict[str, int], frozenset[str]]:
    """The months of all words, from 0, and all words for weekdays."""
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for words in tomllib.loads(WORDS.read_text(encoding="utf-8")).values():
        for month, listed in enumerate(words["months"]):
            months |= dict.fromkeys(map(_folded, listed.split()), month)
        weekdays.update(map(_folded, words["weekdays"].split()))
    return months, frozenset(weekdays)


def _folded(word: str) -> str:
    """A word without case and accents."""
    folded = word.casefold().replace("ø", "o").replace("ł", "l")
    return "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
