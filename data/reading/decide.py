"""Decides the order of dates and the decimal mark of each column: by its own proof, else by the evidence around it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from data.reading.dates import DateStudy, Evidence
from data.reading.numbers import MARKS, NumberStudy
from data.reading.refusal import Refusal

Study = TypeVar("Study")


@dataclass(frozen=True)
class Decision:
    """What was decided for one column, and why. No value: there was nothing to decide."""

    value: str | None
    proof: str | None


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
    """The order of day and month of one column; raises Refusal where it must be asked."""
    if study.is_contradictory:
        assert study.day_first and study.month_first
        raise Refusal(
            "dates contradict",
            f'"{place.heading}" mixes two orders of day and month: line {study.day_first.row} "{study.day_first.cell}" '
            f'can only be day first, line {study.month_first.row} "{study.month_first.cell}" can only be month first. '
            "Export it again with one order.",
            max(study.day_first.row, study.month_first.row),
        )
    if study.proven is not None:
        settled = study.day_first or study.month_first
        assert settled is not None
        return Decision(study.proven, f'line {settled.row}: "{settled.cell}" can only be {study.proven}')
    if not study.needs_order:
        return NOTHING_TO_DECIDE
    assert study.ambiguous is not None
    found = _from_others(place, others, lambda other: other.proven, _date_evidence)
    if found is not None:
        return found
    if fallbacks.of_mapping:
        return Decision(fallbacks.of_mapping, f"{fallbacks.mapping_title} always writes it so")
    if fallbacks.of_settings:
        return Decision(fallbacks.of_settings, "date_order in settings.toml")
    raise Refusal(
        "date order unknown",
        f'"{place.heading}" can be read in two ways: line {study.ambiguous.row} "{study.ambiguous.cell}" may be day '
        "first or month first, and no date in the folder settles it. Write date_order = "
        '"day first" or "month first" in settings.toml.',
        study.ambiguous.row,
    )


def decide_mark(
    place: Place, study: NumberStudy, others: Iterable[tuple[Place, NumberStudy]], fallbacks: Fallbacks
) -> Decision:
    """The decimal mark of one column; raises Refusal where it must be asked."""
    if study.is_contradictory:
        assert study.point and study.comma
        raise Refusal(
            "decimal marks contradict",
            f'"{place.heading}" mixes two decimal marks: line {study.point.row} "{study.point.cell}" has a point, '
            f'line {study.comma.row} "{study.comma.cell}" has a comma. Export it again with one mark.',
            max(study.point.row, study.comma.row),
        )
    if study.proven is not None:
        settled = study.point or study.comma
        assert settled is not None
        return Decision(
            study.proven, f'line {settled.row}: "{settled.cell}" can only have a {MARKS[study.proven]}'
        )
    if not study.needs_mark:
        return NOTHING_TO_DECIDE
    found = _from_others(place, others, lambda other: other.proven, _number_evidence)
    if found is not None:
        return found
    if fallbacks.of_mapping:
        return Decision(fallbacks.of_mapping, f"{fallbacks.mapping_title} always writes it so")
    if fallbacks.of_settings:
        return Decision(fallbacks.of_settings, "decimal_mark in settings.toml")
    if study.lone_point is None:
        return Decision(".", "a comma before three digits marks thousands")
    raise Refusal(
        "decimal mark unknown",
        f'"{place.heading}" can be read in two ways: line {study.lone_point.row} "{study.lone_point.cell}" may be '
        "thousands or decimals, and no amount in the folder settles it. Write decimal_mark = "
        '"." or "," in settings.toml.',
        study.lone_point.row,
    )


def _from_others(
    place: Place,
    others: Iterable[tuple[Place, Study]],
    proven: Callable[[Study], str | None],
    evidence: Callable[[Study], Evidence | None],
) -> Decision | None:
    """What the other columns of the file say with one voice, else the other files of the same system."""
    same_file: list[tuple[Place, Study]] = []
    same_system: list[tuple[Place, Study]] = []
    for other, study in others:
        if other != place and other.system == place.system and proven(study) is not None:
            (same_file if other.file == place.file else same_system).append((other, study))
    for witnesses in (same_file, same_system):
        values = {proven(study) for _, study in witnesses}
        if len(values) == 1:
            other, study = witnesses[0]
            settled = evidence(study)
            assert settled is not None
            return Decision(
                values.pop(), f'as "{other.heading}" in {other.file}, line {settled.row}: "{settled.cell}"'
            )
        if values:
            return None
    return None


def _date_evidence(study: DateStudy) -> Evidence | None:
    return study.day_first or study.month_first


def _number_evidence(study: NumberStudy) -> Evidence | None:
    return study.point or study.comma
