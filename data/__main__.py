"""The command line of the data layer.

python -m data check | load | loads | undo | watch FOLDER, guess FILE, template [TABLE]
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from data import guess_command
from data.check import check
from data.loads import loads
from data.reading.mapping_files import MappingError
from data.report_text import as_text
from data.settings import SettingsError
from data.store import LoadError, Version, confirm, load, undo
from data.tables import tables, template
from data.watching import keep_loaded

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for add in (_add_check, _add_load, _add_loads, _add_undo, _add_watch, _add_guess, _add_template):
        add(commands)
    options = parser.parse_args(arguments)
    if hasattr(options, "folder") and not options.folder.is_dir():
        print(f"{options.folder} is not a folder.", file=sys.stderr)
        return 2
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (SettingsError, MappingError, LoadError) as error:
        print(error, file=sys.stderr)
        return 1


def _add(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_)
    command.set_defaults(run=run)
    return command


def _add_check(commands: Commands) -> None:
    command = _add(commands, "check", _check, "say file by file how a folder of exports is understood")
    command.add_argument("folder", type=Path)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--rejects", type=Path, metavar="FILE.csv", help="write what was not taken in as CSV")


def _check(options: argparse.Namespace) -> int:
    reports = check(options.folder, options.rejects)
    if options.format == "json":
        print(json.dumps([asdict(report) for report in reports], indent=2, default=str))
    else:
        print(as_text(reports))
    return 1 if any(report.status == "refused" for report in reports) else 0


def _add_load(commands: Commands) -> None:
    command = _add(commands, "load", _load, "take a folder of exports in as a new version")
    command.add_argument("folder", type=Path)
    command.add_argument("--again", action="store_true", help="take in what was undone, although no file has changed")
    command.add_argument("--confirm", metavar="FILE", help="say yes to what the load asks about this file")


def _load(options: argparse.Namespace) -> int:
    if options.confirm and not _confirm(options.folder, options.confirm):
        print(f"Nothing is asked about {options.confirm}.", file=sys.stderr)
    _print(load(options.folder, again=options.again))
    for question in loads(options.folder)[0].held_back:
        print(f"▲ {question.file}: {question.text} To have it all the same: --confirm {question.file!r}")
    return 0


def _confirm(folder: Path, file: str) -> bool:
    """Confirms what is asked about a file; False where nothing is."""
    try:
        load(folder)
        asked = loads(folder)[0].held_back
    except LoadError as error:
        asked = error.questions
    found = [question for question in asked if question.file == file]
    for question in found:
        confirm(folder, question)
    return bool(found)


def _add_loads(commands: Commands) -> None:
    command = _add(commands, "loads", _loads, "list the loads of a folder, the last one first")
    command.add_argument("folder", type=Path)


def _loads(options: argparse.Namespace) -> int:
    for item in loads(options.folder):
        mark = "undone" if item.is_undone else "current" if item.is_current else ""
        print(
            f"{item.name}  {mark:7}  exported on {item.exported_on}  loaded {item.loaded_at:%Y-%m-%d %H:%M} UTC  "
            f"{item.files} files, {item.rows:,} rows  changed: {item.changed}"
        )
    return 0


def _add_undo(commands: Commands) -> None:
    command = _add(commands, "undo", _undo, "go back to the load before the current one")
    command.add_argument("folder", type=Path)


def _undo(options: argparse.Namespace) -> int:
    _print(undo(options.folder))
    print("What the folder holds now is not taken in again until a file changes, or with: load --again")
    return 0


def _add_watch(commands: Commands) -> None:
    command = _add(commands, "watch", _watch, "take in every change of a folder as it comes, until it is interrupted")
    command.add_argument("folder", type=Path)


def _watch(options: argparse.Namespace) -> int:
    with suppress(KeyboardInterrupt):
        keep_loaded(options.folder, told=_print, failed=lambda error: print(error, file=sys.stderr, flush=True))
    return 0


def _print(version: Version) -> None:
    print(f"{version.name}  exported on {version.exported_on}  {version.path}", flush=True)


def _add_guess(commands: Commands) -> None:
    run = guess_command.register(commands)
    commands.choices["guess"].set_defaults(run=run)


def _add_template(commands: Commands) -> None:
    command = _add(commands, "template", _template, "print the headings of the plain CSV of one table, or of all")
    command.add_argument("table", nargs="?", choices=list(tables()))


def _template(options: argparse.Namespace) -> int:
    if options.table is not None:
        print(template(options.table), end="")
        return 0
    for name, described in tables().items():
        print(f"{name}.csv: each row is {described.row}\n{template(name)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
