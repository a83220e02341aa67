"""python -m data guess FILE: how a file that no mapping knows could be read, as a mapping to keep or to change."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data import own_mappings
from data.check import Trial, beginnings, check_alone, try_mapping
from data.reading.beginning import Beginning
from data.reading.guess import Proposal, guess
from data.reading.mapping import Mapping
from data.reading.mapping_files import load_mappings, mapping_of
from data.reading.refusal import RefusedError
from data.reading.sources import Source
from data.reading.table_needs import NEEDS
from data.report_text import as_text
from data.settings import Settings, read_settings
from data.store import business_now


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> Callable[[argparse.Namespace], int]:
    """Adds the command to the command line; gives what runs it."""
    guessing = commands.add_parser("guess", help="propose how a file that is not known could be read")
    guessing.add_argument("file", type=Path)
    guessing.add_argument("--table", choices=list(NEEDS), help="what is in the file; guessed if left out")
    guessing.add_argument("--save", type=Path, metavar="FOLDER", help="keep the mapping for the exports in this folder")
    return _run


def _run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        _complain(f"{options.file} is not a file.")
        return 2
    if options.save is not None and not options.save.is_dir():
        _complain(f"{options.save} is not a folder.")
        return 2
    settings = read_settings(options.save) if options.save else Settings()
    own = [mapping for mapping in load_mappings(options.save) if mapping.is_own]
    source = Source(options.file.name, options.file)
    try:
        found = beginnings(source)
    except RefusedError as refusal:
        _complain(f"{options.file.name}: {refusal.message}")
        return 1
    known = {report.file: report for report in check_alone(settings, source) if report.status != "refused"}
    worst = 0
    for file, start in found.items():
        if file in known:
            _say(f"# {file} is known already: {known[file].message}")
        elif start is None:
            _say(f"# {file}: no line looks like headings.")
            worst = 1
        else:
            worst = max(worst, _propose(options, settings, source, file, start, own))
    return worst


def _propose(
    options: argparse.Namespace, settings: Settings, source: Source, file: str, start: Beginning, own: list[Mapping]
) -> int:
    """Prints the mapping with its evidence and its check, and keeps it where that was asked."""
    proposals = guess(start, file, own)
    chosen = next((proposal for proposal in proposals if proposal.table == options.table), proposals[0])
    choices = own_mappings.choices_of(chosen, start, file, own_mappings.own_system(chosen.table))
    if not choices.can_be_tried:
        _say(f"# {file}: no heading is like a column that the board knows.")
        return 1
    today = business_now(settings).date()
    evidence = {column: match.evidence for column, match in chosen.matches.items()}
    text = own_mappings.as_toml(choices, start.fingerprint, today, evidence)
    trial = try_mapping(settings, source, file, mapping_of("the mapping", text))
    _say(_introduction(file, start, chosen, today))
    _say(text)
    _say(_comments(as_text([trial.report])))
    is_good = trial.report.status == "read" and not choices.missing
    if options.save is not None and is_good:
        _say(f"# Kept as {own_mappings.save(options.save, text)}")
    elif options.save is not None:
        _complain(f"{file}: not kept, because it cannot be read so. {_wanting(trial, chosen)}")
    return 0 if is_good else 1


def _introduction(file: str, start: Beginning, proposal: Proposal, today: date) -> str:
    told = f"{file}, guessed on {today.isoformat()} from the headings in line {start.line}"
    missing = [f"missing: {' or '.join(group)}" for group in proposal.missing]
    return _comments("\n".join([told, *proposal.evidence, *missing]))


def _wanting(trial: Trial, proposal: Proposal) -> str:
    if proposal.missing:
        return "It lacks " + ", and ".join(" or ".join(group) for group in proposal.missing) + "."
    return trial.report.message


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")


def _comments(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())
