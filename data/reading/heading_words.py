"""The words of a heading, and what they mean in the words of data/tables.toml, whatever language they are in."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_suffix(".toml")
# The shortest word that may be part of a longer one: "nr" in "kundennr" is one, "no" in "north" is not.
_SHORTEST_PART = 4
_LAST_PARTS = ("nr", "id", "typ")
_JOINTS = ("", "s", "n", "en", "es", "e")


@lru_cache(maxsize=20_000)
def meaning(heading: str) -> tuple[str, ...]:
    """The words of a heading as English ones, without those that say nothing: "Fälligkeitsdatum" -> due, date."""
    found: list[str] = []
    for word in _words(heading):
        found += [known for known in _meanings(word) if known not in found]
    return tuple(found)


def word_for(cell: str, known: Sequence[str]) -> str | None:
    """The one of the board's own words that a cell says: "Anruf" -> call. None where it says none, or several."""
    said = {folded(cell)} | set(_words(cell)) | set(re.findall(r"[✓✔x01]", cell.casefold()) if len(cell) == 1 else ())
    found = [word for word in known if folded(word) in said or said & _cell_words(word)]
    return found[0] if len(found) == 1 else None


@cache
def _cell_words(word: str) -> frozenset[str]:
    return frozenset(map(folded, _dictionary()["cells"].get(word, "").split()))


@cache
def setting_apart() -> frozenset[str]:
    """Words that make another thing of what they stand with: a last name is not a name."""
    return frozenset(_dictionary()["setting_apart"]["words"].split())


@cache
def also_called() -> dict[str, list[str]]:
    """What columns such as "invoice.total" are called beside their own names."""
    return dict(_dictionary()["also"])


def folded(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _words(heading: str) -> list[str]:
    counted = re.sub(r"#|\b[Nn][°º]", " number ", heading)
    apart = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", counted)
    joined = re.sub(r"\be-?mail", "email", folded(apart))
    return re.findall(r"[^\W\d_]{2,}|\d+", joined)


def _meanings(word: str) -> tuple[str, ...]:
    if word in _silent():
        return ()
    if word in _known():
        return _known()[word]
    return _taken_apart(word) or (word,)


def _taken_apart(word: str) -> tuple[str, ...]:
    """A long word as the known words it is put together from; empty where it is not."""
    for length in range(len(word) - 2, _SHORTEST_PART - 1, -1):
        beginning, rest = word[:length], word[length:]
        for joint in _JOINTS:
            known = _known().get(beginning.removesuffix(joint) if joint else beginning)
            if known is None or not beginning.endswith(joint):
                continue
            if rest in _known() and (len(rest) >= _SHORTEST_PART or rest in _LAST_PARTS):
                return known + _known()[rest]
            deeper = _taken_apart(rest) if len(rest) > _SHORTEST_PART else ()
            if deeper:
                return known + deeper
    return ()


@cache
def _known() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for meant, words in _dictionary()["meaning"].items():
        for word in [*words.split(), *([meant] if " " not in meant else [])]:
            known[folded(word)] = tuple(meant.split())
    return known


@cache
def _silent() -> frozenset[str]:
    return frozenset(_dictionary()["silent"]["words"].split())


@cache
def _dictionary() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
