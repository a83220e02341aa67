"""What currencies are worth: the settings first, then the file of rates, then the document's own rate."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.settings import read_settings
from data.store import load
from queries import Board, left_out, open_board, rows_behind, run
from tests.queries.given import DAY, board_of

DAYS = datetime.timedelta


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def rate(currency: str, on: str, value: str) -> dict[str, Any]:
    return {"currency": currency, "rate_on": day(on), "rate": Decimal(value)}


def document(number: str, currency: str, **values: Any) -> dict[str, Any]:
    return {
        "issued_on": day("2026-06-01"),
        "due_on": day("2026-07-01"),
        "total": Decimal("100.00"),
        "balance": Decimal("100.00"),
        "currency": currency,
    } | values


def invoice(number: str, currency: str, **values: Any) -> dict[str, Any]:
    return document(number, currency) | {"invoice_id": number, "customer_name": "Acme"} | values


def board(
    folder: Path, rows: dict[str, Any], settings: str = 'currency = "USD"\n', as_of: datetime.date = DAY
) -> Board:
    folder.mkdir(exist_ok=True)
    (folder / "settings.toml").write_text(settings)
    return board_of(folder, rows, as_of, read_settings(folder))


def balances(shown: Board) -> dict[str, Decimal]:
    return {row["invoice_id"]: row["balance"] for row in run(shown, "cash/to_collect").records()}


def test_the_newest_rate_by_the_day_counts(tmp_path: Path) -> None:
    rows = {
        "invoice": [invoice("1", "GBP")],
        "rate": [
            rate("GBP", "2026-06-20", "1.25"),
            rate(" gbp", "2026-06-30", "1.30"),
            rate("GBP", "2026-06-10", "1.20"),
            rate("GBP", "2026-07-01", "9.99"),
        ],
    }
    assert balances(board(tmp_path / "a", rows)) == {"1": Decimal("130.00")}
    assert balances(board(tmp_path / "b", rows, as_of=DAY - DAYS(1))) == {"1": Decimal("125.00")}
    early = board(tmp_path / "c", rows, as_of=day("2026-06-09"))
    assert balances(early) == {}
    assert left_out(early, "cash/to_collect").column("reason") == ["no rate for GBP"]


def test_settings_come_first_and_the_documents_own_rate_last(tmp_path: Path) -> None:
    rows = {
        "invoice": [
            invoice("ledger", "USD", currency_rate=Decimal(1)),
            invoice("settings", "GBP", currency_rate=Decimal("0.5")),
            invoice("file", "EUR", currency_rate=Decimal("0.5")),
            invoice("own", "CHF", currency_rate=Decimal("0.8")),
        ],
        "rate": [rate("GBP", "2026-06-20", "1.25"), rate("EUR", "2026-06-20", "1.10"), rate("USD", "2026-06-20", "7")],
    }
    shown = board(tmp_path, rows, 'currency = "USD"\n[rates]\nGBP = "1.40"\n')
    # 100.00 each: at 1.40 by the settings, at 1.10 by the file, and 0.8 francs for a dollar are 1.25 dollars a franc.
    assert balances(shown) == {
        "ledger": Decimal("100.00"),
        "settings": Decimal("140.00"),
        "file": Decimal("110.00"),
        "own": Decimal("125.00"),
    }


def test_bills_bank_accounts_and_deals_are_valued_by_the_file_too(tmp_path: Path) -> None:
    rows = {
        "bill": [document("b", "EUR") | {"bill_id": "b", "vendor": "Mill"}],
        "cash_balance": [
            {"bank_account": "main", "balance_on": DAY, "balance": Decimal("1000.00"), "currency": "EUR"},
        ],
        "deal": [
            {
                "deal_id": "d",
                "name": "Deal",
                "stage": "Open",
                "amount": Decimal("50.00"),
                "currency": "EUR",
                "created_at": datetime.datetime(2026, 6, 1),
                "close_on": day("2026-07-10"),
            }
        ],
        "rate": [rate("EUR", "2026-06-20", "1.10")],
    }
    shown = board(tmp_path, rows)
    assert run(shown, "cash/obligations").column("amount") == [Decimal("110.00")]
    need = run(shown, "cash/need").first()
    assert need is not None
    assert need["free_cash"] == Decimal("1100.00")
    assert run(shown, "cash/closing").column("amount") == [Decimal("55.00")]


def test_the_rates_that_were_used_can_be_opened(tmp_path: Path) -> None:
    rows = {
        "invoice": [invoice("1", "GBP"), invoice("2", "USD")],
        "rate": [rate("GBP", "2026-06-20", "1.25"), rate("EUR", "2026-06-20", "1.10"), rate("EUR", "2026-06-21", "0")],
    }
    shown = board(tmp_path, rows, 'currency = "USD"\n[rates]\nCHF = "1.10"\n')
    assert [tuple(row)[:4] for row in run(shown, "cash/rates").rows] == [
        ("CHF", Decimal("1.10000000"), None, "settings"),
        ("EUR", Decimal("1.10000000"), day("2026-06-20"), "exchange rates"),
        ("GBP", Decimal("1.25000000"), day("2026-06-20"), "exchange rates"),
    ]
    (behind,) = rows_behind(shown, "cash/rates", "rate", {"currency": "GBP"}).records()
    assert (behind["source_file"], behind["source_row"]) == ("rate.csv", 2)


@pytest.mark.parametrize("heading", ["currency,rate_on,rate", "Rate,Currency,Rate_on"])
def test_a_file_of_rates_in_the_folder_is_read(tmp_path: Path, heading: str) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    cells = {"currency": "EUR", "rate_on": "2026-06-20", "rate": "1.08155"}
    line = ",".join(cells[name.lower()] for name in heading.split(","))
    (exports / "rate.csv").write_text(f"{heading}\n{line}\n")
    (exports / "invoice.csv").write_text(
        "invoice_id,customer_name,issued_on,due_on,total,balance,currency\n"
        "1,Acme,2026-06-01,2026-07-01,1000.00,1000.00,EUR\n"
    )
    (exports / "settings.toml").write_text('currency = "USD"\n')
    shown = open_board(load(exports, tmp_path / "store"), DAY)
    assert balances(shown) == {"1": Decimal("1081.55")}
    assert run(shown, "cash/rates").column("source_file") == ["rate.csv"]
