"""settings.toml of an exports folder, as one frozen dataclass; an unknown key is an error that names the known ones."""

import difflib
import tomllib
import types
import typing
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.tables import tables

FILE_NAME = "settings.toml"
LINE_KEY = "[line]"  # under which an entry carries its line; no one can write a key like it by accident

ORDERS = ("day first", "month first")
INTERVALS = ("week", "two weeks", "month", "quarter", "year")
REFERRAL_KINDS = ("customer", "employee", "external", "partner", "word of mouth", "generic", "none")
DAYS_OFF = ("before", "after", "same")
OUTCOMES = ("won", "lost", "open")
LEAD_GROUPS = ("untouched", "working", "converted", "dropped")


class SettingsError(ValueError):
    """settings.toml says something we do not understand."""


@dataclass(frozen=True)
class About:
    """What the README and the error messages say about one setting."""

    help: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bank:
    account: Annotated[str, About("Name of the bank account.")]
    balance: Annotated[Decimal, About("Its balance.")]
    on: Annotated[date, About("The day of that balance.")]
    currency: Annotated[str, About("Its currency code; empty means the reporting currency.")] = ""
    source_row: int = 0  # the line of the entry in settings.toml


@dataclass(frozen=True)
class Recurring:
    name: Annotated[str, About("What is paid, such as payroll or rent.")]
    amount: Annotated[Decimal, About("The amount of one payment.")]
    every: Annotated[str, About("How often it is paid.", INTERVALS)]
    next_on: Annotated[date, About("The next day on which it is paid.")]
    until: Annotated[date | None, About("The last day on which it can be paid.")] = None
    certain: Annotated[bool, About("False for a payment that can still be put off.")] = True
    on_days_off: Annotated[
        str, About("Paid on the working day before or after a weekend or holiday, or on the same day.", DAYS_OFF)
    ] = "before"
    source_row: int = 0  # the line of the entry in settings.toml


@dataclass(frozen=True)
class Cash:
    reserve: Annotated[Decimal, About("Money that must always stay in the bank.")] = Decimal(0)
    reserve_weeks: Annotated[int, About("The reserve in weeks of obligations, instead of an amount.")] = 0
    restricted: Annotated[Decimal, About("Money in the bank that may not be spent.")] = Decimal(0)
    uncleared: Annotated[Decimal, About("Payments made that the bank has not booked yet.")] = Decimal(0)
    supplier_bills: Annotated[
        str,
        About("Where supplier bills come from; none: only the recurring payments.", ("export", "none")),
    ] = "export"
    replay_weeks: Annotated[
        int, About("Past weeks on which the forecast is replayed, to tell how good it is; 0 replays none.")
    ] = 26
    bank: Annotated[tuple[Bank, ...], About("Bank balances, where no bank export is in the folder.")] = ()
    recurring: Annotated[tuple[Recurring, ...], About("Payments that come back, such as payroll and rent.")] = ()


@dataclass(frozen=True)
class FollowUp:
    window_days: Annotated[int, About("How many days of leads are judged.")] = 90
    within_business_days: Annotated[int, About("Working days in which a lead must be touched.")] = 5
    target: Annotated[Decimal, About("Share of leads that should be followed up; 1.0 is all.")] = Decimal("1.0")


@dataclass(frozen=True)
class Referrals:
    target: Annotated[int, About("Referrals that each rep should bring in a month.")] = 5
    kinds: Annotated[dict[str, str], About("What a lead source means, by its text.", REFERRAL_KINDS)] = field(
        default_factory=dict
    )
    counted: Annotated[tuple[str, ...], About("The kinds that count towards the target.", REFERRAL_KINDS)] = (
        "customer",
        "employee",
        "external",
        "generic",
    )


@dataclass(frozen=True)
class Accounts:
    lapsed_factor: Annotated[
        Decimal, About("An account has lapsed when it is silent for so many times its usual interval.")
    ] = Decimal(3)


@dataclass(frozen=True)
class Review:
    days: Annotated[int, About("Days that one review covers.")] = 14
    on: Annotated[
        date | None, About("A day on which a review was or will be held; the others follow from review.days.")
    ] = None


@dataclass(frozen=True)
class Deals:
    outcomes: Annotated[dict[str, str], About("What a stage means, by its text.", OUTCOMES)] = field(
        default_factory=dict
    )
    exclude_past_due: Annotated[
        bool, About("True leaves deals past their closing day out of the cash that is expected.")
    ] = False


@dataclass(frozen=True)
class Leads:
    statuses: Annotated[dict[str, str], About("What a lead status means, by its text.", LEAD_GROUPS)] = field(
        default_factory=dict
    )


