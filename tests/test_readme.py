"""The README tells the truth: its tables are the code's, its commands exist, its pictures and links are there."""

import re
from pathlib import Path

from pages.parts.wall.address import Display, Slot, values
from pages.parts.wall.board import wall_boards
from pages.parts.wall.tile import TEXT_SIZES
from queries import query_names
from tests.readme import PAGES, README, rewritten

ROOT = Path(__file__).parents[1]
TEXT = README.read_text(encoding="utf-8")


def test_generated_tables_are_up_to_date() -> None:
    assert rewritten(TEXT) == TEXT, "run: python -m tests.readme"


def test_every_page_is_listed() -> None:
    stems = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__", "trace", "wall"}
    assert {address.strip("/") for address in PAGES} - {""} == stems


def test_every_linked_file_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_named_queries_and_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make (\w+)", TEXT):
        if target not in ("the",):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for name in re.findall(r"-m queries (\w+/\w+)", TEXT):
        assert name in query_names()


def test_every_option_of_a_display_is_explained() -> None:
    text = (ROOT / "pages" / "hanging" / "README.md").read_text()
    for name in values(Display((Slot("all", 20),))):
        assert f"| `{name}` |" in text, name
    for word in (*wall_boards(), *TEXT_SIZES):
        assert f"`{word}`" in text, word
