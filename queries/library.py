"""The .sql files of this folder as named queries and metrics: the path is the name, the head comment the contract."""

import graphlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb

FOLDER = Path(__file__).parent
LAYERS = ("staging", "marts", "metrics", "checks")
HEAD_LINE = re.compile(r"^-- (?P<key>[a-z ]+): (?P<value>.+)$")
LAST_STEP = re.compile(r"\nselect \* from (?P<step>\w+)(\norder by\s[^;]*)?\s*\Z")
MACRO = re.compile(r"^create or replace macro (\w+)", re.MULTILINE)
CALL = re.compile(r"\b(\w+)\(")
ADDS_UP = re.compile(r"^(?P<column>\w+) = (?P<expression>.+?)(?: where (?P<filter>.+))?$")


class QueryError(Exception):
    """A query file or a call that does not fit its contract, said in one sentence."""


@dataclass(frozen=True)
class AddsUp:
    """How one output column comes from the rows behind it: an aggregate, and which of the rows it takes."""

    column: str
    expression: str
    filter: str | None


@dataclass(frozen=True)
class Query:
    """One page query: what it gives, one row of it, what it takes, and how its numbers add up from its rows."""

    name: str
    title: str
    grain: str
    parameters: tuple[str, ...]
    keys: tuple[str, ...]
    metrics: tuple[str, ...]
    adds_up: dict[str, AddsUp]
    sql: str
    note: str = ""

    def ending_in(self, step: str, tail: str = "") -> str:
        """The same text with its last line replaced, so that another of its steps comes out.

        Raises QueryError where the query has no such step.
        """
        if not re.search(rf"^(with )?{step} as \(", self.sql, re.MULTILINE):
            raise QueryError(f"{self.name} has no step called {step}")
        return LAST_STEP.sub(f"\nselect * from {step}{tail}", self.sql)


@dataclass(frozen=True)
class Metric:
    """One number of the product in words, with the macro that computes it.

    unit is money, percent, count, days, hours or date; better is up or down; needs names the tables it cannot do
    without (where one can stand in for another: invoice or deal).
    """

    name: str
    title: str
    question: str
    formula: str
    unit: str
    better: str
    needs: tuple[str, ...]
    sql: str
    claim: str = ""
    note: str = ""


