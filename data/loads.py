"""The loads of a folder as a list: when, of which day, how much, and what each one changed."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.difference import Difference
from data.questions import Question
from data.versions import current_path, facts_of, line_of, store_of, undone_paths


@dataclass(frozen=True)
class Load:
    """One load, as the list of loads shows it."""

    name: str
    exported_on: date | None
    loaded_at: datetime  # UTC
    files: int
    rows: int
    changes: Difference
    held_back: tuple[Question, ...]  # older exports that did not get onto the board
    is_current: bool
    is_undone: bool

    @property
    def changed(self) -> str:
        """Such as: deals: 3 new, 5 changed; invoices: 2 closed."""
        tables = (
            f"{table}s: " + ", ".join(f"{count:,} {name}" for name, count in counts.items())
            for table, counts in self.changes.items()
        )
        return "; ".join(tables).replace("activitys", "activities") or "nothing"


def loads(folder: Path, store: Path | None = None) -> list[Load]:
    """Every load that was ever on the board, the last one first."""
    root = store_of(folder, store)
    current, undone = current_path(root), undone_paths(root)
    paths = sorted({*line_of(root), *undone}, reverse=True)
    return [_load(path, facts_of(path), is_current=path == current, is_undone=path in undone) for path in paths]


def _load(path: Path, facts: dict[str, Any], *, is_current: bool, is_undone: bool) -> Load:
    return Load(
        name=path.name,
        exported_on=date.fromisoformat(facts["exported_on"]) if facts["exported_on"] else None,
        loaded_at=datetime.fromisoformat(facts["loaded_at"]),
        files=facts.get("files", 0),
        rows=facts.get("rows", 0),
        changes=facts.get("changes", {}),
        held_back=tuple(Question(**question) for question in facts.get("held_back", ())),
        is_current=is_current,
        is_undone=is_undone,
    )
