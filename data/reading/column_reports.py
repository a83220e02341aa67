"""How each column of a file was understood: what was decided, by what proof, how many cells, and examples."""

from dataclasses import replace

import duckdb

from data.reading.currencies import currency_code
from data.reading.date_forms import languages_of
from data.reading.dates import DateStudy, Evidence
from data.reading.decide import NOTHING_TO_DECIDE, Decision
from data.reading.numbers import MARKS, NumberShape, NumberStudy
from data.reading.parts import Part
from data.reading.reports import ColumnReport
from data.reading.sql import quoted, run

EXAMPLES = 3
LOOKED_AT = 200  # rows from the top, before the whole column is asked
_POWERS = {3: "K is thousands", 6: "M is millions", 9: "B is billions"}


def described(part: Part, timezone: str = "", currency: str = "") -> list[ColumnReport]:
    """One report for each column that a part fills, and for those that tell the day of the export; not yet counted.

    Args:
        timezone: the business's; empty where it does not matter
        currency: the board's, for signs that several currencies share
    """
    told = [name for name in part.evidence if name not in part.headings]
    return [_described(part, name, timezone, currency) for name in [*part.headings, *part.less, *told]]


def _described(part: Part, name: str, timezone: str, currency: str) -> ColumnReport:
    decision = part.decisions.get(name, NOTHING_TO_DECIDE)
    said: list[tuple[str, str]] = []  # what was decided, and why
    if name in part.dates:
        said = _of_dates(part, part.dates[name], decision, timezone)
    elif name in part.numbers:
        said = _of_numbers(part.numbers[name], decision, currency)
    decided = ", ".join(what for what, _ in said)
    return ColumnReport(part.rule.table, name, part.heading(name), decided, _together([proof for _, proof in said]))


def _together(proofs: list[str]) -> str:
    """Each proof once; a cell that proves more than one thing is not named again."""
    kept: list[str] = []
    for proof in proofs:
        if not any(proof in other for other in kept):
            kept.append(proof)
    return "; ".join(kept)


def _of_dates(part: Part, study: DateStudy, decision: Decision, timezone: str) -> list[tuple[str, str]]:
    said = []
    if decision.value is not None:
        said.append((decision.value, decision.proof or ""))
    if study.clock:
        said.append((study.clock, f"{_quote(study.counted)}, and every cell fits"))
    if study.has_other_months:
        languages = " or ".join(languages_of({form.month for form in study.forms if form.month})[:EXAMPLES])
        said.append((f"months in {languages or 'several languages'}", _quote(study.other_month)))
    if timezone and study.is_zoned and (timezone != "UTC" or any(study.zones.values())):
        said.append((f"{_zones(study)} to {timezone}", _quote(study.zone or study.counted)))
    written_in = part.mapping.timezone
    if timezone and written_in not in ("", timezone) and study.has_times:
        said.append((f"{written_in} to {timezone}", f"{part.mapping.title} always writes it so"))
    if study.blanks:
        said.append((_meaning(study.blanks, "blank"), ""))
    return said


def _zones(study: DateStudy) -> str:
    if not any(study.zones.values()):
        return "UTC"
    return " and ".join(sorted({zone.strip() for zone in study.zones})[:3])


def _of_numbers(study: NumberStudy, decision: Decision, currency: str) -> list[tuple[str, str]]:
    said = []
    if decision.value is not None:
        said.append((MARKS[decision.value], decision.proof or ""))
    codes: dict[str, NumberShape] = {}
    for form in study.forms:
        if form.currency:
            codes.setdefault(currency_code(form.currency, currency), form)
    for code, form in codes.items():
        said.append((code, _quote(Evidence(form.shape.row, form.shape.example))))
    marked = [
        *((_POWERS[form.power], form) for form in study.forms if form.power),
        *(("percent", form) for form in study.forms if form.is_percent),
        *(("DR is less than nothing", form) for form in study.forms if form.side == "DR"),
    ]
    for what, form in dict(reversed(marked)).items():
        said.append((what, _quote(Evidence(form.shape.row, form.shape.example))))
    if study.zeros:
        said.append((_meaning(study.zeros, "zero"), ""))
    if study.blanks:
        said.append((_meaning(study.blanks, "blank"), ""))
    return said


def _meaning(cells: dict[str, int], what: str) -> str:
    """What cells stand for, and how many there are."""
    shown = ", ".join(f'"{cell}"' for cell in list(cells)[:EXAMPLES])
    more = ", ..." if len(cells) > EXAMPLES else ""
    count = sum(cells.values())
    return f"{shown}{more} read as {what} ({count:,} {'cell' if count == 1 else 'cells'})"


def cell_notes(part: Part) -> list[tuple[str, str, str]]:
    """What a person should know of the cells of a part: (code, heading, message)."""
    notes = []
    for name in [*part.headings, *part.less]:
        heading = part.heading(name)
        study = part.dates.get(name) or part.numbers.get(name)
        if study is None:
            continue
        if study.blanks:
            notes.append(("blank mark", heading, f'"{heading}": {_meaning(study.blanks, "blank")}.'))
        if isinstance(study, NumberStudy) and study.zeros:
            notes.append(("zero mark", heading, f'"{heading}": {_meaning(study.zeros, "zero")}.'))
        if isinstance(study, NumberStudy) and any(form.side for form in study.forms):
            notes.append(("CR and DR", heading, f'"{heading}": CR is money in the bank, DR is money owed to it.'))
    return notes


def _quote(evidence: Evidence | None) -> str:
    return f'line {evidence.row}: "{evidence.cell}"' if evidence else ""


def column_reports(
    connection: duckdb.DuckDBPyConnection, part: Part, timezone: str = "", currency: str = ""
) -> list[ColumnReport]:
    """The reports of a part's columns with their counts and examples; its typed relation must stand.

    One pass counts the cells of all columns. Examples come from the first rows; only a column that is blank there is
    looked through.
    """
    reports = described(part, timezone, currency)
    names = {name for name, *_ in run(connection, f"describe {part.typed_table}")}
    reports = [report for report in reports if report.column in names]
    if not reports:
        return []
    raw = [
        quoted(f"raw {report.column}" if f"raw {report.column}" in names else report.column) + "::varchar"
        for report in reports
    ]
    ((rows, *filled),) = run(
        connection, f"select count(*), {', '.join(f'count({cell})' for cell in raw)} from {part.typed_table}"
    )
    typed = [f"{quoted(report.column)}::varchar" for report in reports]
    top = run(connection, f"select {', '.join([*raw, *typed])} from {part.typed_table} limit {LOOKED_AT}")
    counted = []
    for index, report in enumerate(reports):
        found = _different([(row[index], row[index + len(reports)]) for row in top])
        if not found and filled[index]:
            cells = f"select {raw[index]}, {typed[index]} from {part.typed_table}"
            found = _different(
                run(
                    connection,
                    f"{cells} where {raw[index]} is not null and {typed[index]} is not null limit {EXAMPLES}",
                )
            )
        counted.append(replace(report, filled=filled[index], blank=rows - filled[index], examples=found))
    return counted


def _different(pairs: list[tuple[str | None, ...]]) -> tuple[tuple[str, str], ...]:
    """The first different cells that could be read."""
    read = {raw: value for raw, value in reversed(pairs) if raw is not None and value is not None}
    first = [raw for raw in dict.fromkeys(raw for raw, _ in pairs) if raw in read][:EXAMPLES]
    return tuple((raw, read[raw]) for raw in first if raw is not None)
