"""The board of the day: every mart, built once for a version of the data and a day, then shared by all viewers."""

import datetime
import logging
import os
import re
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from data import forecast_log, journal
from data.store import Version
from data.tables import LINEAGE, Table, tables
from queries.library import FOLDER, QueryError, Relation, build_order, checks, layer, metrics, read, with_macros
from queries.models import MODELS
from queries.models.count_intervals import add_count_intervals
from queries.settings_tables import add_forecast_log, add_settings_tables, area_names, filled_tables

KEPT_BOARDS = 4
BUILDERS = 2
KEPT_ANSWERS = 500
MEMORY_LIMIT = "4GB"
KEPT_BYTES = 10_000_000
log = logging.getLogger("moneyboard")
_MART = re.compile(r"\bmarts\.(\w+)")


class Answers:
    """The latest answers of one board: it never changes, so neither does what it answers. Safe for many threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Any:
        """The answer kept under a key, or None."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keep an answer; the one asked for longest ago makes room."""
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > KEPT_ANSWERS:
                self._answers.popitem(last=False)


@dataclass(frozen=True)
class Board:
    """All numbers of one day. Hold on to it for as long as a page is drawn, so that all its numbers belong together."""

    version: Version
    as_of: datetime.date
    currency: str
    missing: frozenset[str]
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    marts: "Marts" = field(repr=False, compare=False)
    answers: Answers = field(default_factory=Answers, repr=False, compare=False)

    @property
    def settings(self) -> object:
        """The settings that this board was built with."""
        return self.version.settings

    def cursor(self) -> closing[duckdb.DuckDBPyConnection]:
        """A cursor of one's own on every mart: DuckDB gives wrong answers when threads share one."""
        self.marts.build()
        return closing(self.connection.cursor())

    def cursor_for(self, sql: str) -> closing[duckdb.DuckDBPyConnection]:
        """A cursor of one's own for a statement; of a board in part only the marts that it reads are built."""
        self.marts.build(sql)
        return closing(self.connection.cursor())

    def needs(self, name: str) -> list[str]:
        """The exports, in the owner's words, that a page query's metrics cannot do without and that are missing."""
        needs = dict.fromkeys(need for metric in read(name).metrics for need in metrics()[metric].needs)
        names = area_names()
        return [names[need.split(" or ")[0]] for need in needs if self._lacks(need)]

    def _lacks(self, need: str) -> bool:
        if need == "payment" and "invoice" in self.missing:
            return False  # whoever has no invoices yet is not asked for their payments too
        return all(table in self.missing for table in need.split(" or "))


_Key = tuple[str, str, int, str, datetime.date]
_boards: OrderedDict[_Key, Board] = OrderedDict()
_building: dict[_Key, threading.Lock] = {}
_guard = threading.Lock()


def open_board(version: Version, as_of: datetime.date | None = None, *, whole: bool = True) -> Board:
    """The board of a version on a day, built on first use (one builder, the others wait) and kept for the next viewers.

    Every decision about a pair of names and every note about an invoice makes a new version (Version.decided) and so a
    new board. Decisions are about who is who, which has no day: they hold for every board of the version, whatever its
    day. A note has a day, and counts on boards of that day and later. Other settings make a new board too, also those
    that need no new load.
    Without a day: the one of the settings, else the day of the newest export, else the day of loading.
    A board that is not whole is for one viewer who asks little: it builds what is asked for, when it is asked, and is
    not kept.
    """
    day = as_of or version.settings.as_of or version.exported_on or version.loaded_at.date()
    if not whole:
        return _build(version, day)
    key = (str(version.path), version.name, version.decided, repr(version.settings), day)
    with _guard:
        lock = _building.setdefault(key, threading.Lock())
    with lock:
        with _guard:
            if key in _boards:
                _boards.move_to_end(key)
                return _boards[key]
        begun = time.perf_counter()
        board = _build(version, day)
        board.marts.build()
        _close_to_the_outside(board.connection)
        log.info("board of %s built in %.1f s", day, time.perf_counter() - begun)
        with _guard:
            _boards[key] = board
            while len(_boards) > KEPT_BOARDS:
                # Not closed here: a viewer may still be reading it. Its memory goes with the last reference.
                old, _ = _boards.popitem(last=False)
                _building.pop(old, None)
        return board


def _build(version: Version, as_of: datetime.date) -> Board:
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"moneyboard-{os.getpid()}"),
            "max_temp_directory_size": "8GB",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
        },
    )
    connection.execute("set TimeZone = 'UTC'")
    _add_exports(connection, version)
    filled = filled_tables(connection)
    connection.execute((FOLDER / "macros.sql").read_text(encoding="utf-8"))
    decisions = journal.standing(version.path.parent, version.decided)
    notes = journal.notes(version.path.parent, version.decided)
    currency = add_settings_tables(connection, version.settings, as_of, filled, decisions, notes)
    add_forecast_log(connection, forecast_log.kept(version.path.parent))
    for metric in metrics().values():
        connection.execute(metric.sql)
    # Marts that read the same view compute it each time anew; where there is little of it, it is kept instead.
    kind = "table" if sum(path.stat().st_size for path in version.path.glob("*.parquet")) < KEPT_BYTES else "view"
    for relation in layer("staging").values():
        _create(connection, kind, f"staging.{relation.name}", relation.sql)
    add_count_intervals(connection)
    marts = Marts(connection)
    marts.build("marts.payment_knowledge")
    missing = frozenset(area_names()) - filled - _told_by_invoices(connection)
    return Board(version, as_of, currency, missing, connection, marts)


