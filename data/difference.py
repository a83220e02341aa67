"""What a load changed on the board: records that are new, changed, gone, and invoices that were closed."""

from pathlib import Path

import duckdb

from data.earlier import columns_of, id_of, stored_table
from data.reading.sql import quoted, run
from data.tables import LINEAGE, tables

Difference = dict[str, dict[str, int]]
"""Table -> new, changed, gone and closed -> how many records; tables and counts without any are left out."""


def difference(connection: duckdb.DuckDBPyConnection, earlier: Path | None, closed_invoices: int) -> Difference:
    """Compares what goes onto the board with an earlier load, record by record."""
    found = {table: _records(connection, table, earlier) for table in tables() if id_of(table) is not None}
    invoices = found["invoice"]
    invoices["closed"] = closed_invoices
    invoices["changed"] = max(invoices["changed"] - closed_invoices, 0)
    named = {table: {name: count for name, count in counts.items() if count} for table, counts in found.items()}
    return {table: counts for table, counts in named.items() if counts}


def _records(connection: duckdb.DuckDBPyConnection, table: str, earlier: Path | None) -> dict[str, int]:
    before = stored_table(connection, earlier or Path("none"), table)
    row = ", ".join(quoted(name) for name in columns_of(table) if name not in LINEAGE)
    own = f"coalesce({id_of(table)}, number)" if "number" in columns_of(table) else id_of(table)

    def records(rows: str) -> str:
        return f"""
            select system, {own} as id, bit_xor(hash({row})) as content from ({rows})
            where {own} is not null group by all
        """

    ((new, changed, gone),) = run(
        connection,
        f"""
        select
            count(*) filter (where before.id is null),
            count(*) filter (where now.content <> before.content),
            count(*) filter (where now.id is null)
        from ({records(f"select * from {quoted('final ' + table)}")}) as now
        full join ({records(before)}) as before on before.system = now.system and before.id = now.id
        """,
    )
    return {"new": new, "changed": changed, "gone": gone}
