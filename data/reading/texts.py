"""The text of a canonical column, from the cells of a sheet and the rule of its mapping."""

import re

from data.reading.header import Recognition
from data.reading.mapping import CELL, FILE, ColumnRule, Mapping, PartRule
from data.reading.sheet import cell_name
from data.reading.sql import literal

_HEADING_GROUP = re.compile(r"\(heading (\d+)\)")


class Cells:
    """Where the headings of one file stand; for a part that is spread over headings, at one of them."""

    def __init__(self, file: str, recognition: Recognition, at: tuple[int, tuple[str, ...]] | None = None) -> None:
        self.file = file
        self.recognition = recognition
        self.at = at

    def sql(self, *choices: str) -> str | None:
        """SQL for the cell of the first of these headings that the file has."""
        for choice in choices:
            if choice == FILE:
                return literal(self.file)
            group = _HEADING_GROUP.fullmatch(choice)
            if self.at is not None and choice == CELL:
                return cell_name(self.at[0])
            if self.at is not None and group is not None:
                return literal(self.at[1][int(group[1]) - 1])
            position = self.recognition.position(choice)
            if position is not None:
                return cell_name(position)
        return None

    def heading(self, *choices: str) -> str | None:
        """That heading as a person reads it."""
        for choice in choices:
            if self.sql(choice) is None:
                continue
            if self.at is not None and (choice == CELL or _HEADING_GROUP.fullmatch(choice)):
                return " ".join(self.recognition.headings[self.at[0]].split())
            position = self.recognition.position(choice)
            return choice if position is None else " ".join(self.recognition.all_headings[position].split())
        return None


def filled_by(rule: ColumnRule, cells: Cells) -> str | None:
    """The headings of this file that fill a column, as a person reads them; None if nothing does."""
    found = cells.heading(*rule.headings, *rule.instead)
    if found is not None:
        return found
    if rule.join:
        joined = [heading for heading in (cells.heading(heading) for heading in rule.join) if heading is not None]
        return " + ".join(joined) or None
    if rule.constant is not None:
        return rule.column
    return "the order of the lines" if rule.line else None


def text_sql(rule: ColumnRule, cells: Cells, mapping: Mapping) -> str:
    """SQL over a sheet's cells for one column's text, NULL where there is nothing."""
    cell = _cell(rule, cells)
    if cell is None:
        if rule.line:
            return "(-source_row)::varchar" if rule.line == "newest first" else "source_row::varchar"
        return literal(rule.constant) if rule.constant is not None else "null::varchar"
    is_id = rule.column.endswith("_id")
    empty = [*rule.empty, *(mapping.empty_ids if is_id else ())]
    if empty:
        cell = f"case when {cell} in ({', '.join(map(literal, empty))}) then null else {cell} end"
    if is_id and cells.heading(*rule.headings) is not None:
        cell = id_sql(cell, mapping.ids)
    if rule.pattern:
        cell = f"nullif(trim(regexp_extract({cell}, {literal(rule.pattern)}, 1, 'i')), '')"
    return _replaced(cell, rule)


def unguarded_sql(cell: str) -> str:
    """SQL for a text without the apostrophe that some programs put before what looks like a formula."""
    is_guarded = f"starts_with({cell}, {literal(chr(39))}) and ({cell})[2] in ('=', '+', '-', '@')"
    return f"case when {is_guarded} then ({cell})[2:] else {cell} end"


def less_sql(rule: ColumnRule, cells: Cells) -> str | None:
    """SQL for the cell that is taken away."""
    return cells.sql(*rule.less) if rule.less else None


def _cell(rule: ColumnRule, cells: Cells) -> str | None:
    """SQL for the cell that a rule begins with."""
    choices = [cells.sql(*rule.headings) if rule.headings else None, *(cells.sql(heading) for heading in rule.instead)]
    found = [choice for choice in choices if choice is not None]
    if found:
        return found[0] if len(found) == 1 else f"coalesce({', '.join(found)})"
    joined_cells = [cell for cell in (cells.sql(heading) for heading in rule.join) if cell is not None]
    if not joined_cells:
        return None
    joined = f"nullif(concat_ws({literal(rule.separator)}, {', '.join(joined_cells)}), '')"
    if not rule.count_repeats:
        return joined
    place = f"row_number() over (partition by {joined} order by source_row)"
    return f"({joined} || case when {place} > 1 then {literal(rule.separator)} || {place} else '' end)"


def id_sql(cell: str, form: str) -> str:
    """SQL for an id in the one form in which it is compared."""
    if form == "salesforce":
        # Reports give 15 characters, other exports three more that only check them.
        return f"case when length({cell}) = 18 then left({cell}, 15) else {cell} end"
    if form == "zoho":
        return f"case when starts_with({cell}, 'zcrm_') then {cell}[6:] else {cell} end"
    return cell


def _replaced(cell: str, rule: ColumnRule) -> str:
    blank = literal(rule.blank) if rule.blank is not None else "null"
    if not rule.values:
        return f"coalesce({cell}, {blank})" if rule.blank is not None else cell
    cases = " ".join(
        f"when lower({cell}) = {literal(found.casefold())} then {literal(value)}"
        for found, value in rule.values.items()
    )
    otherwise = literal(rule.otherwise) if rule.otherwise is not None else cell
    return f"case when {cell} is null then {blank} {cases} else {otherwise} end"


def routes(rules: tuple[PartRule, ...], cells: Cells) -> list[str]:
    """For each part the SQL condition of its rows; a row belongs to the first part that takes it.

    A part that is spread over headings takes nothing away: it stands beside the record of its row.
    """
    conditions: list[str] = []
    taken: list[str] = []
    for rule in rules:
        own = [_among(cells, heading, values, "") for heading, values in rule.where.items()]
        own += [_among(cells, heading, values, "not ") for heading, values in rule.where_not.items()]
        if not rule.spread:
            own += [f"not ({earlier})" for earlier in taken]
        condition = " and ".join(own) or "true"
        conditions.append(condition)
        if not rule.spread:
            taken.append(condition)
    return conditions


def _among(cells: Cells, heading: str, values: tuple[str, ...], negation: str) -> str:
    wanted = ", ".join(literal(value.casefold()) for value in values)
    return f"{negation}coalesce(lower({cells.sql(heading) or 'null'}), '') in ({wanted})"
