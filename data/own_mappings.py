"""The owner's own mappings: made from choices about a file that no mapping knew, and kept beside the exports."""

import json
import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from data import owners_folder
from data.reading.beginning import Beginning
from data.reading.cell_kinds import kinds_of
from data.reading.guess import Match, Proposal
from data.reading.heading_words import word_for
from data.reading.mapping import Mapping
from data.reading.mapping_files import load_mappings, mapping_of
from data.reading.table_needs import LINKED, NEEDS, fillable, words_of
from data.tables import tables

BY_HAND = "matched by hand"


@dataclass(frozen=True)
class Choice:
    """What fills one column: headings, several of them put together, or one text for every row."""

    headings: tuple[str, ...] = ()
    constant: str = ""
    values: dict[str, str] = field(default_factory=dict)  # what cells say -> the board's own word
    is_percent: bool = False  # 40 means 40 %
    is_name: bool = False  # of a record that an activity hangs on: its name, not its id


@dataclass(frozen=True)
class Choices:
    """How the owner wants a file to be read."""

    table: str
    columns: dict[str, Choice]
    system: str
    title: str
    extent: str = "full list"
    date_order: str = ""
    decimal_mark: str = ""

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """Of each of these groups of columns one must be filled, and none is."""
        return [group for group in NEEDS[self.table].any_of if not any(column in self.columns for column in group)]

    @property
    def can_be_tried(self) -> bool:
        """True where a heading was chosen, and with it something that tells rows apart."""
        return any(choice.headings for choice in self.columns.values()) and bool(_key(self))


def choices_of(proposal: Proposal, start: Beginning, name: str, system: str) -> Choices:
    """The choices that a proposal amounts to, for a person to change."""
    columns = {column: choice_of(proposal.table, match, start) for column, match in proposal.matches.items()}
    if proposal.table == "activity" and "activity_type" not in columns:
        said = word_for(PurePosixPath(name).stem, words_of("activity", "activity_type"))
        columns |= {"activity_type": Choice(constant=said)} if said else {}
    if proposal.table == "target" and "metric" not in columns:
        columns["metric"] = Choice(constant="referrals")
    if proposal.table == "cash_balance" and "bank_account" not in columns:
        columns["bank_account"] = Choice(constant=_words_of_name(name) or "Bank")
    return Choices(
        table=proposal.table,
        columns=columns,
        system=system,
        title=f"{tables()[proposal.table].export} from {_words_of_name(name) or 'a file'}",
        extent=NEEDS[proposal.table].extent,
    )


def choice_of(table: str, match: Match, start: Beginning) -> Choice:
    """What headings mean for a column, by the cells below them."""
    return choice(table, match.column, match.headings, start)


def choice(table: str, column: str, headings: tuple[str, ...], start: Beginning) -> Choice:
    """A column filled by headings: the words of its cells in the board's own, and whether 40 means 40 %."""
    cells = [cell for heading in headings for cell in start.cells(heading) if cell]
    known = words_of(table, column)
    if known:
        said = {cell: word_for(cell, known) for cell in dict.fromkeys(cells)}
        return Choice(headings, values={cell: word for cell, word in said.items() if word and word != cell.casefold()})
    if fillable(table)[column].type == "fraction":
        return Choice(headings, is_percent=not any("%" in cell for cell in cells) and any(map(_is_above_one, cells)))
    if table == "activity" and column in LINKED:
        kinds = kinds_of(cells)
        return Choice(headings, is_name=kinds.share(kinds.wordy) > 0.5)
    return Choice(headings)


def as_toml(choices: Choices, fingerprint: str, on: date, evidence: Dict[str, Sequence[str]] | None = None) -> str:
    """The mapping as a file of columns/ has it.

    Args:
        fingerprint: of the headings of the file; the mapping is for files with exactly these
        on: the day of the choices
        evidence: by column, what speaks for it; written as comments
    """
    used = list(dict.fromkeys(heading for choice in choices.columns.values() for heading in choice.headings))
    lines = [
        f"system = {_text(choices.system)}",
        f"kind = {_text(choices.title)}",
        f"title = {_text(choices.title)}",
        f"source = {_text(f'{BY_HAND} on {on.isoformat()}')}",
        "verified = true",
        f"fingerprint = {_text(fingerprint)}",
        f"table = {_text(choices.table)}",
        f"extent = {_text(choices.extent)}",
        f"required = {_texts(used)}",
        f"key = {_texts(_key(choices))}",
        f"filled = {_texts(_filled(choices))}",
        f"exported_on = {_texts(_evidence_of_day(choices))}",
    ]
    lines += [f"date_order = {_text(choices.date_order)}"] if choices.date_order else []
    lines += [f"decimal_mark = {_text(choices.decimal_mark)}"] if choices.decimal_mark else []
    lines += ["", "[columns]"]
    for column, rule in _rules(choices).items():
        lines += [f"# {said}" for said in (evidence or {}).get(column, ())]
        lines.append(f"{column} = {rule}")
    for kind, chosen in choices.columns.items():
        if choices.table == "activity" and kind in LINKED and chosen.headings:
            by = 'by = "name"\n' if chosen.is_name else ""
            lines += ["", "[[links]]", f"heading = {_text(chosen.headings[0])}", f'kind = "{kind}"', by.strip()]
    return "\n".join(lines).rstrip("\n") + "\n"


