"""settings.toml of an exports folder, as one frozen dataclass; an unknown key is an error that names the known ones."""

import difflib
import tomllib
import types
import typing
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FILE_NAME = "settings.toml"

ORDERS = ("day first", "month first")
INTERVALS = ("week", "two weeks", "month", "quarter", "year")
REFERRAL_KINDS = ("customer", "employee", "external", "partner", "word of mouth", "generic", "none")
OUTCOMES = ("won", "lost", "open")
LEAD_GROUPS = ("untouched", "working", "converted", "dropped")


class SettingsError(ValueError):
    """settings.toml says something we do not understand."""


def setting(help_text: str, default: Any = MISSING, choices: tuple[str, ...] = (), line: bool = False) -> Any:
    """A field with its sentence for the README; `line` marks the field that keeps the line in the file."""
    metadata = {"help": help_text, "choices": choices, "line": line}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Bank:
    account: str = setting("Name of the bank account.")
    balance: Decimal = setting("Its balance.")
    on: date = setting("The day of that balance.")
    currency: str = setting("Its currency code; empty means the reporting currency.", "")
    source_row: int = setting("The line of the entry in settings.toml.", 0, line=True)


@dataclass(frozen=True)
class Recurring:
    name: str = setting("What is paid, such as payroll or rent.")
    amount: Decimal = setting("The amount of one payment.")
    every: str = setting("How often it is paid.", choices=INTERVALS)
    next_on: date = setting("The next day on which it is paid.")
    until: date | None = setting("The last day on which it can be paid.", None)
    certain: bool = setting("False for a payment that can still be put off.", True)
    source_row: int = setting("The line of the entry in settings.toml.", 0, line=True)


@dataclass(frozen=True)
class Cash:
    reserve: Decimal = setting("Money that must always stay in the bank.", Decimal(0))
    reserve_weeks: int = setting("The reserve in weeks of obligations, instead of an amount.", 0)
    restricted: Decimal = setting("Money in the bank that may not be spent.", Decimal(0))
    uncleared: Decimal = setting("Payments made that the bank has not booked yet.", Decimal(0))
    supplier_bills: str = setting(
        "Where supplier bills come from; none means that there are only the recurring payments.",
        "export",
        ("export", "none"),
    )
    closing_days: int = setting("Days from a closed deal to its money.", 60)
    bank: tuple[Bank, ...] = setting("Bank balances, where no bank export is in the folder.", tuple)
    recurring: tuple[Recurring, ...] = setting("Payments that come back, such as payroll and rent.", tuple)


@dataclass(frozen=True)
class FollowUp:
    window_days: int = setting("How many days of leads are judged.", 90)
    within_business_days: int = setting(
        "A lead is followed up when it is touched within so many working days.", 5
    )
    target: Decimal = setting(
        "The share of leads that should be followed up; 1.0 is all of them.", Decimal("1.0")
    )


@dataclass(frozen=True)
class Referrals:
    target: int = setting("Referrals that each rep should bring in a month.", 5)
    kinds: dict[str, str] = setting("What a lead source means, by its text.", dict, REFERRAL_KINDS)
    counted: tuple[str, ...] = setting(
        "The kinds that count towards the target.",
        lambda: ("customer", "employee", "external", "generic"),
        REFERRAL_KINDS,
    )


@dataclass(frozen=True)
class Accounts:
    lapsed_factor: Decimal = setting(
        "An account has lapsed when it is silent for so many times its usual interval.", Decimal(3)
    )


@dataclass(frozen=True)
class Review:
    days: int = setting("Days that one review covers.", 14)


@dataclass(frozen=True)
class Deals:
    outcomes: dict[str, str] = setting("What a stage means, by its text.", dict, OUTCOMES)
    exclude_past_due: bool = setting(
        "True leaves deals past their closing day out of the cash that is expected.", False
    )


@dataclass(frozen=True)
class Leads:
    statuses: dict[str, str] = setting("What a lead status means, by its text.", dict, LEAD_GROUPS)


@dataclass(frozen=True)
class Calendar:
    holidays: tuple[date, ...] = setting("Days beside weekends on which nobody works.", tuple)


@dataclass(frozen=True)
class Left:
    name: str = setting("The rep's name as the exports write it.")
    on: date | None = setting("The day the rep left.", None)


@dataclass(frozen=True)
class Reps:
    left: tuple[Left, ...] = setting("Reps who have left, where the exports do not say so.", tuple)
    not_people: tuple[str, ...] = setting("Owner names that are no people, such as queues.", tuple)


@dataclass(frozen=True)
class Wall:
    refresh_seconds: int = setting("Seconds between two looks for new data on the wall.", 60)
    theme: str = setting("The colours of the wall.", "dark", ("dark", "light"))


