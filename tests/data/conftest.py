"""A folder of exports to fill, and a reader that gives its tables as plain rows."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from data.reading.folder import Reading, read_folder
from data.reading.reports import FileReport
from data.settings import Settings, read_settings

NOW = datetime(2026, 6, 30, 12, 0)
AWKWARD = Path(__file__).parent / "awkward"


@dataclass
class Exports:
    """A folder of exports. Files are an hour old, unless a test says otherwise."""

    folder: Path

    def write(self, name: str, content: str | bytes, age_seconds: float = 3600) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        written = time.time() - age_seconds
        os.utime(path, (written, written))
        return path

    def awkward(self, *names: str) -> None:
        for name in names:
            self.write(name, (AWKWARD / name).read_bytes())

    def settings(self, text: str) -> None:
        (self.folder / "settings.toml").write_text(text, encoding="utf-8")


@dataclass
class Result:
    """A folder that was read."""

    reading: Reading

    @property
    def reports(self) -> dict[str, FileReport]:
        return {report.file: report for report in self.reading.reports}

    def rows(self, table: str, *columns: str) -> list[Any]:
        """The rows of a table in the order of their lines; one column gives plain values."""
        names = ", ".join(f'"{column}"' for column in columns)
        found = self.reading.connection.execute(
            f'select {names} from "final {table}" order by source_file, source_row'
        ).fetchall()
        return [row[0] for row in found] if len(columns) == 1 else found

    def issues(self, *severities: str) -> list[tuple[str, int | None, str]]:
        """(file, line, code) of every issue of these severities."""
        return self.reading.connection.execute(
            "select file_name, source_row, code from issue where severity in (select unnest($wanted)) order by all",
            {"wanted": list(severities)},
        ).fetchall()

    def messages(self) -> list[str]:
        found = self.reading.connection.execute("select message from issue order by file_name, source_row").fetchall()
        return [row[0] for row in found]


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    folder = tmp_path / "exports"
    folder.mkdir()
    return Exports(folder)


@pytest.fixture
def read(exports: Exports) -> Iterator[Callable[..., Result]]:
    """Reads the folder as it is now."""
    opened: list[Reading] = []

    def reader(now: datetime = NOW) -> Result:
        opened.append(read_folder(exports.folder, read_settings(exports.folder), now))
        return Result(opened[-1])

    yield reader
    for reading in opened:
        reading.connection.close()


@pytest.fixture(scope="session")
def real(real_exports: Path) -> Iterator[Callable[[str], Result]]:
    """Reads a set of real exports, each once."""
    found: dict[str, Result] = {}

    def reader(name: str) -> Result:
        if not (real_exports / name).is_dir():
            pytest.skip(f"no {name} here")
        if name not in found:
            found[name] = Result(read_folder(real_exports / name, Settings(), NOW))
        return found[name]

    yield reader
    for result in found.values():
        result.reading.connection.close()
