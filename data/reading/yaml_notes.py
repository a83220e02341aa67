"""The notes of Highrise, a YAML text for each person or company, read into rows as if they had been a table."""

import re
from collections.abc import Iterator

import yaml

from data.reading.refusal import RefusedError

HEADINGS = ("Person ID", "Person", "Tags", "Kind", "ID", "Author", "Written", "About", "Subject", "Body")
_FACTS = HEADINGS[5:]

# The text begins with the card: "- ID: 1231" and below it the name.
_BEGINNING = re.compile(r"\ufeff?(?:---[^\r\n]*\s+)?\s*- ID: *\d+\s+Name:")
_RECORD = re.compile(r"(?P<kind>[^:]+) (?P<id>\d+)")
# A mailing leaves a note with everyone who got it; nobody sat down to write to this person.
_MAILING = re.compile(r"Campaign .* was sent to contact ", re.DOTALL)
# YAML ends a line at these and knows none of the others; a mail that was pasted into a note may hold them all.
_NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# Names and tags stand without quotes, even with signs that mean something in YAML. Bodies are indented more.
_BARE = re.compile(r"(?P<before> {2,4}(?:(?:Name|Author|Written|About|Subject): +|- +))(?P<value>[^\s\"'|>].*)")


def looks_like(text: str) -> bool:
    """Whether a text is such a file of notes."""
    return _BEGINNING.match(text) is not None


def records(text: str) -> tuple[list[str], list[list[str]], list[int]]:
    """Turns the notes of one person or company into rows.

    Returns:
        The headings Person ID, Person, Tags, Kind, ID, Author, Written, About, Subject and Body; one row for each
        note, mail or finished task, with "" where it says nothing; and the line on which each begins. Kind is what the
        file calls it ("Note", "Email", "Task recording"), but "Mailing" for what a mass mailing left behind. A record
        that cannot be read is a row with nothing but what is known of it, so that it can be listed.
    """
    text = text.removeprefix("\ufeff")
    if not looks_like(text):
        raise RefusedError("not recognised", "The file does not begin with the ID and the name of a person or company.")
    person: list[str] = []
    rows, lines = [], []
    for line, item in _items(_NOT_IN_YAML.sub(" ", text)):
        key, value = _first_pair(item)
        record = _RECORD.fullmatch(key)
        if key == "ID":
            facts = _facts(value, ("ID", "Name", "Tags"))
            person = [facts["ID"], facts["Name"], facts["Tags"]]
        elif record is not None:
            facts = _facts(value, _FACTS)
            kind = "Mailing" if _MAILING.match(facts["Body"]) else record["kind"]
            rows.append([*person, kind, record["id"], *facts.values()])
            lines.append(line)
        elif not person:
            raise RefusedError("half-written", f"The ID and the name in line {line} cannot be read.", line)
    return list(HEADINGS), rows, lines


def _items(text: str) -> Iterator[tuple[int, str]]:
    """The entries of the list, each with the line on which it begins. One that is damaged leaves the others whole."""
    lines = re.split(r"\r\n|\r|\n", text)
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start + 1, "\n".join(lines[start:end]) + "\n"


def _first_pair(item: str) -> tuple[str, yaml.Node | None]:
    """The first key of an entry with what belongs to it: the whole card, or the list below a note's heading."""
    try:
        node = _composed(item)
    except (yaml.YAMLError, RecursionError):
        return item[2:].split("\n", 1)[0].removesuffix(":").strip(), None
    (entry,) = node.value
    if not isinstance(entry, yaml.MappingNode):
        return "", None
    key, value = entry.value[0]
    return str(key.value), entry if key.value == "ID" else value


def _composed(item: str) -> yaml.SequenceNode:
    """Nodes instead of objects: every text stays as it is written, and a key that stands twice is not lost."""
    try:
        node = yaml.compose(item, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = yaml.compose("\n".join(map(_quoted, item.split("\n"))), Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.SequenceNode):
        raise yaml.YAMLError("an entry of the list was expected")
    return node


def _quoted(line: str) -> str:
    match = _BARE.fullmatch(line)
    if match is None:
        return line
    value = match["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{match["before"]}"{value}"'


def _facts(node: yaml.Node | None, wanted: tuple[str, ...]) -> dict[str, str]:
    """The texts below some keys, wherever in the entry they stand; "" for those that are missing."""
    facts = dict.fromkeys(wanted, "")
    for key, value in _pairs(node):
        if key in facts and not facts[key]:
            facts[key] = _text(value)
    return facts


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _pairs(entry)


def _text(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, map(_text, node.value)))
    return ""
