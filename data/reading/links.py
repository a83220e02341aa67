"""The records that an activity hangs on: one row for each filled id."""

import duckdb

from data.reading.mapping import LinkRule
from data.reading.parts import Part
from data.reading.sheet import Sheet, cell_name
from data.reading.sql import Parameters, run


def add_links(connection: duckdb.DuckDBPyConnection, part: Part, sheet: Sheet, cells: str) -> None:
    """Collects the links of the rows of a part that are not rejected."""
    for link in sheet.mapping.links:
        position = sheet.recognition.position(link.heading)
        if position is None:
            continue
        parameters = Parameters()
        cell = f"cells.{cell_name(position)}"
        kind = _kind_sql(link, cell, parameters)
        run(
            connection,
            f"""
            insert into link
            select
                {parameters(part.mapping.system)}, {parameters(part.mapping.kind)}, {parameters(part.file)},
                typed.source_row, typed.activity_id, {kind}, {cell}
            from {part.typed_table} as typed
            join {cells} as cells using (source_row)
            where {cell} is not null
                and not list_contains({parameters(list(part.mapping.empty_ids))}, {cell})
                and {kind} is not null
                and typed.source_row not in (
                    select source_row from issue
                    where file_name = {parameters(part.file)} and severity = 'rejected' and source_row is not null
                )
            """,
            parameters.values,
        )


def _kind_sql(link: LinkRule, cell: str, parameters: Parameters) -> str:
    if not link.prefixes:
        return parameters(link.kinds[0])
    cases = [
        f"when starts_with({cell}, {parameters(prefix)}) then {parameters(kind)}"
        for prefix, kind in link.prefixes.items()
    ]
    return f"case {' '.join(cases)} end"
