"""What holds for every file, tried on files that nobody would write."""

import csv
import io
import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.reading import sources
from data.reading.folder import read_folder
from data.reading.text import BLANKS
from data.settings import Settings

NOW = datetime(2026, 6, 30)
ANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Surrogates cannot be written, and a file with NUL is no text.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def read(text: str, given_settings: Settings | None = None, name: str = "file.csv"):
    with tempfile.TemporaryDirectory() as folder:
        source = sources.Source(name, Path(folder) / name, text.encode())
        return read_folder(Path(folder), given_settings or Settings(), NOW, source)


def as_csv(headings: list[str], rows: list[tuple[str, ...]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(headings)
    writer.writerows(rows)
    return written.getvalue()


def rows_of(reading, table: str, *columns: str):
    names = ", ".join(columns)
    return reading.connection.execute(f'select {names} from "final {table}" order by source_row').fetchall()


@ANY
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "", "01"]),
            st.sampled_from(["2026-01-02", "3 May 2026", "25.12.2025", "never", ""]) | CELLS,
            st.sampled_from(["1.50", "$7", "(2.25)", "2,000.00", "x"]) | CELLS,
        ),
        max_size=12,
    )
)
def test_every_row_is_kept_repeated_or_rejected(rows):
    reading = read(as_csv(["deal_id", "created_at", "amount", "stage"], [(*row, "Open") for row in rows]))
    (report,) = reading.reports
    assert report.rows_read == report.rows_kept + report.rows_repeated + report.rows_rejected + report.rows_not_data
    if report.status == "read":
        assert report.rows_read == len(rows)
        kept = rows_of(reading, "deal", "deal_id")
        assert len(kept) == report.rows_kept == len(set(kept))
        told = reading.connection.execute(
            "select count(distinct source_row) from issue where severity in ('rejected', 'repeated')"
        ).fetchone()
        assert told == (report.rows_rejected + report.rows_repeated,)
    reading.connection.close()


@ANY
@given(st.lists(CELLS, max_size=8))
def test_text_comes_through_as_it_is_but_for_blanks_around_it(texts):
    reading = read(as_csv(["lead_id", "created_at", "name"], [(f"{n}", "2026-01-01", t) for n, t in enumerate(texts)]))
    expected = [(text.strip(BLANKS) or None,) for text in texts]
    assert [(name,) for (name,) in rows_of(reading, "lead", "name")] == expected
    reading.connection.close()


@ANY
@given(
    st.lists(st.decimals(-(10**12), 10**12, places=2, allow_nan=False), min_size=1, max_size=8),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", "."), ("", ",")]),
    st.sampled_from(["{}", "${}", "{} €", "USD {}"]),
)
def test_money_comes_through_exactly(amounts, marks, dress):
    thousands, mark = marks
    # No amount is left to be guessed: the first one has two decimals and no whole thousands.
    written = [f"{amount:,.2f}".translate(str.maketrans({",": thousands, ".": mark})) for amount in amounts]
    rows = [(f"{number}", dress.format(text)) for number, text in enumerate(written)]
    reading = read(as_csv(["invoice_id", "total"], rows))
    assert [total for (total,) in rows_of(reading, "invoice", "total")] == [Decimal(amount) for amount in amounts]
    assert reading.reports[0].totals == {"total": f"{sum(amounts):.2f}"}
    reading.connection.close()


@ANY
@given(
    st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)), min_size=1, max_size=8),
    st.sampled_from(["day first", "month first"]),
    st.sampled_from(["/", "-"]),
    st.sampled_from(["", " %H:%M", " %I:%M %p"]),
    st.booleans(),
)
def test_the_order_of_dates_is_proven_or_asked_and_never_mixed(days, order, mark, clock, padded):
    def written(day: datetime) -> str:
        first, second = (day.day, day.month) if order == "day first" else (day.month, day.day)
        numbers = f"{first:02}{mark}{second:02}" if padded else f"{first}{mark}{second}"
        return f"{numbers}{mark}{day.year}{day.strftime(clock)}"

    rows = [(f"{number}", written(day)) for number, day in enumerate(days)]
    reading = read(as_csv(["lead_id", "created_at"], rows))
    (report,) = reading.reports
    proven = any(day.day > 12 for day in days)
    same = all(day.day == day.month for day in days)
    assert report.status == ("read" if proven or same else "refused")
    assert report.date_order == (order if proven else None)
    if report.status == "read":
        kept = [made.replace(hour=0, minute=0) for (made,) in rows_of(reading, "lead", "created_at")]
        assert kept == [day.replace(hour=0, minute=0, second=0, microsecond=0) for day in days]
    reading.connection.close()


@ANY
@given(st.binary(max_size=300))
def test_no_bytes_at_all_bring_the_reader_down(content):
    with tempfile.TemporaryDirectory() as folder:
        source = sources.Source("file.csv", Path(folder) / "file.csv", b"lead_id,created_at,name\n" + content)
        reading = read_folder(Path(folder), Settings(), NOW, source)
    (report,) = reading.reports
    assert report.status in ("read", "refused")
    assert report.rows_read == report.rows_kept + report.rows_repeated + report.rows_rejected + report.rows_not_data
    reading.connection.close()
