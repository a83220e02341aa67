"""Writes the owner's answer to a question of the reader into settings.toml, and leaves the rest of it as it stands."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from data import owners_folder
from data.settings import FILE_NAME, SettingsError

ANSWERS = {"date_orders": ("day first", "month first"), "decimal_marks": (".", ",")}


def answer(folder: Path, section: str, system: str, value: str, why: str) -> None:
    """Sets what one system writes, in [date_orders] or [decimal_marks], where settings.toml does not say it yet.

    Args:
        why: one line for whoever reads settings.toml later
    """
    if value not in ANSWERS[section]:
        raise ValueError(f"{section} can hold {' or '.join(ANSWERS[section])}, not {value!r}.")
    path = folder / FILE_NAME
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    settings = _parsed(before)
    said = settings.get(section, {})
    if not isinstance(said, dict) or system in said:
        raise SettingsError(f"{FILE_NAME} says {section}.{system} already; change it there.")
    line = f"{_key(system)} = {json.dumps(value)}"
    after = _with(before, section, line, f"# {why}")
    if _parsed(after) != settings | {section: said | {system: value}}:
        raise SettingsError(f"{FILE_NAME} could not be changed safely. Write {line} into its section [{section}].")
    owners_folder.write(folder, FILE_NAME, after.encode())


def _with(text: str, section: str, line: str, comment: str) -> str:
    """The text with the line in its section, which is added at the end where there is none."""
    newline = "\r\n" if "\r\n" in text else "\n"
    header = re.search(rf"^[ \t]*\[[ \t]*{section}[ \t]*\][^\r\n]*(?:\r?\n|$)", text, re.MULTILINE)
    added = comment + newline + line + newline
    if header:
        start = text[: header.end()]
        return start + ("" if start.endswith("\n") else newline) + added + text[header.end() :]
    ended = text if not text or text.endswith("\n") else text + newline
    return ended + (newline if ended else "") + f"[{section}]" + newline + added


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{FILE_NAME}: {error}") from error
