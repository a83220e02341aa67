"""Reading ten million activities (about 1 GB), against what bare DuckDB needs to read them as text into Parquet; and a
file that only the record-by-record road can read."""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from data.reading.folder import read_folder
from data.reading.tables_out import write_tables
from data.settings import Settings
from data.store import business_now

ROWS = 10_000_000
ODD_ROWS = 1_000_000
PLAIN = """
    select
        'a' || lpad(number::varchar, 8, '0') as activity_id,
        ['call', 'email', 'meeting', 'note'][1 + number % 4] as activity_type,
        'About order ' || (number * 7919 % 100000) as subject,
        case when number % 10 = 0 then 'false' else 'true' end as is_done,
        'rep' || (number % 50) as owner_id,
        strftime(timestamp '2020-01-01' + to_seconds(number * 13), '%Y-%m-%d %H:%M:%S') as created_at,
        strftime(timestamp '2020-01-01' + to_seconds(number * 13 + 7200), '%Y-%m-%d %H:%M:%S') as done_at
    from range($rows) as numbers (number)
"""


def main() -> None:
    """Each measure in a process of its own, so that its memory is its own."""
    if len(sys.argv) > 1:
        MEASURES[sys.argv[1]](Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory(prefix="moneyboard-bench-") as place:
        folder = Path(place)
        for name in MEASURES:
            subprocess.run([sys.executable, "-m", "tests.bench.reading", name, str(folder)], check=True)


def _write(folder: Path) -> None:
    for name, rows in (("plain", ROWS), ("odd", ODD_ROWS)):
        (folder / name).mkdir()
        path = folder / name / "activities.csv"
        with duckdb.connect() as connection:
            connection.execute(f"copy ({PLAIN.replace('$rows', str(rows))}) to '{path}' (header)")
        print(f"{name}: {rows:,} rows, {path.stat().st_size / 1e9:.2f} GB")
    # A comma behind every row but not behind the headings: DuckDB's reader, told what to expect, refuses that.
    path = folder / "odd" / "activities.csv"
    head, body = path.read_text().split("\n", 1)
    path.write_text(head + "\n" + body.replace("\n", ",\n"))


def _bare(folder: Path) -> None:
    started = time.perf_counter()
    with duckdb.connect() as connection:
        source, target = folder / "plain" / "activities.csv", folder / "bare.parquet"
        connection.execute(f"copy (from read_csv('{source}', all_varchar = true)) to '{target}'")
    seconds = time.perf_counter() - started
    (folder / "bare").write_text(str(seconds))
    print(f"bare DuckDB, text to Parquet: {seconds:.1f} s, {_memory()}")


def _plain(folder: Path) -> None:
    seconds = _load(folder / "plain")
    ratio = seconds / float((folder / "bare").read_text())
    print(f"read, typed, checked and written: {seconds:.1f} s, {ratio:.2f} times bare DuckDB, {_memory()}")


def _odd(folder: Path) -> None:
    seconds = _load(folder / "odd")
    print(f"record by record: {ODD_ROWS / seconds:,.0f} rows a second, {_memory()}")


def _load(exports: Path) -> float:
    target = exports.parent / f"{exports.name}-out"
    target.mkdir()
    started = time.perf_counter()
    settings = Settings()
    reading = read_folder(exports, settings, business_now(settings))
    write_tables(reading, target)
    seconds = time.perf_counter() - started
    (report,) = reading.reports
    assert report.rows_kept == report.rows_read > 0, report
    reading.connection.close()
    shutil.rmtree(target)
    return seconds


def _memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB of memory at most"


MEASURES = {"write": _write, "bare": _bare, "plain": _plain, "odd": _odd}

if __name__ == "__main__":
    main()
