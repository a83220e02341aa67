"""Small pieces of SQL text: quoted names, and values that travel as parameters."""

from typing import Any

import duckdb


def quoted(name: str) -> str:
    """A name that SQL reads as one identifier, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | int | list[str]) -> str:
    """A value as SQL text. Views cannot hold parameters, and most steps of reading are views."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]::varchar[]"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


class Parameters:
    """Writes values into a statement as literals."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def __call__(self, value: str | int | list[str]) -> str:
        return literal(value)


def run(
    connection: duckdb.DuckDBPyConnection, statement: str, parameters: dict[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Executes a statement to its end; a result that is left open would block the connection."""
    rows: list[tuple[Any, ...]] = connection.execute(statement, parameters or {}).fetchall()
    return rows
