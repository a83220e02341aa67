"""Record ids in the two systems' own forms."""

import random
import uuid

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
EMPTY_LOOKUP = "000000000000000AAA"


def checked(key: str) -> str:
    """An id of 15 characters with the three that say which of its letters are capital."""
    tail = ""
    for part in (key[0:5], key[5:10], key[10:15]):
        tail += LETTERS[sum(1 << place for place, letter in enumerate(part) if "A" <= letter <= "Z")]
    return key + tail


class CrmKeys:
    """Hands out CRM ids, counting up for each kind of record."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def new(self, prefix: str) -> str:
        number = self._next.get(prefix, 350_000)
        self._next[prefix] = number + 7
        text = ""
        while number:
            number, place = divmod(number, 62)
            text = DIGITS[place] + text
        return checked(f"{prefix}Vn00000{text:0>5}")


def ledger_key(dice: random.Random) -> str:
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))
