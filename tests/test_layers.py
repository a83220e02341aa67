"""The tree is the architecture: data, then queries, then pages, and a file reads only from its left."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_READ = {"data": {"data"}, "queries": {"data", "queries"}, "pages": {"data", "queries", "pages"}}
FILES = sorted(path for folder in MAY_READ for path in (ROOT / folder).rglob("*.py"))


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in named}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_reads_only_from_its_left(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    assert imports(path) & set(MAY_READ) <= MAY_READ[layer]


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda path: path.name)
def test_screens_make_no_numbers(path: Path) -> None:
    assert "duckdb" not in imports(path)
    assert not re.search(r"\bselect\b.+\bfrom\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_figures_are_made_the_fast_way(path: Path) -> None:
    assert "plotly.express" not in path.read_text(encoding="utf-8")


def test_no_file_is_named_for_nothing() -> None:
    assert not [path for path in FILES if path.stem in ("utils", "helpers", "core", "common", "misc")]
