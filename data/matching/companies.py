"""Which account of the CRM a billing customer is likely to be, by rare words, slips of the pen, domain and city."""

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from rapidfuzz.distance import OSA

from data.matching.likely import MOST_FOR_ONE, Likely

PROPOSED_FROM = 80
"""Likeness of two names, of 100, from which they are proposed without other evidence."""
WITH_SAME_CITY = 70

_COMPARED = 12  # the names that share the rarest parts are compared letter by letter
_COMMON_PART = 100  # a part that more names have tells nothing
_WORDS_ALIKE = 0.72
_OTHER_BEGINNING_ALIKE = 0.85
_WHOLE_ALIKE = 0.92
_INITIALS = 0.8
_GENERIC_WEIGHT = 0.35

_OF_MANY = tomllib.loads(Path(__file__).with_name("words_of_many.toml").read_text(encoding="utf-8"))
_GENERIC = frozenset(_OF_MANY["words"])
_FREE_MAIL = frozenset(_OF_MANY["mail_domains"])


@dataclass(frozen=True)
class Party:
    """A company as one system knows it: its id there, its normalised name, and what else is known of it."""

    id: str
    name: str
    domains: frozenset[str] = frozenset()
    city: str = ""


def likely_companies(customers: Sequence[Party], accounts: Sequence[Party]) -> list[Likely]:
    """For each customer the accounts that it may be, the likeliest first.

    Only accounts that share a rare part of the name, or the domain of a mail address, are compared, so that 10,000
    customers and 10,000 accounts take seconds and a few megabytes.
    """
    weights = _Weights([party.name for party in (*customers, *accounts)])
    index = _Index(accounts)
    found = []
    for customer in customers:
        compared = (_compare(customer, account, weights) for account in index.candidates(customer))
        proposed = sorted((pair for pair in compared if pair), key=lambda pair: (-pair[0], pair[1].right))
        found += [pair for _, pair in proposed[:MOST_FOR_ONE]]
    return found


def _compare(customer: Party, account: Party, weights: "_Weights") -> tuple[float, Likely] | None:
    """The proposal, with what it is sorted by; None where too little is alike."""
    likeness, words = _likeness(customer.name, account.name, weights)
    domains = (customer.domains & account.domains) - _FREE_MAIL
    same_city = bool(customer.city) and customer.city == account.city
    score = round(likeness * 100)
    if score < (WITH_SAME_CITY if same_city else PROPOSED_FROM) and not domains:
        return None
    evidence = [words] if words else []
    evidence += [f"same e-mail domain {min(domains)}"] if domains else []
    evidence += [f"both in {account.city.title()}"] if same_city else []
    rank = score + 30 * bool(domains) + 5 * same_city
    return rank, Likely(customer.id, account.id, score, "; ".join(evidence))


class _Weights:
    """How much a word tells: a lot where few names have it, little where it is one of the words that all have."""

    def __init__(self, names: Iterable[str]) -> None:
        counts = Counter(word for name in names for word in set(name.split()))
        total = max(counts.total(), 2)
        self._weights = {
            word: math.log(1 + total / count) * (_GENERIC_WEIGHT if word in _GENERIC else 1)
            for word, count in counts.items()
        }

        self._counts = counts

    def __getitem__(self, word: str) -> float:
        return self._weights.get(word, 1.0)

    def is_telling(self, word: str, begins_the_name: bool) -> bool:
        """True for a word that hardly any other name has; a few may where the whole shorter name begins the longer."""
        return self._counts[word] <= (6 if begins_the_name else 2) and word not in _GENERIC


def _parts(party: Party) -> set[str]:
    """What two companies must share to be compared.

    A word, its beginning or end, the name run together, the initials, a domain, or a city with a first letter.
    """
    words = party.name.split()
    together = "".join(words)
    parts = {*words, f"={together[:6]}", *(f"@{domain}" for domain in party.domains - _FREE_MAIL)}
    parts |= {f"{word[:4]}-" for word in words if len(word) >= 5} | {
        f"-{word[-4:]}" for word in words if len(word) >= 5
    }
    if len(words) >= 3:
        parts.add("#" + "".join(word[0] for word in words))
    elif len(words) == 1 and 3 <= len(together) <= 5:
        parts.add(f"#{together}")
    if party.city and together:
        parts.add(f"{together[0]} in {party.city}")
    return parts


class _Index:
    """The accounts by the parts of their names and by their domains."""

    def __init__(self, accounts: Sequence[Party]) -> None:
        self._accounts = accounts
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, account in enumerate(accounts):
            for part in _parts(account):
                self._having[part].append(number)

    def candidates(self, customer: Party) -> list[Party]:
        shared: dict[int, float] = defaultdict(float)
        for part in _parts(customer):
            having = self._having.get(part, ())
            if len(having) <= _COMMON_PART:
                for number in having:
                    shared[number] += 1 / len(having)
        best = nsmallest(_COMPARED, ((-weight, number) for number, weight in shared.items()))
        return [self._accounts[number] for _, number in best]


def _likeness(left: str, right: str, weights: _Weights) -> tuple[float, str]:
    """How alike two names are, 0 to 1, and in which words: shared weight, of both names and of the shorter one."""
    if left == right:
        return 1.0, "same name"
    left_words, right_words = left.split(), right.split()
    if _are_initials(left_words, right_words) or _are_initials(right_words, left_words):
        return _INITIALS, "the initials"
    whole = OSA.normalized_similarity("".join(left_words), "".join(right_words))
    same = sorted(set(left_words) & set(right_words), key=left_words.index)
    left_rest = [word for word in left_words if word not in same]
    right_rest = [word for word in right_words if word not in same]
    shared = sum(weights[word] for word in same)
    total_left, total_right = (sum(weights[word] for word in set(words)) for words in (left_words, right_words))
    close = []
    for word in left_rest:
        likeness, twin = max(((_words_alike(word, other), other) for other in right_rest), default=(0.0, ""))
        if likeness >= _WORDS_ALIKE:
            right_rest.remove(twin)
            close.append(f"{word} ~ {twin}")
            # A word with a slip is rare for that alone: it counts as little as the word that is meant.
            lighter = min(weights[word], weights[twin])
            shared += likeness * lighter
            total_left -= weights[word] - lighter
            total_right -= weights[twin] - lighter
    both = 2 * shared / (total_left + total_right)
    likeness = both
    longer, short = sorted((left_words, right_words), key=len, reverse=True)
    if any(weights.is_telling(word, longer[: len(short)] == short) for word in same):
        likeness = (both + min(1.0, shared / min(total_left, total_right))) / 2
    if whole > likeness and (whole == 1 or (whole >= _WHOLE_ALIKE and len(left_words) != len(right_words))):
        return whole, "the same letters but for a few" if whole < 1 else "the same but for blanks"
    words = [" ".join(same)] if same else []
    return likeness, ", ".join(words + close)


def _words_alike(word: str, other: str) -> float:
    """How alike two words are: letters changed, left out or swapped; or one as an abbreviation of the other."""
    likeness = OSA.normalized_similarity(word, other)
    if word[0] != other[0] and likeness < _OTHER_BEGINNING_ALIKE:
        return 0.0  # slips are rare in the first letter; northgate is not southgate
    short, long = sorted((word, other), key=len)
    if len(short) >= 3 and short[0] == long[0] and _is_within(short, long):
        likeness = max(likeness, 0.8)
    return likeness


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _are_initials(one: Sequence[str], words: Sequence[str]) -> bool:
    return len(one) == 1 and len(words) >= 3 and one[0] == "".join(word[0] for word in words)
