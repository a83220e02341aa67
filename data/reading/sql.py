"""Small pieces of SQL text: quoted names, and values that travel as parameters."""

from typing import Any

import duckdb


def quoted(name: str) -> str:
    """A name that SQL reads as one identifier, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


class Parameters:
    """Collects values while a statement is written; calling it gives the placeholder."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def __call__(self, value: str | int | list[str]) -> str:
        name = f"value_{len(self.values)}"
        self.values[name] = value
        if isinstance(value, list):
            return f"${name}::varchar[]"
        return f"${name}::bigint" if isinstance(value, int) else f"${name}::varchar"


def run(
    connection: duckdb.DuckDBPyConnection, statement: str, parameters: dict[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Executes a statement to its end; a result that is left open would block the connection."""
    rows: list[tuple[Any, ...]] = connection.execute(statement, parameters or {}).fetchall()
    return rows
