"""The contract of the .sql files: heads, parameters, layers, no clock, no unguarded division, portable text."""

import re
from pathlib import Path

import pytest
import sqlglot

from queries import QueryError, checks, metrics, query_names, read
from queries.library import FOLDER, build_order, head_of, layer
from queries.models import MODELS

INTERFACE = {
    "cash/need": "horizon_days obligations reserve free_cash need collections signed closings cover gap",
    "cash/to_collect": "invoice_id account rep due_on days_past_due balance currency expected_on",
    "cash/closing": "deal_id account rep stage amount close_on win_chance expected_cash_on",
    "follow_up/by_rep": "rep leads too_young judged followed_up rate rate_low rate_high within_1h within_6h "
    "median_response_hours never_touched",
    "referrals/by_rep": "month rep referrals target",
    "accounts/lapsed": "account rep class last_purchase_on days_silent value",
    "accounts/orphaned": "kind record_id name owner reason value",
    "review/deals": "deal_id account rep stage outcome amount close_on",
}
ALL_SQL = sorted(FOLDER.rglob("*.sql"))
READS = re.compile(r"(?<!distinct )\b(?:from|join)\s+(\w+)\.(\w+)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code(path: Path) -> str:
    return "\n".join(line for line in text(path).splitlines() if not line.lstrip().startswith("--"))


@pytest.mark.parametrize("name", query_names())
def test_every_query_keeps_its_contract(name: str) -> None:
    query = read(name)
    assert query.title
    assert query.grain
    assert re.search(r"\nselect \* from \w+(\norder by\b[^;]+)?$", query.sql)
    assert all(metric in metrics() for metric in query.metrics)
    assert query.metrics, "a query names the metrics that explain its numbers"
    first_step = re.search(r"^with (\w+) as \(", query.sql, re.MULTILINE)
    assert first_step is not None
    assert first_step[1] == "counted"


def test_an_unknown_query_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(QueryError, match=r"there is no query called cash/nothing; there are: .*cash/need"):
        read("cash/nothing")


def test_a_path_out_of_the_folder_is_no_query() -> None:
    with pytest.raises(QueryError):
        read("../data/words")


@pytest.mark.parametrize("path", ALL_SQL, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_layer_reads_only_from_its_left(path: Path) -> None:
    allowed = {"staging": {"raw"}, "marts": {"staging", "settings", "marts"}, "metrics": set(), "checks": {"staging"}}
    at_the_top = {"macros.sql": "cash", "scenario.sql": "cash"}  # what queries share may read what queries may
    folder = path.parent.name if path.parent != FOLDER else at_the_top[path.name]
    permitted = allowed.get(folder, set()) | ({"marts", "settings"} if folder not in ("staging", "metrics") else set())
    assert {schema for schema, _ in READS.findall(code(path))} <= permitted


@pytest.mark.parametrize("path", ALL_SQL, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_sql_reads_the_clock(path: Path) -> None:
    assert not re.search(r"\b(now\(|current_date|current_timestamp|today\(|get_current)", code(path))


@pytest.mark.parametrize("path", ALL_SQL, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_division_is_guarded(path: Path) -> None:
    """1/0 is inf in DuckDB 2.0: what a number is divided by is a literal or nullif(..., 0)."""
    for divisor in re.findall(r"[^/]/ *([\w.(]+)", code(path)):
        assert re.fullmatch(r"[\d.]+", divisor) or divisor.startswith("nullif("), f"{path.name}: / {divisor}"


@pytest.mark.parametrize("path", ALL_SQL, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_the_marts_can_be_moved_to_another_engine(path: Path) -> None:
    sqlglot.transpile(text(path), read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.IGNORE)
    assert not re.search(
        r"\bgroup by all\b|\border by all\b|\basof join\b|\bcolumns\(|\bexclude\b|\bpivot\b", code(path)
    )


def test_every_metric_says_what_it_is() -> None:
    assert metrics()
    for metric in metrics().values():
        assert metric.question.endswith("?"), metric.name
        assert metric.unit in ("money", "percent", "count", "days", "hours", "date"), metric.name
        assert metric.better in ("up", "down"), metric.name
        assert "create or replace macro" in metric.sql, metric.name


def test_every_metric_is_used_by_a_query() -> None:
    used = {metric for name in query_names() for metric in read(name).metrics}
    assert used == set(metrics())


def test_every_check_names_the_harm() -> None:
    assert checks()
    assert all(check.harm.endswith(".") for check in checks())


@pytest.mark.parametrize(("name", "columns"), INTERFACE.items())
def test_the_columns_that_scripts_rely_on_come_first(name: str, columns: str) -> None:
    steps = read(name).sql
    wanted = columns.split()
    found = re.findall(r"^        (?:.* as )?(?:\w+\.)?(\w+),$", steps.rsplit("\nselect * from", 1)[0], re.MULTILINE)
    assert any(found[start : start + len(wanted)] == wanted for start in range(len(found))), found


def test_a_line_that_begins_with_blanks_goes_on_with_the_line_above() -> None:
    head = head_of("-- title: Cash\n-- note: One\n--   two.\nselect 1")
    assert head.one("note") == "One two."


def test_marts_are_built_after_what_they_read() -> None:
    marts = layer("marts", {name: model.needs for name, model in MODELS.items()})
    order = list(build_order(marts).static_order())
    assert set(order) == set(marts)
    for name, mart in marts.items():
        for schema, used in READS.findall(mart.sql):
            if schema == "marts" and not used.startswith("import_"):
                assert order.index(used) < order.index(name), f"{name} reads {used}"
