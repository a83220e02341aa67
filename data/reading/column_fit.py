"""How well the cells below a heading suit a column."""

from data.reading.cell_kinds import CellKinds
from data.reading.heading_words import word_for
from data.reading.table_needs import words_of
from data.tables import Column

# A column without a filled cell suits everything somewhat.
UNKNOWN = 0.7
ALMOST_ALL = 0.9
# Documents are rarely negative; bookings of a bank account often are.
MANY_NEGATIVE = 0.25
DOCUMENT_AMOUNTS = ("total", "paid", "balance")


def fit(table: str, column: Column, kinds: CellKinds) -> tuple[float, str]:
    """From 0 to 1, with what the cells are in the words of a person, or nothing where they are just text."""
    if not kinds.filled:
        return UNKNOWN, ""
    if column.type in ("date", "timestamp"):
        return _share(kinds.dates, kinds, "dates")
    if column.type in ("money", "rate", "integer", "fraction"):
        if column.name in DOCUMENT_AMOUNTS and kinds.share(kinds.negative) > MANY_NEGATIVE:
            return 0.5, ""
        return _share(kinds.numbers, kinds, "numbers")
    known = words_of(table, column.name)
    if known:
        said = sum(word_for(cell, known) is not None for cell in kinds.distinct)
        told = f"{said} of {len(kinds.distinct)} different cells say {', '.join(known)}" if said else ""
        return 0.3 + 0.7 * said / len(kinds.distinct), told
    if column.name == "email":
        return _share(kinds.emails, kinds, "e-mail addresses")
    if column.name == "currency":
        return _share(kinds.currencies, kinds, "currency codes")
    return _fit_of_text(column, kinds), ""


def speaks_for_itself(column: Column, kinds: CellKinds) -> bool:
    """True for e-mail addresses and currencies: they need no heading."""
    share = {"email": kinds.share(kinds.emails), "currency": kinds.share(kinds.currencies)}.get(column.name, 0.0)
    return share >= ALMOST_ALL


def _fit_of_text(column: Column, kinds: CellKinds) -> float:
    if column.name.endswith("_id"):
        strange = kinds.dates + kinds.emails / 2 + kinds.wordy * 0.4 + kinds.with_decimals * 0.4
        return max(0.0, 1 - strange / kinds.filled)
    if column.name in ("number", "booking", "subject"):
        return 1 - kinds.share(kinds.dates) / 2
    if kinds.yes_or_no == kinds.filled:
        return 0.8
    return 1 - kinds.share(kinds.dates + kinds.emails + kinds.numbers) * 0.7


def _share(count: int, kinds: CellKinds, what: str) -> tuple[float, str]:
    return kinds.share(count), f"{count} of {kinds.filled} cells are {what}" if count else ""