@dataclass(frozen=True)
class Head:
    """The comment lines above a statement, key by key; a key may stand more than once."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def one(self, key: str, default: str | None = None) -> str:
        """The value of a key, or the default; without one a missing key is an error."""
        if key in self.values:
            return " ".join(self.values[key])
        if default is None:
            raise QueryError(f"its head has no line '-- {key}: ...'")
        return default

    def words(self, key: str) -> tuple[str, ...]:
        """The value of a key as a list of words, none where the key is missing."""
        return tuple(word.strip() for word in self.one(key, "").split(",") if word.strip())


def head_of(sql: str) -> Head:
    """The head comment of a .sql file. A line that begins with two more blanks goes on with the line above it."""
    values: dict[str, list[str]] = {}
    key = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        found = HEAD_LINE.match(line)
        if found:
            key = found["key"]
            values.setdefault(key, []).append(found["value"].strip())
        elif key and line.startswith("--   "):
            values[key][-1] += " " + line[2:].strip()
    return Head(values)


@cache
def read(name: str) -> Query:
    """The page query of that name, such as cash/need. Raises QueryError with the known names if there is none."""
    if name not in query_names():
        raise QueryError(f"there is no query called {name}; there are: {', '.join(query_names())}")
    sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    try:
        head = head_of(sql)
        adds_up = [_adds_up(line) for line in head.values.get("adds up", [])]
        query = Query(
            name=name,
            title=head.one("title"),
            grain=head.one("row"),
            parameters=head.words("parameters"),
            keys=head.words("keys"),
            metrics=head.words("metrics"),
            adds_up={item.column: item for item in adds_up},
            sql=sql.strip(),
            note=head.one("note", ""),
        )
        _check(query)
    except QueryError as error:
        raise QueryError(f"{name}.sql: {error}") from None
    return query


def _adds_up(line: str) -> AddsUp:
    found = ADDS_UP.match(line)
    if not found:
        raise QueryError(f"'-- adds up: {line}' is not of the form: column = aggregate where condition")
    return AddsUp(found["column"], found["expression"], found["filter"])


def _check(query: Query) -> None:
    if not LAST_STEP.search(query.sql):
        raise QueryError("its last line is not: select * from <step>")
    used = tuple(sorted(duckdb.extract_statements(query.sql)[0].named_parameters))
    if used != tuple(sorted(query.parameters)):
        raise QueryError(f"its head names the parameters {query.parameters}, its text uses {used}")


@cache
def query_names() -> tuple[str, ...]:
    """The names of all page queries: every .sql file in a folder that is not one of the layers below the pages."""
    names = (path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("*/*.sql"))
    return tuple(sorted(name for name in names if name.split("/")[0] not in LAYERS))


@cache
def metrics() -> dict[str, Metric]:
    """Every metric by its name, in the order of the names."""
    return {path.stem: _metric(path) for path in sorted((FOLDER / "metrics").glob("*.sql"))}


def _metric(path: Path) -> Metric:
    sql = path.read_text(encoding="utf-8").strip()
    head = head_of(sql)
    try:
        return Metric(
            name=path.stem,
            title=head.one("title"),
            question=head.one("question"),
            formula=head.one("formula"),
            unit=head.one("unit"),
            better=head.one("better"),
            needs=head.words("needs"),
            sql=sql,
            claim=head.one("claim", ""),
            note=head.one("note", ""),
        )
    except QueryError as error:
        raise QueryError(f"metrics/{path.name}: {error}") from None


@dataclass(frozen=True)
class Check:
    """A query that must return no rows, and the harm it guards against."""

    name: str
    title: str
    harm: str
    sql: str


@cache
def checks() -> tuple[Check, ...]:
    """Every check, in the order of the names."""
    found = []
    for path in sorted((FOLDER / "checks").glob("*.sql")):
        sql = path.read_text(encoding="utf-8").strip()
        head = head_of(sql)
        found.append(Check(path.stem, head.one("title"), head.one("harm"), sql))
    return tuple(found)


@dataclass(frozen=True)
class Relation:
    """A view or table of a layer: its select statement, empty where Python makes it, and what it reads of its layer."""

    name: str
    sql: str
    needs: frozenset[str]

    @property
    def is_view(self) -> bool:
        """True for a mart that is too long to keep: its head says "kept as: view", and it reads marts only."""
        return head_of(self.sql).one("kept as", "table") == "view"


@cache
def _macros() -> dict[str, str]:
    """The text of each macro that queries share, by its name."""
    files = (FOLDER / "macros.sql", FOLDER / "scenario.sql")
    texts = [text for file in files for text in MACRO.split(file.read_text(encoding="utf-8"))[1:]]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def with_macros(sql: str) -> str:
    """A statement with the text of every macro that it calls, directly or not: all that it reads in one text."""
    called: dict[str, str] = {}
    text = sql
    while text:
        names = [name for name in CALL.findall(text) if name in _macros() and name not in called]
        called |= {name: _macros()[name] for name in names}
        text = "".join(_macros()[name] for name in dict.fromkeys(names))
    return sql + "".join(called.values())


def layer(name: str, models: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> dict[str, Relation]:
    """The relations of a layer (staging or marts) by name. models are those that Python makes, with what each needs."""
    texts = {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted((FOLDER / name).glob("*.sql"))}
    known = set(texts) | set(models)
    found = {
        stem: Relation(stem, sql, frozenset(set(re.findall(rf"\b{name}\.(\w+)", sql)) & known - {stem}))
        for stem, sql in texts.items()
    }
    return found | {model: Relation(model, "", frozenset(needed)) for model, needed in models.items()}


def build_order(relations: Mapping[str, Relation]) -> graphlib.TopologicalSorter[str]:
    """The order in which relations can be built, each after those that it needs."""
    return graphlib.TopologicalSorter({name: relation.needs for name, relation in relations.items()})
