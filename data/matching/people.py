"""Which names of owners are likely one person: user names, e-mail addresses, initials, slips of the pen."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from data.matching.likely import Likely

_PEOPLE_ALIKE = 0.85
_FITS_MANY = 3  # a short name that fits more people fits nobody
_COMMON = 100  # a beginning that more names have tells nothing


@dataclass(frozen=True)
class Person:
    """A name under which records are owned: normalised, with the e-mail address and the user lists it stands in."""

    name: str
    email: str = ""
    lists: frozenset[str] = frozenset()


def likely_people(people: Sequence[Person]) -> list[Likely]:
    """The names that may be another way of writing one person; right is the name to go by.

    Two users of one system are two people, however alike their names are.
    """
    found: dict[tuple[str, str], Likely] = {}
    for one, other, score, alike in (*_short_forms(people), *_spelled_alike(people)):
        left, right = sorted((one, other), key=_completeness)
        if one.lists & other.lists or (left.name, right.name) in found:
            continue
        found[left.name, right.name] = Likely(left.name, right.name, score, alike)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.left, pair.right))


def _completeness(person: Person) -> tuple[bool, int, int, str]:
    words = [word for word in person.name.split() if len(word.strip(".")) > 1 and "@" not in word]
    return bool(person.lists), len(words), len(person.name), person.name


_Alike = tuple[Person, Person, int, str]


def _short_forms(people: Sequence[Person]) -> Iterator[_Alike]:
    """User names, e-mail addresses, first names and names with an initial beside the full names they may stand for."""
    full: dict[str, list[tuple[Person, int, str]]] = defaultdict(list)
    for person in people:
        for form, score, alike in _forms(person):
            full[form].append((person, score, alike))
    for person in people:
        form = person.name.replace(".", "") if " " in person.name else person.name
        found = full.get(form, []) or full.get(form.split("@")[0], [])
        meant = [(other, score, alike) for other, score, alike in found if other is not person]
        if len({other.name for other, _, _ in meant}) > _FITS_MANY:
            continue
        for other, score, alike in meant:
            yield person, other, score, alike


def _forms(person: Person) -> Iterator[tuple[str, int, str]]:
    """The short ways in which somebody with a first and a last name may be written."""
    if person.email:
        yield person.email.lower(), 99, "the e-mail address in the user list"
        yield person.email.lower().split("@")[0], 95, "the e-mail address in the user list"
    words = person.name.replace(".", "").split()
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2:
        return
    first, last = words[0], words[-1]
    users = {f"{first}{mark}{last}" for mark in ("", ".", "_", "-")} | {
        f"{last}{mark}{first}" for mark in ("", ".", "_")
    }
    users |= {f"{first[0]}{last}", f"{first[0]}.{last}", f"{first}{last[0]}", f"{first}.{last[0]}", f"{last}{first[0]}"}
    for user in sorted(users):
        yield user, 90, "user name made of the name"
    yield f"{first} {last[0]}", 85, "first name and initial"
    yield f"{first[0]} {last}", 85, "initial and last name"
    yield first, 80, "first name only"
    if len(words) > 2:
        yield f"{first} {last}", 92, "the same but for the middle name"


def _spelled_alike(people: Sequence[Person]) -> Iterator[_Alike]:
    """Names that differ in a letter or two, in accents, or in the order of their words."""
    near: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        words = _words(person.name)
        if len(words) > 1:
            for beginning in {word[:2] for word in words} | {word[-2:] for word in words}:
                near[beginning].append(person)
    for group in near.values():
        if len(group) <= _COMMON:
            for one, other in combinations(group, 2):
                likeness = OSA.normalized_similarity(" ".join(_words(one.name)), " ".join(_words(other.name)))
                if likeness >= _PEOPLE_ALIKE:
                    yield one, other, round(likeness * 100), "spelled alike"


def _words(name: str) -> list[str]:
    """The words of a name without accents and dots, in the order of the alphabet."""
    plain = unicodedata.normalize("NFKD", name)
    return sorted("".join(letter for letter in plain if not unicodedata.combining(letter)).replace(".", "").split())
