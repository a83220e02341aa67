"""Reads columns/*.toml, ours and the owner's own, and refuses what it does not understand."""

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.reading.mapping import (
    EXTENTS,
    FORMS,
    ID_FORMS,
    LINE_ORDERS,
    ColumnRule,
    HeadlessColumn,
    LinkRule,
    Mapping,
    PartRule,
)  # fmt: skip
from data.tables import tables

COLUMNS = Path(__file__).parent.parent / "columns"

_TOP_KEYS = {
    "system", "kind", "title", "source", "verified", "extent", "required", "exported_on", "empty_ids", "date_order",
    "decimal_mark", "timezone", "set_aside", "report", "ids", "without", "fingerprint", "headless", "loose",
    "parts", "links",
}  # fmt: skip
_PART_KEYS = {"table", "key", "filled", "where", "where_not", "spread", "columns"}
_COLUMN_KEYS = {
    "from", "join", "with", "count_repeats", "constant", "line", "empty", "values", "blank", "otherwise", "percent",
    "pattern", "less", "or", "form", "sum",
}  # fmt: skip
_LINK_KEYS = {"heading", "kind", "kinds", "prefixes", "separator", "by"}
_HEADLESS_KEYS = {"heading", "looks_like"}
KNOWN_KEYS = _TOP_KEYS | _PART_KEYS | _COLUMN_KEYS | _LINK_KEYS | _HEADLESS_KEYS
_TARGET_KINDS = ("lead", "contact", "account", "deal")


class MappingError(ValueError):
    """A file in columns/ that says something we do not understand."""


def load_mappings(folder: Path | None = None) -> list[Mapping]:
    """The mappings that ship with the project, then the owner's own from <exports folder>/columns."""
    mappings = [_shipped(path, path.stat().st_mtime_ns) for path in sorted(COLUMNS.glob("*.toml"))]
    if folder is not None:
        own = sorted((folder / "columns").glob("*.toml"))
        mappings += [replace(read_mapping(path), is_own=True) for path in own]
    return mappings


@lru_cache(maxsize=1_000)
def _shipped(path: Path, _changed_at: int) -> Mapping:
    """There are many of ours, and every load reads them all."""
    return read_mapping(path)


