"""Decides the order of dates and the decimal mark of each column: by its own proof, else by the evidence around it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from data.reading.dates import DateStudy, Evidence
from data.reading.numbers import MARKS, NumberStudy
from data.reading.refusal import RefusedError

Study = TypeVar("Study", DateStudy, NumberStudy)


@dataclass(frozen=True)
class Decision:
    """What was decided for one column, and why. No value: there was nothing to decide."""

    value: str | None
    proof: str | None
    is_own_proof: bool = False


@dataclass(frozen=True)
class Place:
    """Where a column stands; `system` tells which other files may speak for it."""

    file: str
    system: str
    heading: str


@dataclass(frozen=True)
class Fallbacks:
    """What is asked when no cell anywhere settles a question."""

    of_mapping: str
    of_settings: str
    mapping_title: str


NOTHING_TO_DECIDE = Decision(None, None)


def decide_date_order(
    place: Place, study: DateStudy, others: Iterable[tuple[Place, DateStudy]], fallbacks: Fallbacks
) -> Decision:
    """The order of day and month of one column; raises RefusedError where it must be asked."""
    if study.day_first is not None and study.month_first is not None:
        raise RefusedError(
            "dates contradict",
            f'"{place.heading}" mixes two orders of day and month: line {study.day_first.row} "{study.day_first.cell}" '
            f'can only be day first, line {study.month_first.row} "{study.month_first.cell}" can only be month first. '
            "Export it again with one order.",
            max(study.day_first.row, study.month_first.row),
            place.heading,
            max(study.day_first, study.month_first, key=lambda found: found.row).cell,
        )
    settled = study.day_first or study.month_first
    if settled is not None:
        return Decision(study.proven, f'line {settled.row}: "{settled.cell}" can only be {study.proven}', True)
    if study.ambiguous is None:
        return NOTHING_TO_DECIDE
    found = _from_others(place, others, lambda other: other.day_first or other.month_first)
    if found is not None:
        return found
    if fallbacks.of_mapping:
        return Decision(fallbacks.of_mapping, f"{fallbacks.mapping_title} always writes it so")
    if fallbacks.of_settings:
        return Decision(fallbacks.of_settings, "date_order in settings.toml")
    raise RefusedError(
        "date order unknown",
        f'"{place.heading}" can be read in two ways: line {study.ambiguous.row} "{study.ambiguous.cell}" may be day '
        "first or month first, and no date in the folder settles it. Write date_order = "
        '"day first" or "month first" in settings.toml.',
        study.ambiguous.row,
        place.heading,
        study.ambiguous.cell,
    )


def decide_mark(
    place: Place, study: NumberStudy, others: Iterable[tuple[Place, NumberStudy]], fallbacks: Fallbacks
) -> Decision:
    """The decimal mark of one column; raises RefusedError where it must be asked."""
    if study.point is not None and study.comma is not None:
        raise RefusedError(
            "decimal marks contradict",
            f'"{place.heading}" mixes two decimal marks: line {study.point.row} "{study.point.cell}" has a point, '
            f'line {study.comma.row} "{study.comma.cell}" has a comma. Export it again with one mark.',
            max(study.point.row, study.comma.row),
            place.heading,
            max(study.point, study.comma, key=lambda found: found.row).cell,
        )
    settled = study.point or study.comma
    if settled is not None and study.proven is not None:
        return Decision(
            study.proven, f'line {settled.row}: "{settled.cell}" can only have a {MARKS[study.proven]}', True
        )
    if not study.needs_mark:
        return NOTHING_TO_DECIDE
    found = _from_others(place, others, lambda other: other.point or other.comma)
    if found is not None:
        return found
    if fallbacks.of_mapping:
        return Decision(fallbacks.of_mapping, f"{fallbacks.mapping_title} always writes it so")
    if fallbacks.of_settings:
        return Decision(fallbacks.of_settings, "decimal_mark in settings.toml")
    if study.lone_point is None:
        return Decision(".", "a comma before three digits marks thousands")
    raise RefusedError(
        "decimal mark unknown",
        f'"{place.heading}" can be read in two ways: line {study.lone_point.row} "{study.lone_point.cell}" may be '
        "thousands or decimals, and no amount in the folder settles it. Write decimal_mark = "
        '"." or "," in settings.toml.',
        study.lone_point.row,
        place.heading,
        study.lone_point.cell,
    )


def _from_others(
    place: Place, others: Iterable[tuple[Place, Study]], evidence: Callable[[Study], Evidence | None]
) -> Decision | None:
    """What the other columns of the file say with one voice, else the other files of the same system."""
    same_file: list[tuple[Place, str | None, Evidence]] = []
    same_system: list[tuple[Place, str | None, Evidence]] = []
    for other, study in others:
        settled = evidence(study)
        if other.system == place.system and study.proven is not None and settled is not None:
            (same_file if other.file == place.file else same_system).append((other, study.proven, settled))
    witnesses = same_file or same_system
    if len({value for _, value, _ in witnesses}) != 1:
        return None
    other, value, settled = witnesses[0]
    return Decision(value, f'as "{other.heading}" in {other.file}, line {settled.row}: "{settled.cell}"')
