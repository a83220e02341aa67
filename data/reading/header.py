"""Finds the header row of a file by known headings, and with it the mapping that fits the file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.reading.mapping import AS_OF, BUCKET, SECTION, Mapping, fingerprint_of, normal
from data.reading.refusal import RefusedError
from data.reading.row_kinds import is_heading_again
from data.reading.rows import SPACES, Dialect

# Titles, dates and blank lines above the headings; more than this is not a list with a title.
SEARCHED_RECORDS = 50
# One heading in common, such as "Name" or "Total", makes no export alike.
CLOSE_ENOUGH = 2
# What a file without headings is judged by.
JUDGED_RECORDS = 20


@dataclass(frozen=True)
class Sample:
    """The first records of a file, split in one way."""

    dialect: Dialect
    rows: list[list[str]]
    lines: list[int]


@dataclass(frozen=True)
class Recognition:
    """The mapping of one table of a file, and where it stands."""

    mapping: Mapping
    dialect: Dialect
    index: int  # of the header among the records; -1 where the file has none
    line: int  # of the header; 0 where the file has none
    headings: tuple[str, ...]
    titles: tuple[str, ...] = ()  # the cells above the header
    ends_before: int | None = None  # the line on which another table of the file begins
    is_even: bool = True  # the first records below the header are as wide as it

    @property
    def width(self) -> int:
        return len(self.headings)

    @property
    def header_lines(self) -> int:
        """Lines that the header takes; a heading may be broken into several."""
        return 1 + sum(heading.count("\n") for heading in self.headings) if self.line else 0

    @property
    def all_headings(self) -> tuple[str, ...]:
        """The headings of the file, then those of what a report says outside its columns."""
        return (*self.headings, SECTION, BUCKET, AS_OF) if self.mapping.report else self.headings

    def position(self, *choices: str) -> int | None:
        """The column of the first of these headings that the file has; of equal headings the first counts."""
        names = numbered(self.all_headings)
        return next((names.index(normal(choice)) for choice in choices if normal(choice) in names), None)

    def spread(self, pattern: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every column whose heading fits a pattern, with what its groups found."""
        for position, heading in enumerate(self.headings):
            found = re.fullmatch(pattern, " ".join(heading.split()), re.IGNORECASE)
            if found:
                yield position, tuple(group or "" for group in found.groups())

    def used_positions(self) -> list[int]:
        """The columns of the file that the mapping reads."""
        found = {self.position(heading) for heading in self.mapping.heading_names()}
        found |= {position for part in self.mapping.parts if part.spread for position, _ in self.spread(part.spread)}
        return sorted(position for position in found if position is not None and position < self.width)


def numbered(headings: Iterable[str]) -> list[str]:
    """Normal headings, with "#2" behind the second one of a name, "#3" behind the third, and so on."""
    seen: Counter[str] = Counter()
    names = []
    for heading in map(normal, headings):
        seen[heading] += 1
        names.append(heading if seen[heading] == 1 else f"{heading}#{seen[heading]}")
    return names


@dataclass(frozen=True)
class _Known:
    """A mapping with its headings ready to be compared."""

    mapping: Mapping
    required: tuple[tuple[str, ...], ...]
    names: frozenset[str]
    without: frozenset[str]


def recognise(samples: list[Sample], mappings: list[Mapping]) -> list[Recognition]:
    """The tables of a file, from the best match over every way to split it, every early record and every mapping."""
    if not any(sample.rows for sample in samples):
        raise RefusedError("empty", "The file is empty.")
    known = _Mappings(mappings)
    best: tuple[tuple[bool, bool, int, int, int], Sample, Recognition] | None = None
    for sample in samples:
        if best is not None and sample.dialect.delimiter == SPACES:
            break  # blanks count only where no other sign parts the cells
        for index, row in enumerate(sample.rows[:SEARCHED_RECORDS]):
            score, mapping = known.best(row)
            if mapping is not None and (best is None or (*score, -index) > best[0]):
                best = ((*score, -index), sample, _recognition(mapping, sample, index))
    if best is None:
        headless = _headless(samples, mappings)
        if headless is None:
            raise RefusedError("not recognised", _closest(samples, known.all))
        return [headless]
    return _all_tables(best[1], best[2], known)


