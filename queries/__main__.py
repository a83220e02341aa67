"""The shell's way to a number: python -m queries cash/need --exports FOLDER --as-of DAY [--format json] [--rows]."""

import argparse
import csv
import datetime
import json
import sys
from decimal import Decimal
from pathlib import Path

from data.reading.mapping_files import MappingError
from data.settings import SettingsError
from data.store import LoadError, load
from queries.answers import Table, Value, left_out, rows_behind, run
from queries.board import open_board
from queries.library import QueryError, query_names, read

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def main(arguments: list[str] | None = None) -> int:
    """Run one page query and print it; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.name is None:
        for name in query_names():
            print(f"{name:28} {read(name).title}")
        return 0
    try:
        board = open_board(load(options.exports), options.as_of, whole=False)
        parameters: dict[str, Value] = {"rep": options.rep} if "rep" in read(options.name).parameters else {}
        if "today" in read(options.name).parameters:
            parameters["today"] = datetime.date.today()
        if options.rows:
            table = rows_behind(board, options.name, options.column, None, None, **parameters)
        elif options.left_out:
            table = left_out(board, options.name, None, **parameters)
        else:
            table = run(board, options.name, None, **parameters)
    except (QueryError, LoadError, MappingError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 2
    _print(table, options.format)
    needs = board.needs(options.name)
    if needs:
        print(f"needs the export of: {', '.join(needs)}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m queries", description="Run a page query of the board.")
    parser.add_argument("name", nargs="?", help="such as cash/need; without it, all names are listed")
    parser.add_argument("--exports", type=Path, default=SAMPLE, help="the folder of exports (the sample company)")
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="the day (the day of the newest export)")
    parser.add_argument("--rep", help="one rep only, where the query can")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.add_argument("--rows", action="store_true", help="the rows behind the numbers, with file and line")
    parser.add_argument("--column", help="with --rows: only the rows that this number counts")
    parser.add_argument("--left-out", action="store_true", help="the rows that are left out, the reason first")
    return parser


def _print(table: Table, form: str) -> None:
    if form == "json":
        print(json.dumps(table.records(), default=_plain, indent=2, ensure_ascii=False))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(table.columns)
        writer.writerows(["" if value is None else _plain(value) for value in row] for row in table.rows)
    else:
        _print_aligned(table)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return value


def _print_aligned(table: Table) -> None:
    cells = [["–" if value is None else _short(value) for value in row] for row in table.rows]
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(table.columns)]
    is_number = [
        all(isinstance(row[at], int | float | Decimal | None) and not isinstance(row[at], bool) for row in table.rows)
        for at in range(len(table.columns))
    ]
    for row in [list(table.columns), *cells]:
        print(
            "  ".join(
                text.rjust(width) if number else text.ljust(width)
                for text, width, number in zip(row, widths, is_number, strict=True)
            ).rstrip()
        )


def _short(value: Value) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(_plain(value))


if __name__ == "__main__":
    sys.exit(main())
