"""Settles the date orders and decimal marks of a whole folder, so that one file can speak for another."""

from collections import defaultdict
from typing import TypeVar

from data.reading.column_reports import described
from data.reading.dates import DateStudy
from data.reading.decide import Fallbacks, Place, decide_date_order, decide_mark
from data.reading.numbers import NumberStudy
from data.reading.parts import Part
from data.reading.refusal import RefusedError
from data.reading.reports import FileReport
from data.settings import Settings

Study = TypeVar("Study", DateStudy, NumberStudy)


def decide(parts: list[Part], settings: Settings) -> dict[str, RefusedError]:
    """Fills the decisions of every part; gives the files that must be asked about, with what to ask."""
    dates = _witnesses([(_place(part, name), study) for part in parts for name, study in part.dates.items()])
    numbers = _witnesses([(_place(part, name), study) for part in parts for name, study in part.numbers.items()])
    refusals: dict[str, RefusedError] = {}
    for part in parts:
        mapping = part.mapping
        order = settings.date_orders.get(mapping.system, settings.date_order)
        mark = settings.decimal_marks.get(mapping.system, settings.decimal_mark)
        orders = Fallbacks(mapping.date_order, order, mapping.title)
        marks = Fallbacks(mapping.decimal_mark, mark, mapping.title)
        for name, study in list(part.dates.items()):
            try:
                part.decisions[name] = decide_date_order(_place(part, name), study, dates[mapping.system], orders)
            except RefusedError as refusal:
                if name not in part.headings:
                    part.dates[name] = DateStudy()  # a column that fills nothing may stay unread
                else:
                    refusals.setdefault(part.file, refusal)
        for name, number_study in part.numbers.items():
            try:
                part.decisions[name] = decide_mark(_place(part, name), number_study, numbers[mapping.system], marks)
            except RefusedError as refusal:
                refusals.setdefault(part.file, refusal)
    return refusals


def describe(parts: list[Part], report: FileReport, timezone: str = "", currency: str = "") -> None:
    """Writes into a report what was decided: for each column, and each order and mark with the first that has it.

    Args:
        timezone: the business's, where it is to be said which times are moved to it
        currency: the one that a sign of several currencies stands for
    """
    orders: dict[str, str] = {}
    marks: list[str] = []
    for part in parts:
        # The column that has the proof is named before the columns that lean on it.
        for name, decision in sorted(part.decisions.items(), key=lambda item: not item[1].is_own_proof):
            if decision.value is None:
                continue
            if name in part.dates:
                orders.setdefault(decision.value, f'"{part.heading(name)}", {decision.proof}')
            elif decision.value not in marks:
                marks.append(decision.value)
    if orders:
        report.date_order = ", ".join(orders)
        report.date_order_proof = "; ".join(orders.values())
    if marks:
        report.decimal_mark = " ".join(marks)
    report.columns = [column for part in parts for column in described(part, timezone, currency)]


def _witnesses(studies: list[tuple[Place, Study]]) -> defaultdict[str, list[tuple[Place, Study]]]:
    """The columns that have a proof, by their system: a folder of many files has few of them."""
    proven: defaultdict[str, list[tuple[Place, Study]]] = defaultdict(list)
    for place, study in studies:
        if study.proven is not None:
            proven[place.system].append((place, study))
    return proven


def _place(part: Part, column: str) -> Place:
    return Place(part.file, part.mapping.system, part.heading(column))
