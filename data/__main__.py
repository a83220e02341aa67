"""The command line of the data layer: python -m data check FOLDER | load FOLDER | guess FILE | template [TABLE]."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from data import guess_command
from data.check import check
from data.reading.mapping_files import MappingError
from data.report_text import as_text
from data.settings import SettingsError
from data.store import LoadError, load
from data.tables import tables, template


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="say file by file how a folder of exports is understood")
    checking.add_argument("folder", type=Path)
    checking.add_argument("--format", choices=("text", "json"), default="text")
    checking.add_argument("--rejects", type=Path, metavar="FILE.csv", help="write what was not taken in as CSV")
    loading = commands.add_parser("load", help="take a folder of exports in as a new version")
    loading.add_argument("folder", type=Path)
    templates = commands.add_parser("template", help="print the headings of the plain CSV of one table, or of all")
    templates.add_argument("table", nargs="?", choices=list(tables()))
    guessing = guess_command.register(commands)
    options = parser.parse_args(arguments)
    if options.command == "template":
        return _template(options.table)
    if options.command != "guess" and not options.folder.is_dir():
        print(f"{options.folder} is not a folder.", file=sys.stderr)
        return 2
    try:
        if options.command == "guess":
            return guessing(options)
        if options.command == "check":
            return _check(options.folder, options.format, options.rejects)
        return _load(options.folder)
    except (SettingsError, MappingError, LoadError) as error:
        print(error, file=sys.stderr)
        return 1


def _check(folder: Path, form: str, rejects: Path | None) -> int:
    reports = check(folder, rejects)
    if form == "json":
        print(json.dumps([asdict(report) for report in reports], indent=2, default=str))
    else:
        print(as_text(reports))
    return 1 if any(report.status == "refused" for report in reports) else 0


def _load(folder: Path) -> int:
    version = load(folder)
    print(f"{version.name}  exported on {version.exported_on}  {version.path}")
    return 0


def _template(table: str | None) -> int:
    if table is not None:
        print(template(table), end="")
        return 0
    for name, described in tables().items():
        print(f"{name}.csv: each row is {described.row}\n{template(name)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