def read_mapping(path: Path) -> Mapping:
    """The mapping of one file; raises MappingError with the file's name."""
    try:
        return mapping_of(path.name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise MappingError(f"{path.name}: {error}") from error


def mapping_of(origin: str, text: str) -> Mapping:
    """The mapping that a TOML text describes; `origin` names it in errors."""
    try:
        return _mapping(origin, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{origin}: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise MappingError(f"{origin}: {error} is missing or not what it should be.") from error


def _mapping(origin: str, block: dict[str, Any]) -> Mapping:
    _known(origin, "the file", block, _TOP_KEYS | _PART_KEYS)
    extent = block.get("extent", "full list")
    if extent not in EXTENTS:
        raise MappingError(f"{origin}: extent is {extent!r}; it can be {', '.join(EXTENTS)}.")
    if block.get("ids", "") not in ID_FORMS:
        raise MappingError(f"{origin}: ids is {block['ids']!r}; it can be {', '.join(ID_FORMS[1:])}.")
    set_aside = block.get("set_aside", "")
    headless = tuple(_headless(origin, column) for column in block.get("headless", []))
    parts = [] if set_aside else block.get("parts", [{key: block[key] for key in _PART_KEYS if key in block}])
    return Mapping(
        origin=origin,
        system=block["system"],
        kind=block["kind"],
        title=block.get("title", f"{block['system']} {block['kind']}"),
        source=block.get("source", ""),
        verified=block.get("verified", False),
        extent=extent,
        required=tuple(_texts(choices) for choices in block["required"])
        if not headless
        else tuple((column.heading,) for column in headless),
        parts=tuple(_part(origin, part) for part in parts),
        links=tuple(_link(origin, link) for link in block.get("links", [])),
        exported_on=_texts(block.get("exported_on", [])),
        empty_ids=_texts(block.get("empty_ids", [])),
        date_order=block.get("date_order", ""),
        decimal_mark=block.get("decimal_mark", ""),
        timezone=block.get("timezone", ""),
        set_aside=set_aside,
        report=block.get("report", False),
        ids=block.get("ids", ""),
        without=_texts(block.get("without", [])),
        fingerprint=block.get("fingerprint", ""),
        headless=headless,
        loose=block.get("loose", False),
    )


def _part(origin: str, block: dict[str, Any]) -> PartRule:
    _known(origin, "a part", block, _PART_KEYS)
    if block["table"] not in tables():
        raise MappingError(f"{origin}: there is no table {block['table']!r}; the tables are {', '.join(tables())}.")
    table = tables()[block["table"]]
    # Without a list of columns, each column is filled by the heading of its own name.
    columns = block.get("columns", {name: name for name in table.columns})
    for name in [*columns, *block["key"], *block.get("filled", [])]:
        if name not in table.columns:
            raise MappingError(f"{origin}: the table {table.name} has no column {name!r}.")
    return PartRule(
        table=table.name,
        key=_texts(block["key"]),
        filled=_texts(block.get("filled", block["key"])),
        columns={name: _column(origin, name, rule) for name, rule in columns.items()},
        where={heading: _texts(values) for heading, values in block.get("where", {}).items()},
        where_not={heading: _texts(values) for heading, values in block.get("where_not", {}).items()},
        spread=_regular(origin, block.get("spread", "")),
    )


def _column(origin: str, name: str, rule: str | list[str] | dict[str, Any]) -> ColumnRule:
    if not isinstance(rule, dict):
        return ColumnRule(name, headings=_texts(rule))
    _known(origin, f"the column {name}", rule, _COLUMN_KEYS)
    if rule.get("line") not in (None, *LINE_ORDERS):
        raise MappingError(f"{origin}: line of {name} can be {', '.join(LINE_ORDERS)}.")
    if rule.get("form", "") not in FORMS:
        raise MappingError(f"{origin}: form of {name} can be {', '.join(FORMS[1:])}.")
    return ColumnRule(
        column=name,
        headings=_texts(rule.get("from", [])),
        join=_texts(rule.get("join", [])),
        separator=rule.get("with", " "),
        count_repeats=rule.get("count_repeats", False),
        constant=rule.get("constant"),
        line=rule.get("line"),
        empty=_texts(rule.get("empty", [])),
        values=dict(rule.get("values", {})),
        blank=rule.get("blank"),
        otherwise=rule.get("otherwise"),
        percent=rule.get("percent", False),
        pattern=_regular(origin, rule.get("pattern", "")),
        less=_texts(rule.get("less", [])),
        instead=_texts(rule.get("or", [])),
        form=rule.get("form", ""),
        sum=rule.get("sum", False),
    )


def _link(origin: str, block: dict[str, Any]) -> LinkRule:
    _known(origin, "a link", block, _LINK_KEYS)
    prefixes = dict(block.get("prefixes", {}))
    kinds = _texts(block.get("kinds", block.get("kind", [])))
    for kind in [*kinds, *prefixes.values()]:
        if kind not in _TARGET_KINDS:
            raise MappingError(f"{origin}: a link can lead to {', '.join(_TARGET_KINDS)}, not to {kind!r}.")
    by_name = block.get("by", "id") == "name"
    if not prefixes and not kinds:
        raise MappingError(f"{origin}: a link needs a kind, kinds, or prefixes that tell the kind.")
    return LinkRule(block["heading"], kinds, prefixes, block.get("separator", ""), by_name)


def _headless(origin: str, block: dict[str, Any]) -> HeadlessColumn:
    _known(origin, "a column without a heading", block, _HEADLESS_KEYS)
    return HeadlessColumn(block["heading"], _regular(origin, block["looks_like"]))


def _regular(origin: str, pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise MappingError(f"{origin}: {pattern!r} is not a regular expression: {error}.") from error
    return pattern


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _known(origin: str, where: str, block: dict[str, Any], known: set[str]) -> None:
    for key in block:
        if key not in known:
            raise MappingError(f"{origin}: {where} has the unknown key {key!r}; known are {', '.join(sorted(known))}.")
