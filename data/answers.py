"""Writes the owner's answer to a question of the reader into settings.toml, and leaves the rest of it as it stands."""

import re
import tomllib
from pathlib import Path

from data import owners_folder
from data.settings import FILE_NAME, SettingsError

ANSWERS = {"date_order": ("day first", "month first"), "decimal_mark": (".", ",")}


def answer(folder: Path, setting: str, value: str, why: str) -> None:
    """Sets date_order or decimal_mark where settings.toml does not say it yet.

    Args:
        why: one line for whoever reads settings.toml later
    """
    if value not in ANSWERS[setting]:
        raise ValueError(f"{setting} can be {' or '.join(ANSWERS[setting])}, not {value!r}.")
    path = folder / FILE_NAME
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    settings = _parsed(before)
    if settings.get(setting):
        raise SettingsError(f'{FILE_NAME} says {setting} = "{settings[setting]}" already; change it there.')
    line = f'{setting} = "{value}"'
    after = _with(before, setting, line, f"# {why}")
    if _parsed(after) != settings | {setting: value}:
        raise SettingsError(f"{FILE_NAME} could not be changed safely. Write {line} into it, above the first section.")
    owners_folder.write(folder, FILE_NAME, after.encode())


def _with(text: str, setting: str, line: str, comment: str) -> str:
    """The text with the line in the place of an empty one, or else at its top."""
    newline = "\r\n" if "\r\n" in text else "\n"
    section = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    top, rest = (text[: section.start()], text[section.start() :]) if section else (text, "")
    empty = re.compile(rf"""^[ \t]*{setting}[ \t]*=[ \t]*(?:""|'')""", re.MULTILINE)
    if empty.search(top):
        return empty.sub(lambda _: line, top, count=1) + rest
    gap = newline if text.strip() else ""
    return comment + newline + line + newline + gap + text


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{FILE_NAME}: {error}") from error
