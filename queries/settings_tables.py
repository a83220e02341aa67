"""The settings and the words of data/words.toml as tables of the schema settings, so that SQL can join them."""

import datetime
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow

from data import tables as canonical
from data.forecast_log import Forecast
from data.journal import Decision, Note
from data.settings import Settings

WORDS = Path(canonical.__file__).with_name("words.toml")

TABLES = {
    "company": (
        "as_of date, currency varchar, reserve decimal(18, 2), reserve_weeks double, restricted decimal(18, 2), "
        "uncleared decimal(18, 2), supplier_bills varchar, replay_weeks integer, window_days integer, "
        "within_days integer, referral_target double, lapsed_factor double, review_days integer, "
        "exclude_past_due boolean, review_on date"
    ),
    "bank": "bank_account varchar, balance_on date, balance decimal(18, 2), currency varchar, source_row integer",
    "recurring": (
        "name varchar, amount decimal(18, 2), every varchar, next_on date, until_on date, is_certain boolean, "
        "on_days_off varchar, source_row integer"
    ),
    "rates": "currency varchar, rate decimal(18, 8)",
    "ledgers": "system varchar, currency varchar",
    "holidays": "day date",
    "words": "about varchar, pattern varchar, means varchar, priority integer",
    "left_reps": "name_key varchar, left_on date, has_left boolean",
    "not_people": "name_key varchar",
    "teams": "team varchar, name_key varchar",
    "rhythms": "name varchar, days integer",
    "counted_referrals": "kind varchar",
    "pair_decisions": (
        "number integer, about varchar, left_system varchar, left_id varchar, right_system varchar, right_id varchar, "
        "answer varchar"
    ),
    "receivable_notes": (
        "number integer, day date, system varchar, invoice_id varchar, kind varchar, on_day date, text varchar, "
        "written_by varchar"
    ),
    "forecast_log": (
        "as_of date, layer varchar, horizon_days integer, forecast decimal(18, 2), low decimal(18, 2), "
        "high decimal(18, 2)"
    ),
    "tables": "table_name varchar, is_filled boolean, export varchar, area varchar, is_reference boolean",
}


def area_names() -> dict[str, str]:
    """What the owner calls the export that fills a table, by table."""
    return {name: table.export for name, table in canonical.tables().items()}


