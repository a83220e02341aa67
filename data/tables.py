"""The canonical tables, read from tables.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCHEMA = Path(__file__).with_name("tables.toml")

SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18,2)",
    "rate": "DECIMAL(18,8)",
    "fraction": "DECIMAL(9,6)",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
}
NUMBERS = ("money", "rate", "fraction", "integer")
LINEAGE = {"system": "VARCHAR", "source_file": "VARCHAR", "source_row": "INTEGER"}


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    what: str

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class Table:
    name: str
    row: str
    area: str
    export: str
    columns: dict[str, Column]
    is_reference: bool = False  # only looked up in, so that its age alone says nothing


@cache
def tables() -> dict[str, Table]:
    """Every canonical table by its name, in the order of tables.toml."""
    found = {}
    for name, block in tomllib.loads(SCHEMA.read_text(encoding="utf-8")).items():
        columns = {column: Column(column, what["type"], what["what"]) for column, what in block["columns"].items()}
        for column in columns.values():
            if column.type not in SQL_TYPES:
                raise ValueError(f"tables.toml: {name}.{column.name} has the unknown type {column.type!r}")
        is_reference = block.get("is_reference", False)
        found[name] = Table(name, block["row"], block["area"], block["export"], columns, is_reference)
    return found


def template(table: str) -> str:
    """The plain template of one table: a CSV with nothing but its headings."""
    if table not in tables():
        raise ValueError(f"There is no table {table!r}. The tables are: {', '.join(tables())}.")
    return ",".join(tables()[table].columns) + "\n"
