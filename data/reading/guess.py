"""Proposes how a file that no mapping knows could be read: by what its headings are like and what its cells hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from pathlib import PurePosixPath

from data.reading.beginning import Beginning
from data.reading.cell_kinds import CellKinds, kinds_of
from data.reading.column_fit import ALMOST_ALL, fit, speaks_for_itself
from data.reading.heading_likeness import OF_THE_SCHEMA, Likeness, alike, names_of
from data.reading.heading_words import meaning
from data.reading.mapping import Mapping
from data.reading.table_needs import LINKED, NEEDS, fillable
from data.tables import Column

# A heading below this is not taken for a column; a person can still choose it.
LIKELY = 0.6
# What cells are worth that need no heading.
SPEAKS_FOR_ITSELF = 0.6
# The number on the paper is not always an id: two suppliers may both have a bill 1001.
ONLY_A_NUMBER = 0.9
# How much more likely a table is that the name of the file names.
NAMED = 2.0


@dataclass(frozen=True)
class Match:
    """The headings proposed for one column; several are put together."""

    column: str
    headings: tuple[str, ...]
    score: float  # 0 to 1
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """How a file could be read as one table."""

    table: str
    score: float  # compares the tables of one file
    evidence: tuple[str, ...]
    matches: dict[str, Match]  # by column, in the order of the table

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """Of each of these groups of columns one must be filled, and none is."""
        return [group for group in NEEDS[self.table].any_of if not any(column in self.matches for column in group)]


def guess(start: Beginning, name: str, own: Sequence[Mapping] = (), without: str = "") -> list[Proposal]:
    """A proposal for every table, the likeliest first.

    Args:
        start: the headings and first rows of the file
        name: of the file, which may tell what is in it
        own: mappings of the owner, whose headings are known too
        without: a system whose mappings are not asked
    """
    kinds = {heading: kinds_of(start.cells(heading)) for heading in start.named}
    matched = {table: _matches(table, kinds, own, without) for table in NEEDS}
    wanted: Counter[str] = Counter()
    for matches in matched.values():
        for match in matches.values():
            wanted.update(dict.fromkeys(match.headings, match.score))
    proposals = [_proposal(table, matches, wanted, start.named, name) for table, matches in matched.items()]
    return sorted(proposals, key=lambda proposal: -proposal.score)


def _matches(table: str, kinds: Dict[str, CellKinds], own: Sequence[Mapping], without: str) -> dict[str, Match]:
    """The headings of each column so that all together fit best; one heading fills one column."""
    # A second to load, and only needed where a file is not known.
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    headings, columns = list(kinds), list(fillable(table))
    candidates = list(_candidates(table, kinds, own, without))
    scores = np.zeros((len(headings), len(columns)))
    for match in candidates:
        # Squared, so that a good match is not given up for two middling ones.
        scores[headings.index(match.headings[0]), columns.index(match.column)] = match.score**2
    chosen = {(headings[row], columns[place]) for row, place in zip(*linear_sum_assignment(-scores), strict=True)}
    matches = {match.column: match for match in candidates if (match.headings[0], match.column) in chosen}
    _add_full_name(table, matches, headings)
    _add_only_choice(table, matches, kinds)
    return {column: matches[column] for column in columns if column in matches}


def _candidates(table: str, kinds: Dict[str, CellKinds], own: Sequence[Mapping], without: str) -> Iterator[Match]:
    """Every heading with every column that it is likely to fill."""
    for heading, found in kinds.items():
        likenesses = alike(table, heading, own, without)
        for name, column in fillable(table).items():
            match = _match(table, heading, column, likenesses.get(name), found)
            if match is not None:
                yield match


def _match(table: str, heading: str, column: Column, likeness: Likeness | None, kinds: CellKinds) -> Match | None:
    suits, told = fit(table, column, kinds)
    if likeness is not None:
        score = likeness.score * (0.3 + 0.7 * suits)
        if column.name == NEEDS[table].own_id and "number" in fillable(table) and "id" not in meaning(heading):
            score *= ONLY_A_NUMBER
        if score >= LIKELY:
            said = (
                f'"{heading}" {"means the same as" if likeness.score >= OF_THE_SCHEMA else "is like"} {likeness.said}'
            )
            return Match(column.name, (heading,), score, (said, told) if told else (said,))
    if told and speaks_for_itself(column, kinds):
        return Match(column.name, (heading,), SPEAKS_FOR_ITSELF, (told,))
    return None


def _left(matches: dict[str, Match], headings: Sequence[str]) -> list[str]:
    taken = {heading for match in matches.values() for heading in match.headings}
    return [heading for heading in headings if heading not in taken]


def _add_full_name(table: str, matches: dict[str, Match], headings: Sequence[str]) -> None:
    """A person's name that an export keeps in two columns, or of which it has the last name only."""
    if table not in ("rep", "contact", "lead") or "name" in matches:
        return
    by_words = {meaning(heading): heading for heading in reversed(_left(matches, headings))}
    first, last = by_words.get(("first", "name")), by_words.get(("last", "name"))
    if first and last:
        matches["name"] = Match("name", (first, last), 0.9, (f'"{first}" and "{last}" together are a name',))
    elif last:
        matches["name"] = Match("name", (last,), LIKELY, (f'"{last}" is all there is of a name',))


def _add_only_choice(table: str, matches: dict[str, Match], kinds: Dict[str, CellKinds]) -> None:
    """A day or an amount that the table cannot do without, where the file has just one column of that kind left."""
    for group in NEEDS[table].any_of:
        column = fillable(table)[group[0]]
        if column.type not in ("date", "timestamp", "money") or any(name in matches for name in group):
            continue
        found = {heading: fit(table, column, kinds[heading]) for heading in _left(matches, list(kinds))}
        only = [(heading, told) for heading, (suits, told) in found.items() if suits >= ALMOST_ALL and told]
        if len(only) == 1:
            heading, told = only[0]
            matches[column.name] = Match(column.name, (heading,), LIKELY, (f"{told}, and no other column has them",))


def _proposal(
    table: str, matches: dict[str, Match], wanted: Dict[str, float], headings: tuple[str, ...], name: str
) -> Proposal:
    """How well a file suits a table: headings that fit it more than others, what it cannot do without, its name."""
    proposal = Proposal(table, 0.0, (), matches)
    # Ids and names of other records stand in every kind of export; they say nothing for activities.
    own = [match for match in matches.values() if table != "activity" or match.column not in LINKED]
    fitting = sum(match.score * (0.4 + 0.6 * match.score / wanted[match.headings[0]]) for match in own)
    # A small table that is filled wholly is as likely as a large one of which many columns are filled.
    shared = fitting / (max(1, len(headings)) ** 0.7 * len(fillable(table)) ** 0.3)
    groups = len(NEEDS[table].any_of)
    possible = 0.25 + 0.75 * (groups - len(proposal.missing)) / groups
    named = set(meaning(PurePosixPath(name).stem)) & names_of(table)
    told = sum(bool(set(meaning(heading)) & names_of(table)) for heading in headings) / max(1, len(headings))
    score = shared * possible * (NAMED if named else 1.0) * (1 + 0.5 * told)
    evidence = [f"{len(matches)} of {len(headings)} headings are like columns of it"]
    if named:
        evidence.append(f'the name of the file says "{" ".join(sorted(named))}"')
    return Proposal(table, score, tuple(evidence), matches)