def filled_tables(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The tables of the schema raw that hold at least one row."""
    return frozenset(
        name for name in area_names() if connection.execute(f"select 1 from raw.{name} limit 1").fetchone()
    )


def add_settings_tables(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    as_of: datetime.date,
    filled: frozenset[str],
    decisions: Iterable[Decision] = (),
    notes: Iterable[Note] = (),
) -> str:
    """Fill the schema settings; returns the reporting currency ("" where no export names one).

    decisions are what somebody said about pairs of names; of two accounts accepted for one customer the later counts.
    notes are what somebody wrote about invoices.
    """
    for name, columns in TABLES.items():
        connection.execute(f"create table settings.{name} ({columns})")
    ledgers = _ledger_currencies(connection)
    currency = settings.currency or _found_currency(connection, ledgers)
    cash = settings.cash
    company = (
        as_of,
        currency or None,
        cash.reserve,
        float(cash.reserve_weeks),
        cash.restricted,
        cash.uncleared,
        cash.supplier_bills,
        cash.replay_weeks,
        settings.follow_up.window_days,
        settings.follow_up.within_business_days,
        float(settings.referrals.target),
        float(settings.accounts.lapsed_factor),
        settings.review.days,
        settings.deals.exclude_past_due,
        settings.review.on,
    )
    _insert(connection, "company", [company])
    _insert(
        connection,
        "bank",
        [(line.account, line.on, line.balance, line.currency or None, line.source_row) for line in cash.bank],
    )
    _insert(
        connection,
        "recurring",
        [
            (
                line.name,
                line.amount,
                line.every,
                line.next_on,
                line.until,
                line.certain,
                line.on_days_off,
                line.source_row,
            )
            for line in cash.recurring
        ],
    )
    _insert(connection, "rates", settings.rates.items())
    _insert(connection, "ledgers", ledgers.items())
    _insert(connection, "holidays", [(day,) for day in settings.calendar.holidays])
    _insert(connection, "words", _words(settings))
    _insert(connection, "left_reps", [(person.name, person.on, True) for person in settings.reps.left])
    _insert(connection, "not_people", [(name,) for name in settings.reps.not_people])
    _insert(connection, "teams", [(team.strip(), name) for team, names in settings.teams.items() for name in names])
    for table in ("left_reps", "not_people", "teams"):
        connection.execute(f"update settings.{table} set name_key = person_key(name_key)")
    _insert(connection, "pair_decisions", _pair_decisions(decisions))
    _insert(
        connection,
        "receivable_notes",
        [
            (note.number, note.day, note.system, note.invoice_id, note.kind, note.on, note.text, note.written_by)
            for note in notes
        ],
    )
    _insert(connection, "rhythms", settings.ages.items())
    _insert(connection, "counted_referrals", [(kind,) for kind in settings.referrals.counted])
    has_bills = settings.cash.supplier_bills == "none"
    has_bank = bool(cash.bank)
    given = filled | ({"bill"} if has_bills else set()) | ({"cash_balance"} if has_bank else set())
    _insert(
        connection,
        "tables",
        [
            (name, name in given, table.export, table.area, table.is_reference)
            for name, table in canonical.tables().items()
        ],
    )
    return currency


def add_forecast_log(connection: duckdb.DuckDBPyConnection, forecasts: Sequence[Forecast]) -> None:
    """Fill settings.forecast_log with what earlier boards expected. Thousands of rows, hence all at once."""
    log = pyarrow.table({name: [getattr(each, name) for each in forecasts] for name in Forecast.__dataclass_fields__})
    if forecasts:
        connection.register("kept", log)
        connection.execute("insert into settings.forecast_log select * from kept")
        connection.unregister("kept")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" for _ in row)
        connection.execute(f"insert into settings.{table} values ({marks})", list(row))


def _words(settings: Settings) -> list[tuple[str, str, str, int]]:
    """The owner's own words first, as whole texts; then the patterns of words.toml in their order."""
    own = {
        "outcome": settings.deals.outcomes,
        "lead_status": settings.leads.statuses,
        "referral_kind": settings.referrals.kinds,
    }
    found = [
        (about, f"^{_escaped(text.lower())}$", means) for about, words in own.items() for text, means in words.items()
    ]
    with WORDS.open("rb") as file:
        shipped = tomllib.load(file)
    found += [(about, word["pattern"].lower(), word["means"]) for about, words in shipped.items() for word in words]
    return [(about, pattern, means, number) for number, (about, pattern, means) in enumerate(found)]


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in r"\.^$*+?()[]{}|" else letter for letter in text)


def _pair_decisions(decisions: Iterable[Decision]) -> list[tuple[object, ...]]:
    accepted: dict[tuple[str, str, str], tuple[object, ...]] = {}
    refused = []
    for decision in sorted(decisions, key=lambda decision: decision.number):
        pair = decision.pair
        left, right = (pair.left_system, pair.left_id), (pair.right_system, pair.right_id)
        row = (decision.number, pair.about, *left, *right, decision.answer)
        if decision.answer == "same":
            accepted[pair.about, *left] = row
        else:
            refused.append(row)
    return [*accepted.values(), *refused]


def _ledger_currencies(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The currency of each ledger that gives rates: the one whose documents all have the rate 1."""
    rows = connection.execute(
        """
        select system, min(currency) from (
            select system, upper(trim(currency)) as currency
            from (
                select system, currency, currency_rate from raw.invoice
                union all
                select system, currency, currency_rate from raw.bill
                union all
                select system, currency, currency_rate from raw.deal
            ) as documents
            where currency_rate is not null and currency is not null
            group by system, upper(trim(currency))
            having min(currency_rate) = 1 and max(currency_rate) = 1
        ) as own_currencies
        group by system
        having count(*) = 1
        """
    ).fetchall()
    return dict(rows)


def _found_currency(connection: duckdb.DuckDBPyConnection, ledgers: dict[str, str]) -> str:
    """The reporting currency where the settings name none: the ledger's own, else that of most documents."""
    if len(set(ledgers.values())) == 1:
        return next(iter(ledgers.values()))
    row = connection.execute(
        """
        select currency from (
            select upper(trim(currency)) as currency from raw.invoice
            union all
            select upper(trim(currency)) as currency from raw.bill
            union all
            select upper(trim(currency)) as currency from raw.deal
            union all
            select upper(trim(currency)) as currency from raw.cash_balance
        ) as documents
        where currency is not null
        group by currency
        order by count(*) desc, currency
        limit 1
        """
    ).fetchone()
    return row[0] if row else ""