@dataclass(frozen=True)
class Calendar:
    holidays: Annotated[tuple[date, ...], About("Days beside weekends on which nobody works.")] = ()


@dataclass(frozen=True)
class Left:
    name: Annotated[str, About("The rep's name as the exports write it.")]
    on: Annotated[date | None, About("The day the rep left.")] = None


@dataclass(frozen=True)
class Reps:
    left: Annotated[tuple[Left, ...], About("Reps who have left, where the exports do not say so.")] = ()
    not_people: Annotated[tuple[str, ...], About("Owner names that are no people, such as queues.")] = ()


@dataclass(frozen=True)
class Wall:
    refresh_seconds: Annotated[int, About("Seconds between two looks for new data on the wall.")] = 5
    theme: Annotated[str, About("The colours of the wall.", ("dark", "light"))] = "dark"


@dataclass(frozen=True)
class Settings:
    company: Annotated[str, About("The company's name, as the board shows it.")] = "Your company"
    currency: Annotated[str, About("The reporting currency code; empty means the one that the data has.")] = ""
    timezone: Annotated[str, About("The zone of business time, such as Europe/Berlin.")] = "UTC"
    date_order: Annotated[
        str, About("How dates such as 1/2/2026 are read where no export proves it.", ("", *ORDERS))
    ] = ""
    decimal_mark: Annotated[
        str, About("How amounts such as 1.000 are read where no export proves it.", ("", ".", ","))
    ] = ""
    date_orders: Annotated[dict[str, str], About("The same for the exports of one system.", ORDERS)] = field(
        default_factory=dict
    )
    decimal_marks: Annotated[dict[str, str], About("The same for the exports of one system.", (".", ","))] = field(
        default_factory=dict
    )
    as_of: Annotated[date | None, About("The day the board shows; empty means the newest export's.")] = None
    rates: Annotated[
        dict[str, Decimal], About("What one unit of a currency is worth in the reporting one; before a file of rates.")
    ] = field(default_factory=dict)
    cash: Annotated[Cash, About("Money that is needed and money that comes in.")] = field(default_factory=Cash)
    follow_up: Annotated[FollowUp, About("How soon a lead must be followed up.")] = field(default_factory=FollowUp)
    referrals: Annotated[Referrals, About("What counts as a referral, and how many are wanted.")] = field(
        default_factory=Referrals
    )
    accounts: Annotated[Accounts, About("When an account has lapsed.")] = field(default_factory=Accounts)
    review: Annotated[Review, About("The biweekly review.")] = field(default_factory=Review)
    deals: Annotated[Deals, About("What the stages of deals mean.")] = field(default_factory=Deals)
    leads: Annotated[Leads, About("What the statuses of leads mean.")] = field(default_factory=Leads)
    calendar: Annotated[Calendar, About("Working days.")] = field(default_factory=Calendar)
    reps: Annotated[Reps, About("Who is a rep.")] = field(default_factory=Reps)
    teams: Annotated[
        dict[str, tuple[str, ...]],
        About("The reps of each team, by the team's name; before the teams of the users export."),
    ] = field(default_factory=dict)
    ages: Annotated[
        dict[str, int],
        About(
            "Days from one export to the next, by area (CRM, Billing, Bank) or table (deal, invoice); "
            "without it the exports of the past tell."
        ),
    ] = field(default_factory=dict)
    wall: Annotated[Wall, About("The wall display.")] = field(default_factory=Wall)


def read_settings(folder: Path) -> Settings:
    """The settings of an exports folder; the defaults where it has no settings.toml."""
    path = folder / FILE_NAME
    if not path.exists():
        return Settings()
    try:
        text = path.read_text(encoding="utf-8-sig")
        block = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise SettingsError(f"{FILE_NAME} must be saved as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{FILE_NAME}: {error}") from error
    _add_lines(block, text)
    settings: Settings = _build(Settings, block, "")
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f'{FILE_NAME}: timezone = "{settings.timezone}" is not a zone; write one such as "Europe/Berlin".'
        raise SettingsError(message) from error
    _check_ages(settings.ages)
    return settings


def _check_ages(ages: dict[str, int]) -> None:
    """Raises SettingsError where nothing is exported under a name, or days are none."""
    known = [*dict.fromkeys(table.area for table in tables().values()), *tables()]
    for name, days in ages.items():
        if name not in known:
            close = difflib.get_close_matches(name, known, 1, 0.5)
            meant = f" Did you mean ages.{close[0]}?" if close else ""
            raise SettingsError(f"{FILE_NAME}: unknown setting ages.{name}.{meant} Known are: {', '.join(known)}.")
        if days < 1:
            raise SettingsError(f"{FILE_NAME}: ages.{name} must be 1 or more.")


