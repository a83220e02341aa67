"""How much a heading is like the columns of a table: known headings of all mappings, and the words of tables.toml."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from data.reading.heading_words import also_called, meaning, setting_apart
from data.reading.mapping import Mapping, normal
from data.reading.mapping_files import load_mappings
from data.reading.table_needs import LINKED, fillable
from data.tables import tables

# What a heading is worth that is only like the name of the column, or like the words that explain it.
OF_THE_SCHEMA, OF_THE_EXPLANATION = 0.97, 0.9
# Below this a heading is not like a column at all.
POSSIBLE = 0.3
# Words that stand in many headings say less.
COMMON_WORDS = {"date": 0.6, "name": 0.6, "number": 0.6, "type": 0.7, "id": 0.8}
LONG_ENOUGH_TO_MEND, SLIP_OF_THE_PEN = 5, 86


@dataclass(frozen=True)
class Likeness:
    """How much a heading is like a column, from 0 to 1, and what it is like, for a person."""

    score: float
    said: str


@dataclass(frozen=True)
class _Alias:
    """A phrase that stands for a column."""

    column: str
    phrase: str
    words: frozenset[str]
    said: str
    weight: float
    system: str = ""


def alike(table: str, heading: str, own: Sequence[Mapping] = (), without: str = "") -> dict[str, Likeness]:
    """The columns of a table that a heading is like.

    Args:
        own: mappings of the owner, whose headings are known too
        without: a system whose mappings are not asked
    """
    words = frozenset(_mended(word) for word in _without(meaning(heading), names_of(table)))
    best: dict[str, Likeness] = {}
    for alias in [*_aliases()[table], *_of_mappings(table, own)]:
        score = _common(words, alias.words) * alias.weight
        if score < POSSIBLE or (without and alias.system == without):
            continue
        # The spelling decides between phrases that mean the same.
        score = 0.97 * score + 0.03 * fuzz.ratio(normal(heading), alias.phrase) / 100
        if alias.column not in best or score > best[alias.column].score:
            best[alias.column] = Likeness(score, alias.said)
    return best


@cache
def names_of(table: str) -> frozenset[str]:
    """The words that name a table itself: in a list of deals, "Deal owner" is the owner."""
    return frozenset({*meaning(table.split("_")[0]), *meaning(tables()[table].export)})


def _common(words: frozenset[str], others: frozenset[str]) -> float:
    """How much of two phrases is the same, from 0 to 1."""
    common = words & others
    if not common:
        return 0.0
    like = 2 * _weight(common) / (_weight(words) + _weight(others))
    return like * (0.6 if (words ^ others) & setting_apart() else 1.0)


def _weight(words: Iterable[str]) -> float:
    return sum(COMMON_WORDS.get(word, 1.0) for word in words)


@lru_cache(maxsize=20_000)
def _mended(word: str) -> str:
    """A word as the known phrases have it, which mends slips of the pen."""
    known = _vocabulary()
    if word in known or len(word) < LONG_ENOUGH_TO_MEND:
        return word
    close = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SLIP_OF_THE_PEN)
    return str(close[0]) if close else word


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for aliases in _aliases().values() for alias in aliases for word in alias.words)


def _without(words: tuple[str, ...], own: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in own) or words


@cache
def _aliases() -> dict[str, list[_Alias]]:
    """For each table every phrase that stands for one of its columns."""
    shipped = load_mappings()
    return {table: [*_of_mappings(table, shipped), *_of_schema(table)] for table in tables()}


def _of_mappings(table: str, mappings: Iterable[Mapping]) -> Iterator[_Alias]:
    for mapping in mappings:
        if mapping.system == "plain":
            continue  # our own templates say no more than tables.toml
        pairs = [
            (rule.column, heading)
            for part in mapping.parts
            if part.table == table
            for rule in part.columns.values()
            for heading in rule.headings
        ]
        if table == "activity":
            pairs += [(kind, link.heading) for link in mapping.links for kind in link.kinds if kind in LINKED]
        for column, heading in pairs:
            if not heading.startswith("("):
                yield from _alias(table, column, heading, f'"{heading}" of {mapping.title}', 1.0, mapping.system)


def _of_schema(table: str) -> Iterator[_Alias]:
    for name, column in fillable(table).items():
        yield from _alias(table, name, name.replace("_", " "), f"the column {name}", OF_THE_SCHEMA)
        for phrase in also_called().get(f"{table}.{name}", []):
            yield from _alias(table, name, phrase, f'"{phrase}"', OF_THE_SCHEMA)
        for phrase in column.what.replace(";", ",").split(","):
            yield from _alias(table, name, phrase, f'"{phrase.strip()}"', OF_THE_EXPLANATION)


def _alias(table: str, column: str, phrase: str, said: str, weight: float, system: str = "") -> Iterator[_Alias]:
    words = frozenset(_without(meaning(phrase), names_of(table)))
    if words:
        yield _Alias(column, normal(phrase), words, said, weight, system)