class _Mappings:
    """All mappings that go by headings; of the many only those are compared that want one of a row's cells first."""

    def __init__(self, mappings: list[Mapping]) -> None:
        self.all = [_known(mapping) for mapping in mappings if not mapping.headless]
        self.wanting: dict[str, list[int]] = {}
        for place, known in enumerate(self.all):
            for name in known.required[0]:
                self.wanting.setdefault(name, []).append(place)

    def best(self, row: Sequence[str]) -> tuple[tuple[bool, bool, int, int], Mapping | None]:
        """The mapping that fits a row of headings best, and how well it fits."""
        present = set(numbered(row))
        best: tuple[tuple[bool, bool, int, int], Mapping | None] = ((False, False, 0, 0), None)
        for place in sorted({place for name in present for place in self.wanting.get(name, ())}):
            known = self.all[place]
            mapping = known.mapping
            if _missing(known, present) or present.intersection(known.without):
                continue
            if mapping.fingerprint and mapping.fingerprint != fingerprint_of(row):
                continue
            score = (mapping.is_own, not mapping.loose, len(known.names & present), len(mapping.required))
            if best[1] is None or score > best[0]:
                best = (score, mapping)
        return best


def _known(mapping: Mapping) -> _Known:
    required = tuple(tuple(normal(choice) for choice in choices) for choices in mapping.required)
    names = frozenset(normal(name) for name in mapping.heading_names())
    return _Known(mapping, required, names, frozenset(normal(name) for name in mapping.without))


def _missing(known: _Known, present: set[str]) -> list[str]:
    return [
        named[0]
        for choices, named in zip(known.required, known.mapping.required, strict=True)
        if not present.intersection(choices)
    ]


def _recognition(mapping: Mapping, sample: Sample, index: int) -> Recognition:
    titles = tuple(cell for row in sample.rows[:index] for cell in row if cell.strip())
    headings = tuple(sample.rows[index])
    is_even = all(len(row) == len(headings) for row in sample.rows[index + 1 :])
    return Recognition(mapping, sample.dialect, index, sample.lines[index], headings, titles, is_even=is_even)


def _all_tables(sample: Sample, best: Recognition, known: _Mappings) -> list[Recognition]:
    """The best table, and others above or below it: another export, or another form of the same one."""
    found: list[Recognition] = []
    for index, row in enumerate(sample.rows):
        if index == best.index:
            found.append(best)
        elif sum(bool(cell.strip()) for cell in row) >= CLOSE_ENOUGH:
            (*_, matched, _), mapping = known.best(row)
            if mapping is None or matched < CLOSE_ENOUGH or (found and is_heading_again(row, found[-1].headings)):
                continue
            if mapping.origin != best.mapping.origin or _is_like(row, best.headings):
                found.append(_recognition(mapping, sample, index))
    ends = [*(table.line for table in found[1:]), None]
    titles = found[0].titles
    return [replace(table, titles=titles, ends_before=end) for table, end in zip(found, ends, strict=True)]


def _is_like(row: Sequence[str], headings: Sequence[str]) -> bool:
    """True where at least half of a row's cells are headings."""
    present = set(filter(None, map(normal, row)))
    return 2 * len(present.intersection(map(normal, headings))) >= len(present)


def _headless(samples: list[Sample], mappings: list[Mapping]) -> Recognition | None:
    """A mapping for files without headings whose cells look as it says."""
    for mapping in mappings:
        if not mapping.headless:
            continue
        patterns = [re.compile(column.looks_like) for column in mapping.headless]
        for sample in samples:
            judged = sample.rows[:JUDGED_RECORDS]
            if judged and all(_looks_like(row, patterns) for row in judged):
                headings = tuple(column.heading for column in mapping.headless)
                return Recognition(mapping, sample.dialect, -1, 0, headings)
    return None


def _looks_like(row: Sequence[str], patterns: list[re.Pattern[str]]) -> bool:
    return len(row) == len(patterns) and all(
        pattern.fullmatch(cell.strip()) for pattern, cell in zip(patterns, row, strict=True)
    )


def _closest(samples: list[Sample], known: list[_Known]) -> str:
    """Names the mapping that came nearest, and the headings that it still wants."""
    best: tuple[tuple[int, float], Mapping, list[str], int] | None = None
    for sample in samples:
        for index, row in enumerate(sample.rows[:SEARCHED_RECORDS]):
            present = set(numbered(row))
            for candidate in (candidate for candidate in known if not candidate.mapping.set_aside):
                missing = _missing(candidate, present)
                found = len(candidate.required) - len(missing)
                score = (len(candidate.names & present), found / len(candidate.required))
                if found >= CLOSE_ENOUGH and (best is None or score > best[0]):
                    best = (score, candidate.mapping, missing, sample.lines[index])
    if best is None:
        return "No line of the file has the headings of an export that the board knows."
    _, mapping, missing, line = best
    if not missing:
        return f"The headings are those of {mapping.title} (line {line}), but not exactly the set that it is for."
    headings = ", ".join(f'"{heading}"' for heading in missing)
    return (
        f"The headings are not those of an export that the board knows. The closest is {mapping.title} (line {line}), "
        f"but {headings} {'is' if len(missing) == 1 else 'are'} missing."
    )