@dataclass(frozen=True)
class Settings:
    company: str = setting("The company's name, as the board shows it.", "Your company")
    currency: str = setting("The reporting currency code; empty means the one that the data has.", "")
    timezone: str = setting("The zone of business time, such as Europe/Berlin.", "UTC")
    date_order: str = setting(
        "How dates such as 1/2/2026 are read where no export proves it.", "", ("", *ORDERS)
    )
    decimal_mark: str = setting(
        "How amounts such as 1.000 are read where no export proves it.", "", ("", ".", ",")
    )
    as_of: date | None = setting("The day the board shows; empty means the day of the newest export.", None)
    rates: dict[str, Decimal] = setting(
        "What one unit of a currency is worth in the reporting currency.", dict
    )
    cash: Cash = setting("Money that is needed and money that comes in.", Cash)
    follow_up: FollowUp = setting("How soon a lead must be followed up.", FollowUp)
    referrals: Referrals = setting("What counts as a referral, and how many are wanted.", Referrals)
    accounts: Accounts = setting("When an account has lapsed.", Accounts)
    review: Review = setting("The biweekly review.", Review)
    deals: Deals = setting("What the stages of deals mean.", Deals)
    leads: Leads = setting("What the statuses of leads mean.", Leads)
    calendar: Calendar = setting("Working days.", Calendar)
    reps: Reps = setting("Who is a rep.", Reps)
    wall: Wall = setting("The wall display.", Wall)


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
        message = (
            f'{FILE_NAME}: timezone = "{settings.timezone}" is not a zone; write one such as "Europe/Berlin".'
        )
        raise SettingsError(message) from error
    return settings


def documented(of: type = Settings, prefix: str = "") -> dict[str, str]:
    """Every setting with its sentence, such as {"cash.reserve": "Money that ..."}."""
    sentences = {}
    for item in fields(of):
        if item.metadata["line"]:
            continue
        name = prefix + item.name
        sentences[name] = item.metadata["help"]
        inner = _entry_type(of, item)
        if inner is not None:
            sentences |= documented(inner, f"{name}.")
    return sentences


def _add_lines(block: dict[str, Any], text: str) -> None:
    """Gives each [[cash.bank]] and [[cash.recurring]] entry the line on which its header stands."""
    lines = [line.split("#")[0].replace(" ", "").strip() for line in text.splitlines()]
    for name in ("bank", "recurring"):
        headers = [number for number, line in enumerate(lines, start=1) if line == f"[[cash.{name}]]"]
        entries = block.get("cash", {}).get(name, []) if isinstance(block.get("cash", {}), dict) else []
        if isinstance(entries, list) and len(entries) == len(headers):
            for entry, number in zip(entries, headers, strict=True):
                entry["source_row"] = number


def _build(of: type, block: Any, prefix: str) -> Any:
    if not isinstance(block, dict):
        raise SettingsError(
            f"{FILE_NAME}: {prefix.rstrip('.')} must be a section, written [{prefix.rstrip('.')}]."
        )
    known = {item.name: item for item in fields(of)}
    hints = typing.get_type_hints(of)
    values = {}
    for key, value in block.items():
        if key not in known:
            names = [name for name, item in known.items() if not item.metadata["line"]]
            close = difflib.get_close_matches(key, names, 1, 0.5)
            meant = f" Did you mean {prefix}{close[0]}?" if close else ""
            raise SettingsError(
                f"{FILE_NAME}: unknown setting {prefix}{key}.{meant} Known are: {', '.join(names)}."
            )
        values[key] = _value(hints[key], value, prefix + key, known[key])
    for name, item in known.items():
        if name not in values and item.default is MISSING and item.default_factory is MISSING:
            raise SettingsError(f"{FILE_NAME}: {prefix}{name} is missing.")
    return of(**values)


def _value(hint: Any, value: Any, name: str, item: Field[Any]) -> Any:
    choices = item.metadata["choices"]
    if is_dataclass(hint):
        return _build(typing.cast(type, hint), value, f"{name}.")
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        if not isinstance(value, list):
            raise SettingsError(f"{FILE_NAME}: {name} must be a list.")
        return tuple(_value(inner, entry, name, item) for entry in value)
    if typing.get_origin(hint) is dict:
        inner = typing.get_args(hint)[1]
        if not isinstance(value, dict):
            raise SettingsError(f"{FILE_NAME}: {name} must be a section, written [{name}].")
        return {key: _value(inner, entry, f"{name}.{key}", item) for key, entry in value.items()}
    if isinstance(hint, types.UnionType):
        hint = next(option for option in typing.get_args(hint) if option is not type(None))
        if value == "":
            return None
    plain = _plain(hint, value, name)
    if choices and plain not in choices:
        listed = ", ".join(f'"{choice}"' for choice in choices)
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
            raise SettingsError(
                f'{FILE_NAME}: {name} is "{value}"; it must be a day such as 2026-06-30.'
            ) from error
    if type(value) is hint:
        return value
    words = {
        str: "text in quotes",
        int: "a whole number",
        bool: "true or false",
        date: "a day such as 2026-06-30",
    }
    raise SettingsError(f"{FILE_NAME}: {name} must be {words.get(hint, 'a number')}.")


def _entry_type(of: type, item: Field[Any]) -> type | None:
    hint = typing.get_type_hints(of)[item.name]
    for option in (hint, *typing.get_args(hint)):
        if is_dataclass(option):
            return typing.cast(type, option)
    return None