def save(folder: Path, text: str) -> Path:
    """Keeps a mapping in <exports folder>/columns, in the place of an earlier one for the same headings."""
    mapping = mapping_of("the mapping", text)
    earlier = by_hand(folder).get(mapping.fingerprint)
    name = earlier.origin if earlier else f"{_slug(mapping.title)}-{mapping.fingerprint[:6]}.toml"
    return owners_folder.write(folder, f"columns/{name}", text.encode())


def forget(folder: Path, origin: str) -> None:
    """Takes back a mapping that was matched by hand; its files are unknown again."""
    if origin in {mapping.origin for mapping in by_hand(folder).values()} and folder.resolve() != owners_folder.SAMPLE:
        (folder / "columns" / origin).unlink(missing_ok=True)


def by_hand(folder: Path) -> dict[str, Mapping]:
    """The mappings of a folder that were made here, by their fingerprint."""
    found = [mapping for mapping in load_mappings(folder) if mapping.is_own and mapping.source.startswith(BY_HAND)]
    return {mapping.fingerprint: mapping for mapping in found if mapping.fingerprint}


def own_system(table: str) -> str:
    """The system of an export that nothing is known about; own files of one area belong together."""
    return f"own {tables()[table].area.lower()}"


def _rules(choices: Choices) -> dict[str, str]:
    """The rule of each column as TOML, the id of the row first."""
    needs = NEEDS[choices.table]
    rules = {
        column: _rule(chosen)
        for column, chosen in choices.columns.items()
        if not (choices.table == "activity" and column in LINKED)
    }
    if needs.own_id and needs.own_id not in rules:
        rules = {needs.own_id: _made_id(choices)} | rules
    if choices.table == "cash_balance" and "position" not in rules:
        rules["position"] = '{ line = "by its days" }'
    return rules


def _rule(chosen: Choice) -> str:
    if chosen.constant:
        return f"{{ constant = {_text(chosen.constant)} }}"
    if len(chosen.headings) > 1:
        return f"{{ join = {_texts(chosen.headings)} }}"
    extra = ", percent = true" if chosen.is_percent else ""
    if chosen.values:
        pairs = ", ".join(f"{_text(cell)} = {_text(word)}" for cell, word in chosen.values.items())
        extra += f", values = {{ {pairs} }}"
    heading = _text(chosen.headings[0])
    return f"{{ from = {heading}{extra} }}" if extra else heading


def told_apart_by(choices: Choices) -> list[str]:
    """The headings that make the ids of rows that have none."""
    needs = NEEDS[choices.table]
    if not needs.own_id or needs.own_id in choices.columns:
        return []
    filled = {column: chosen.headings for column, chosen in choices.columns.items() if chosen.headings}
    group = next((group for group in needs.told_by if all(column in filled for column in group)), tuple(filled))
    return list(dict.fromkeys(heading for column in group for heading in filled[column]))


def _made_id(choices: Choices) -> str:
    headings = told_apart_by(choices)
    if len(headings) == 1:
        return _text(headings[0])
    repeats = ", count_repeats = true" if NEEDS[choices.table].happens else ""
    return f'{{ join = {_texts(headings)}, with = " | "{repeats} }}'


def _key(choices: Choices) -> list[str]:
    needs = NEEDS[choices.table]
    return [needs.own_id] if needs.own_id else [column for column in needs.key if column in choices.columns]


def _filled(choices: Choices) -> list[str]:
    """What a row cannot do without: its id, and what the whole table cannot do without."""
    needs = NEEDS[choices.table]
    single = [group[0] for group in needs.any_of if len(group) == 1 and group[0] in choices.columns]
    return [*([needs.own_id] if needs.own_id else []), *single]


def _evidence_of_day(choices: Choices) -> list[str]:
    """Headings of times that have passed when the file was written."""
    passed = ("created_at", "issued_on", "paid_on", "changed_at", "balance_on")
    return [heading for column in passed if column in choices.columns for heading in choices.columns[column].headings]


def _is_above_one(cell: str) -> bool:
    digits = re.match(r"\d+", cell)
    return digits is not None and int(digits[0]) > 1


def _words_of_name(name: str) -> str:
    """A file's name as words, without days and numbers: "Deals_2026_05.csv" -> Deals."""
    return " ".join(re.findall(r"[^\W\d_]+", re.sub(r"\.\w+$|\.\w+(?=[/ ])", "", PurePosixPath(name).name)))


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:60] or "file"


def _text(value: str) -> str:
    # JSON's escapes are TOML's too; only the delete character has none in JSON.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(values: Sequence[str]) -> str:
    return "[" + ", ".join(map(_text, values)) + "]"