def documented(of: type = Settings, prefix: str = "") -> dict[str, str]:
    """Every setting with its sentence, such as {"cash.reserve": "Money that ..."}."""
    sentences = {}
    for key, (hint, about) in _known_settings(of).items():
        sentences[prefix + key] = about.help
        for option in (hint, *typing.get_args(hint)):
            if is_dataclass(option):
                sentences |= documented(typing.cast("type", option), f"{prefix}{key}.")
    return sentences


def _known_settings(of: type) -> dict[str, tuple[Any, About]]:
    """The type of each setting and what is said about it; a field without words is no setting."""
    hints = typing.get_type_hints(of, include_extras=True)
    return {
        name: (typing.get_args(hint)[0], typing.get_args(hint)[1])
        for name, hint in hints.items()
        if typing.get_origin(hint) is Annotated
    }


def _add_lines(block: dict[str, Any], text: str) -> None:
    """Gives each [[cash.bank]] and [[cash.recurring]] entry the line on which its header stands."""
    lines = [line.split("#")[0].replace(" ", "").strip() for line in text.splitlines()]
    for name in ("bank", "recurring"):
        headers = [number for number, line in enumerate(lines, start=1) if line == f"[[cash.{name}]]"]
        entries = block.get("cash", {}).get(name, []) if isinstance(block.get("cash", {}), dict) else []
        if isinstance(entries, list) and len(entries) == len(headers):
            for entry, number in zip(entries, headers, strict=True):
                entry[LINE_KEY] = number


def _build(of: type, block: Any, prefix: str) -> Any:
    if not isinstance(block, dict):
        raise SettingsError(f"{FILE_NAME}: {prefix.rstrip('.')} must be a section, written [{prefix.rstrip('.')}].")
    known = _known_settings(of)
    values = {}
    for key, value in block.items():
        if key == LINE_KEY:
            values["source_row"] = value
            continue
        if key not in known:
            close = difflib.get_close_matches(key, known, 1, 0.5)
            meant = f" Did you mean {prefix}{close[0]}?" if close else ""
            raise SettingsError(f"{FILE_NAME}: unknown setting {prefix}{key}.{meant} Known are: {', '.join(known)}.")
        values[key] = _value(*known[key], value, prefix + key)
    for item in fields(of):
        if item.name not in values and item.default is MISSING and item.default_factory is MISSING:
            raise SettingsError(f"{FILE_NAME}: {prefix}{item.name} is missing.")
    return of(**values)


def _value(hint: Any, about: About, value: Any, name: str) -> Any:
    if is_dataclass(hint):
        return _build(typing.cast("type", hint), value, f"{name}.")
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise SettingsError(f"{FILE_NAME}: {name} must be a list.")
        return tuple(_value(typing.get_args(hint)[0], about, entry, name) for entry in value)
    if typing.get_origin(hint) is dict:
        if not isinstance(value, dict):
            raise SettingsError(f"{FILE_NAME}: {name} must be a section, written [{name}].")
        inner = typing.get_args(hint)[1]
        return {key: _value(inner, about, entry, f"{name}.{key}") for key, entry in value.items()}
    if isinstance(hint, types.UnionType):
        if value == "":
            return None
        hint = next(option for option in typing.get_args(hint) if option is not type(None))
    plain = _plain(hint, value, name)
    if about.choices and plain not in about.choices:
        listed = ", ".join(f'"{choice}"' for choice in about.choices)
        raise SettingsError(f'{FILE_NAME}: {name} is "{plain}"; it can be {listed}.')
    return plain


def _plain(hint: Any, value: Any, name: str) -> Any:
    """One value of the wanted type; amounts may be written as text to keep them exact."""
    if hint is Decimal and isinstance(value, (int, str, Decimal)) and not isinstance(value, bool):
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise SettingsError(f'{FILE_NAME}: {name} is "{value}"; it must be a number.') from error
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise SettingsError(f'{FILE_NAME}: {name} is "{value}"; it must be a day such as 2026-06-30.') from error
    if type(value) is hint:
        return value
    words = {
        str: "text in quotes",
        int: "a whole number",
        bool: "true or false",
        date: "a day such as 2026-06-30",
    }
    raise SettingsError(f"{FILE_NAME}: {name} must be {words.get(hint, 'a number')}.")
