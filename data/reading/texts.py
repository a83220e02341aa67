"""The text of a canonical column, from the cells of a sheet and the rule of its mapping."""

from data.reading.header import Recognition
from data.reading.mapping import ColumnRule, PartRule
from data.reading.sheet import cell_name
from data.reading.sql import Parameters


def filled_by(rule: ColumnRule, recognition: Recognition) -> str | None:
    """The headings of this file that fill a column, as a person reads them; None if nothing does."""
    position = recognition.position(*rule.headings)
    if position is not None:
        return recognition.headings[position].strip()
    if rule.join:
        found = [heading for heading in rule.join if recognition.position(heading) is not None]
        return " + ".join(found) if found else None
    if rule.constant is not None:
        return rule.column
    return "the order of the lines" if rule.line else None


def text_sql(rule: ColumnRule, recognition: Recognition, empty_ids: tuple[str, ...], parameters: Parameters) -> str:
    """SQL over a sheet's cells for one column's text, NULL where there is nothing."""
    position = recognition.position(*rule.headings)
    if position is None and rule.join:
        positions = [recognition.position(heading) for heading in rule.join]
        cells = ", ".join(cell_name(position) for position in positions if position is not None)
        joined = f"nullif(concat_ws({parameters(rule.separator)}, {cells}), '')"
        if not rule.count_repeats:
            return joined
        place = f"row_number() over (partition by {joined} order by source_row)"
        return f"{joined} || case when {place} > 1 then {parameters(rule.separator)} || {place} else '' end"
    if position is None:
        if rule.line:
            return "(-source_row)::varchar" if rule.line == "newest first" else "source_row::varchar"
        return parameters(rule.constant) if rule.constant is not None else "null::varchar"
    cell = cell_name(position)
    empty = [*rule.empty, *(empty_ids if rule.column.endswith("_id") else ())]
    if empty:
        cell = f"case when list_contains({parameters(empty)}, {cell}) then null else {cell} end"
    return _replaced(cell, rule, parameters)


def _replaced(cell: str, rule: ColumnRule, parameters: Parameters) -> str:
    blank = parameters(rule.blank) if rule.blank is not None else "null"
    if not rule.values:
        return f"coalesce({cell}, {blank})" if rule.blank is not None else cell
    cases = " ".join(
        f"when lower({cell}) = {parameters(found.casefold())} then {parameters(value)}"
        for found, value in rule.values.items()
    )
    otherwise = parameters(rule.otherwise) if rule.otherwise is not None else cell
    return f"case when {cell} is null then {blank} {cases} else {otherwise} end"


def routes(parts: tuple[PartRule, ...], recognition: Recognition, parameters: Parameters) -> list[str]:
    """For each part the SQL condition of its rows; a row belongs to the first part that takes it."""
    conditions: list[str] = []
    for part in parts:
        own = ["true"]
        for heading, values in part.where.items():
            position = recognition.position(heading)
            cell = cell_name(position) if position is not None else "''"
            wanted = parameters([value.casefold() for value in values])
            own.append(f"coalesce(list_contains({wanted}, lower({cell})), false)")
        conditions.append(" and ".join([*own, *(f"not ({earlier})" for earlier in conditions)]))
    return conditions
