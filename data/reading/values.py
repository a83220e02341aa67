"""The other types: yes and no, and whole numbers. And what a person is told that a column should hold."""

from collections.abc import Iterable

from data.reading.sql import literal

WANTED = {
    "text": "text",
    "integer": "a whole number",
    "money": "an amount of money",
    "rate": "a rate",
    "fraction": "a share or percentage",
    "date": "a date",
    "timestamp": "a date or time",
    "boolean": "yes or no",
}

# What spreadsheets and programs write into a cell of numbers or dates that has none.
_DASHES = "-−–—"
_NOTHING = ("n/a", "#n/a", "n.a.", "null", "none", "nan", "nat", "nil")

_TRUE = (
    "1", "true", "yes", "y", "t", "on", "checked", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si", "vero",
    "verdadeiro", "sim", "waar", "sant", "tosi", "kyllä", "prawda", "tak", "ano",
)  # fmt: skip
_FALSE = (
    "0", "false", "no", "n", "f", "off", "unchecked", "falsch", "nein", "faux", "non", "falso", "não", "nao", "onwaar",
    "nee", "falskt", "falsk", "nej", "nei", "epätosi", "ei", "fałsz", "nie", "ne",
)  # fmt: skip


def is_nothing(text: str) -> bool:
    """True for a dash alone and for the words for nothing: such a cell of numbers or dates is blank."""
    return bool(text) and (not text.strip(_DASHES) or text.casefold() in _NOTHING)


def without_sql(cell: str, blanks: Iterable[str]) -> str:
    """SQL for a cell that is NULL where it only stands for a blank."""
    listed = list(blanks)
    return f"case when not list_contains({literal(listed)}, {cell}) then {cell} end" if listed else cell


def boolean_sql(cell: str) -> str:
    true, false = (", ".join(map(literal, words)) for words in (_TRUE, _FALSE))
    return f"case when lower({cell}) in ({true}) then true when lower({cell}) in ({false}) then false end"


def integer_sql(cell: str) -> str:
    return f"case when regexp_full_match({cell}, '[-+]?[0-9]+([.]0+)?') then try_cast({cell} as bigint) end"
