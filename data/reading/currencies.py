"""Currencies as amounts carry them: the codes of ISO 4217, and signs, of which some stand for several currencies."""

import re
import tomllib
from functools import cache
from pathlib import Path

_LISTED = tomllib.loads(Path(__file__).with_name("currencies.toml").read_text(encoding="utf-8"))
CODES = frozenset(_LISTED["codes"].split())
SIGNS: dict[str, str] = _LISTED["signs"]
SHARED: dict[str, frozenset[str]] = {sign: frozenset(codes.split()) for sign, codes in _LISTED["shared"].items()}


@cache
def currency_expression() -> str:
    """A regular expression for a code or a sign; codes in either case."""
    signs = sorted({*SIGNS, *SHARED}, key=lambda sign: (-len(sign), sign))
    return rf"(?:{'|'.join(map(re.escape, signs))}|[A-Z]{{1,3}}\$|(?i:{'|'.join(sorted(CODES))}))"


def known_as(written: str) -> str:
    """A code in capitals; a sign as it is."""
    return written.upper() if written.upper() in CODES else written


def currency_code(written: str, reporting: str) -> str:
    """The code of a currency that an amount carries; a sign of several currencies is the board's own, if that has it.

    A sign that nobody knows stays as it is, so that its amounts are not taken for those of another currency.
    """
    if reporting in SHARED.get(written, ()):
        return reporting
    return SIGNS.get(written, known_as(written))