class Marts:
    """The marts of one board, each built once: those that a statement reads with all that they need, or all. For many
    threads.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._missing = layer("marts", {name: model.needs for name, model in MODELS.items()})
        self._scenario = (FOLDER / "scenario.sql").read_text(encoding="utf-8")
        self._lock = threading.Lock()

    def build(self, sql: str | None = None) -> None:
        """Build what a statement reads; without one everything, and run the checks."""
        if not self._missing:
            return
        with self._lock:
            if sql is None or "marts.check_results" in sql:
                wanted = set(self._missing)
            else:
                wanted = self._with_needs(set(_MART.findall(with_macros(sql))) & set(self._missing))
            if not wanted:
                return
            _build_marts(self._connection, {name: self._missing[name] for name in wanted})
            left = {name: mart for name, mart in self._missing.items() if name not in wanted}
            if self._scenario and not set(_MART.findall(self._scenario)) & set(left):
                self._connection.execute(self._scenario)
                self._scenario = ""
            if not left:
                _run_checks(self._connection)
            self._missing = left

    def _with_needs(self, names: set[str]) -> set[str]:
        """These marts and all that they read, directly or not, as far as they are not built yet."""
        found: set[str] = set()
        while names:
            found |= names
            names = {need for name in names for need in self._missing[name].needs if need in self._missing} - found
        return found


def _build_marts(connection: duckdb.DuckDBPyConnection, marts: Mapping[str, Relation]) -> None:
    """Build marts once those that they read are there, two at a time: many of them keep one core busy only."""
    order = build_order({name: replace(mart, needs=mart.needs & set(marts)) for name, mart in marts.items()})
    order.prepare()
    with ThreadPoolExecutor(BUILDERS) as builders:
        running: dict[Future[None], str] = {}
        while order.is_active():
            running |= {builders.submit(_build_mart, connection, marts[name]): name for name in order.get_ready()}
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for finished in done:
                finished.result()
                order.done(running.pop(finished))


def _build_mart(connection: duckdb.DuckDBPyConnection, mart: Relation) -> None:
    with closing(connection.cursor()) as cursor:
        if mart.sql:
            _create(cursor, "view" if mart.is_view else "table", f"marts.{mart.name}", mart.sql)
        else:
            MODELS[mart.name].add(cursor)


def _create(connection: duckdb.DuckDBPyConnection, kind: str, name: str, sql: str) -> None:
    try:
        connection.execute(f"create {kind} {name} as {sql}")
    except duckdb.Error as error:
        raise QueryError(f"{name.replace('.', '/')}.sql: {error}") from error


def _add_exports(connection: duckdb.DuckDBPyConnection, version: Version) -> None:
    """The stored tables as views of the schema raw; what the loading itself reported as tables of the schema marts."""
    for schema in ("raw", "staging", "settings", "marts"):
        connection.execute(f"create schema {schema}")
    for path in sorted(version.path.glob("import_*.parquet")):
        connection.execute(f"create table marts.{path.stem} as select * from {_parquet(path)}")
    # A version of earlier has none.
    connection.execute("create table if not exists marts.import_day (table_name varchar, exported_on date)")
    stored = connection.execute(
        "select parse_filename(file_name, true), name from parquet_schema($files)",
        {"files": str(version.path / "*.parquet")},
    ).fetchall()
    for table in tables().values():
        known = {column for name, column in stored if name == table.name}
        connection.execute(f"create view raw.{table.name} as {_stored(version, table, known)}")


def _stored(version: Version, table: Table, known: set[str]) -> str:
    """The select that gives a stored table; a version of earlier may not have all of today's tables and columns."""
    types = {column.name: column.sql_type for column in table.columns.values()} | LINEAGE
    columns = ", ".join(name if name in known else f"cast(null as {kind}) as {name}" for name, kind in types.items())
    path = version.path / f"{table.name}.parquet"
    return f"select {columns} from {_parquet(path)}" if known else f"select {columns} where false"


def _parquet(path: Path) -> str:
    return "read_parquet('{}')".format(str(path).replace("'", "''"))


def _told_by_invoices(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Payments are not missing where the invoices themselves say what was paid."""
    told = connection.execute("select can_tell from marts.payment_knowledge").fetchall()
    return frozenset({"payment"}) if told[0][0] else frozenset()


def _run_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every check once and keep how many rows each found."""
    connection.execute("create table marts.check_results (name varchar, title varchar, harm varchar, rows integer)")
    for check in checks():
        found = connection.execute(f"select count(*) from ({check.sql}) as found").fetchall()
        connection.execute(
            "insert into marts.check_results values ($name, $title, $harm, $rows)",
            {"name": check.name, "title": check.title, "harm": check.harm, "rows": found[0][0]},
        )


def _close_to_the_outside(connection: duckdb.DuckDBPyConnection) -> None:
    """From here on no query can read or write a file, load an extension or change a setting."""
    connection.execute("drop schema staging cascade")
    connection.execute("drop schema raw cascade")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
