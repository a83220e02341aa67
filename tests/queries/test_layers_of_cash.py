"""What must hold whatever the numbers are: money stands in one layer, grows with the days, sees no future."""

import csv
import datetime
import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data import forecast_log, journal
from data.store import Version
from queries import Board, added_up, keep_forecasts, open_board, run
from queries.library import read
from tests.queries.conftest import SAMPLE
from tests.queries.given import DAY, board_of, version_of
from tests.queries.made_company import FIRST_DAY, Company, made_company
from tests.queries.test_marts import deal
from tests.queries.test_reference import rows
from tests.queries.test_time import scrambled

DAYS = datetime.timedelta
EARLIER = DAY - DAYS(56)
HORIZONS = (7, 15, 30, 60, 91)
LAYERS = ("collection", "signed", "closing", "unrecorded")


@pytest.fixture(scope="module")
def company() -> Company:
    return made_company(7, deals=60, orders=50)


@pytest.fixture(scope="module", params=[(5, True), (6, False)], ids=["deals named", "customers only"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Company, Version]:
    seed, names_deals = request.param
    company = made_company(seed, names_deals=names_deals)
    return company, version_of(tmp_path_factory.mktemp("made"), company.rows)


def windows(board: Board) -> dict[tuple[datetime.date, str, int], tuple[Any, ...]]:
    return {
        (origin, layer, days): tuple(values)
        for origin, layer, days, *values in rows(
            board,
            "select origin, layer, horizon_days, forecast, variance, actual from marts.forecast_windows",
        )
    }


# -- each receipt stands in one layer ---------------------------------------------------------------------------------


def test_each_receipt_of_a_made_company_stands_in_the_layer_that_the_reference_says(
    made: tuple[Company, Version],
) -> None:
    company, version = made
    board = open_board(version, DAY)
    placed = defaultdict(list)
    for origin, number, day, amount, layer in rows(
        board, "select origin, invoice_id, received_on, amount, layer from marts.receipt_windows"
    ):
        placed[origin].append((number, day, amount, layer))
    came = {
        (origin, layer, days): amount
        for origin, days, layer, amount in rows(
            board, "select origin, horizon_days, layer, amount from marts.window_receipts"
        )
    }
    origins = [day for (day,) in rows(board, "select origin from marts.forecast_origins where not is_today")]
    assert len(origins) >= 26
    for origin in origins[::5]:
        expected = company.world.at(origin)
        receipts = [
            (each.key, day, Decimal(str(amount)), expected.layer(each))
            for each in company.world.invoices
            if each.issued <= DAY
            for day, amount in each.receipts
            if origin < day <= min(DAY, origin + DAYS(91))
        ]
        assert sorted(placed[origin]) == sorted(receipts)
        for days in HORIZONS:
            if origin + DAYS(days) > DAY:
                continue
            until = origin + DAYS(days)
            for layer in LAYERS:
                amount = sum((each[2] for each in receipts if each[3] == layer and each[1] <= until), Decimal(0))
                assert came.get((origin, layer, days), 0) == amount
            total = sum((each[2] for each in receipts if each[1] <= until), Decimal(0))
            assert came.get((origin, "total", days), 0) == total


def test_the_layers_of_the_sample_add_up_to_the_cent_to_what_the_ledger_says_was_paid(sample_version: Version) -> None:
    with (SAMPLE / "xero_invoices.csv").open(encoding="utf-8-sig", newline="") as file:
        paid = [
            (datetime.date.fromisoformat(row["fully_paid_on_date"]), Decimal(row["amount_paid"]))
            for row in csv.DictReader(file)
            if row["type"] == "ACCREC" and row["status"] == "PAID" and row["fully_paid_on_date"]
        ]
    history = run(open_board(sample_version), "cash/forecast_history").records()
    by_window: dict[tuple[datetime.date, int], dict[str, Decimal]] = defaultdict(dict)
    for row in history:
        if row["actual"] is not None and row["kind"] == "replayed":
            by_window[row["made_on"], row["horizon_days"]][row["layer"]] = row["actual"]
    assert len(by_window) > 100
    for (made_on, days), layers in by_window.items():
        until = made_on + DAYS(days)
        assert layers["total"] == sum(amount for day, amount in paid if made_on < day <= until), (made_on, days)
        assert layers["total"] == layers["cover"] + layers["unrecorded"]
        assert layers["cover"] == sum(layers.get(layer, 0) for layer in LAYERS[:3])


# -- the past as it was -----------------------------------------------------------------------------------------------


def check_replays(version: Version, day: datetime.date, later: datetime.date) -> None:
    """What a later board says about a past day is what the board of that day says itself."""
    then, now = windows(open_board(version, day)), windows(open_board(version, later))
    common = set(then) & set(now)
    assert {key for key in then if key[0] == day} == {key for key in now if key[0] == day}
    assert any(key[0] == day for key in common)
    for key in common:
        assert now[key][:2] == pytest.approx(then[key][:2], rel=1e-9, abs=1e-6), key
        if key[0] + DAYS(key[2]) <= day:
            assert now[key][2] == then[key][2], key


def test_a_replay_of_a_made_company_is_the_forecast_of_its_day(made: tuple[Company, Version]) -> None:
    check_replays(made[1], EARLIER, DAY)


def test_a_replay_of_the_sample_is_the_forecast_of_its_day(sample_version: Version) -> None:
    check_replays(sample_version, EARLIER, DAY)


def test_a_replay_of_real_receivables_is_the_forecast_of_its_day(real_version: Callable[[str], Version]) -> None:
    check_replays(real_version("ibm_receivables"), datetime.date(2013, 5, 5), datetime.date(2013, 6, 30))


def test_no_replay_sees_what_came_after_its_day(sample_version: Version, tmp_path: Path) -> None:
    told = windows(open_board(sample_version, DAY))
    changed = windows(open_board(scrambled(sample_version, tmp_path, EARLIER, 5), DAY))
    early = {key for key in told if key[0] <= EARLIER}
    assert early == {key for key in changed if key[0] <= EARLIER}
    differ = 0
    for key in early:
        assert changed[key][:2] == pytest.approx(told[key][:2], rel=1e-9, abs=1e-6), key
        if key[0] + DAYS(key[2]) <= EARLIER:
            assert changed[key][2] == told[key][2], key
        else:
            differ += changed[key][2] != told[key][2]
    assert differ


# -- money moves from layer to layer ----------------------------------------------------------------------------------


def record() -> dict[str, list[dict[str, Any]]]:
    """Thirty invoices paid at different days, thirty deals won or lost at different ages: something to learn from."""
    names = [{"account_id": "a", "name": "Acme"}]
    invoices = [
        {
            "invoice_id": f"s{at}",
            "customer_name": "Acme",
            "issued_on": DAY - DAYS(100 + at),
            "due_on": DAY - DAYS(70 + at),
            "total": Decimal(100),
            "paid_on": DAY - DAYS(70 + at) + DAYS(at % 9),
        }
        for at in range(30)
    ]
    made_on = datetime.datetime.combine(DAY - DAYS(200), datetime.time(9))
    deals = [
        deal(
            f"c{at}",
            account_id="a",
            created_at=made_on,
            stage="Closed Won" if at % 2 else "Closed Lost",
            close_on=made_on.date() + DAYS(5 + 3 * at),
            amount=Decimal(0) if at % 2 else Decimal(900),
        )
        for at in range(30)
    ]
    return {"account": names, "invoice": invoices, "deal": deals}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Board]:
    """The same 5,000 as an open deal, as one won today, as one invoiced in part, and as an invoice of today."""
    folder = tmp_path_factory.mktemp("stages")
    opened = deal("X", account_id="a", amount=Decimal(5000), created_at=datetime.datetime(2026, 6, 10, 9))
    won = opened | {"stage": "Closed Won", "close_on": DAY}
    bill = {
        "invoice_id": "i",
        "deal_id": "X",
        "customer_name": "Acme",
        "issued_on": DAY,
        "due_on": DAY + DAYS(30),
        "total": Decimal(5000),
    }
    part = bill | {"total": Decimal(2000)}

    def board(*more: tuple[str, dict[str, Any]]) -> Board:
        given = record()
        for table, row in more:
            given[table] = [*given[table], row]
        return board_of(folder, given)

    return {
        "open": board(("deal", opened)),
        "won": board(("deal", won)),
        "part": board(("deal", opened), ("invoice", part)),
        "invoiced": board(("deal", won), ("invoice", bill)),
    }


def test_money_stands_in_one_layer_while_a_deal_becomes_an_invoice(stages: dict[str, Board]) -> None:
    faces = {
        name: dict(rows(board, "select layer, sum(amount) from marts.cash_items group by layer"))
        for name, board in stages.items()
    }
    assert faces["open"] == {"closing": Decimal(5000)}
    assert faces["won"] == {"signed": Decimal(5000)}
    assert faces["part"] == {"closing": Decimal(3000), "collection": Decimal(2000)}
    assert faces["invoiced"] == {"collection": Decimal(5000)}


def test_winning_and_invoicing_move_the_cover_by_the_change_of_chance_alone(stages: dict[str, Board]) -> None:
    cover, chance = {}, {}
    for name, board in stages.items():
        for row in run(board, "cash/need").records():
            cover[name, row["horizon_days"]] = row["cover"]
        for days, layer, value in rows(
            board,
            "select day_number, layer, chance from marts.cash_item_days where day_number in (15, 30, 60)",
        ):
            chance[name, days, layer] = value
    for days in (15, 30, 60):
        before, after = chance["open", days, "closing"], chance["invoiced", days, "collection"]
        moved = float(cover["invoiced", days] - cover["open", days])
        assert moved == pytest.approx(5000 * (after - before), abs=0.011)
        assert before <= after
        won = float(cover["won", days] - cover["open", days])
        assert won == pytest.approx(5000 * (chance["won", days, "signed"] - before), abs=0.011)
        in_part = 3000 * chance["part", days, "closing"] + 2000 * chance["part", days, "collection"]
        assert float(cover["part", days]) == pytest.approx(in_part, abs=0.011)


def test_cover_and_chances_grow_with_the_days(made: tuple[Company, Version]) -> None:
    for day in (EARLIER, DAY):
        board = open_board(made[1], day)
        need = run(board, "cash/need")
        for column in ("collections", "signed", "closings", "cover", "run_rate"):
            values = need.column(column)
            assert values == sorted(values), column
        path = run(board, "cash/path")
        assert path.column("collections") == sorted(path.column("collections"))
        assert path.column("closings") == sorted(path.column("closings"))
        assert not rows(
            board,
            "select * from (select chance, lag(chance) over (partition by layer, path, path_from, promised_in "
            "order by day_number) as before from marts.cash_item_days) as days where chance < before or chance > 1",
        )
        for row in run(board, "cash/to_collect").records():
            assert 0 <= row["chance_15"] <= row["chance_30"] <= row["chance_60"] <= 1
            assert 0 <= row["moves_gap"] <= row["balance"]


# -- what if ----------------------------------------------------------------------------------------------------------


def scenario(board: Board, *changes: dict[str, Any]) -> dict[int, dict[str, Any]]:
    found = run(board, "cash/what_if", changes=json.dumps(changes)).records()
    return {row["horizon_days"]: row for row in found}


def covers(found: dict[int, dict[str, Any]]) -> list[Decimal]:
    return [found[days]["cover"] for days in (15, 30, 60)]


def is_base(found: dict[int, dict[str, Any]]) -> bool:
    return all(
        row[column] == row[f"base_{column}"]
        for row in found.values()
        for column in ("obligations", "need", "cover", "gap")
    )


@pytest.fixture(scope="module")
def today(sample_version: Version) -> Board:
    return open_board(sample_version)


def test_no_change_and_all_of_the_collections_are_the_base(today: Board) -> None:
    base = scenario(today)
    assert is_base(base)
    need = {row["horizon_days"]: row for row in run(today, "cash/need").records()}
    for days, row in base.items():
        for column in ("obligations", "need", "cover", "gap"):
            assert row[column] == need[days][column]
    assert is_base(scenario(today, {"on": "collections", "do": "percent", "value": 100}))
    assert [row["balance"] for row in run(today, "cash/what_if_path", changes="[]").records()] == [
        row["balance"] for row in run(today, "cash/path").records()
    ]


def test_an_invoice_out_and_in_are_opposite_ends(today: Board) -> None:
    base = scenario(today)
    for row in run(today, "cash/to_collect").records()[:3]:
        this = {"on": "invoice", "system": row["system"], "id": row["invoice_id"]}
        out, paid = scenario(today, this | {"do": "out"}), scenario(today, this | {"do": "in"})
        late = scenario(today, this | {"do": "date", "day": "2026-08-10"})
        half = scenario(today, this | {"do": "percent", "value": 50})
        for days in (15, 30, 60):
            chance, balance = row[f"chance_{days}"], row["balance"]
            taken = base[days]["cover"] - out[days]["cover"]
            assert float(taken) == pytest.approx(float(balance) * chance, abs=0.011)
            is_there = row["expected_on"] is None or row["expected_on"] <= DAY + DAYS(days)  # without a day: at once
            assert paid[days]["cover"] - out[days]["cover"] == (balance if is_there else 0)
            assert late[days]["cover"] - out[days]["cover"] == (balance if days == 60 else 0)
            assert out[days]["cover"] <= half[days]["cover"] <= base[days]["cover"]


def test_a_deal_out_and_in_are_opposite_ends(today: Board) -> None:
    base = scenario(today)
    for number, system in rows(
        today, "select item_id, system from marts.cash_items where layer = 'closing' order by amount desc limit 2"
    ):
        this = {"on": "deal", "system": system, "id": number}
        out, won = scenario(today, this | {"do": "out"}), scenario(today, this | {"do": "in"})
        pushed = scenario(today, this | {"do": "date", "day": "2027-06-30"})
        for days in (15, 30, 60):
            assert out[days]["cover"] <= base[days]["cover"] <= won[days]["cover"]
            assert pushed[days]["cover"] == out[days]["cover"]


def test_a_change_told_twice_counts_once_and_the_last_one_wins(today: Board) -> None:
    first = run(today, "cash/to_collect").first()
    assert first is not None
    anywhere = {"on": "invoice", "system": "", "id": first["invoice_id"]}
    there = anywhere | {"system": first["system"]}
    alone = covers(scenario(today, there | {"do": "out"}))
    assert covers(scenario(today, there | {"do": "in"}, anywhere | {"do": "out"})) == alone
    assert covers(scenario(today, anywhere | {"do": "in"}, there | {"do": "out"})) == alone
    assert is_base(scenario(today, anywhere | {"do": "out"}, there | {"do": "percent", "value": 100}))
    less = {"on": "collections", "do": "percent", "value": 80}
    assert covers(scenario(today, less | {"id": "x", "value": 10}, less)) == covers(scenario(today, less))
    bill = rows(today, "select system, bill_id from marts.obligations where kind = 'bill' order by due_on limit 1")[0]
    out = {"on": "bill", "id": bill[1], "do": "out"}
    assert scenario(today, out | {"system": bill[0]}) == scenario(today, out | {"system": bill[0]}, out)
    assert is_base(scenario(today, out | {"system": "another ledger"}))


UNKNOWN = [
    {"on": "invoice", "system": "xero", "id": "not there", "do": "out"},
    {"on": "invoice", "system": "another", "id": "", "do": "out"},
    {"on": "deal", "id": "'; drop table marts.cash_items; --", "do": "in"},
    {"on": "bill", "id": "' or 1=1 --", "do": "out"},
    {"on": "recurring", "id": "Moon rent", "do": "out"},
    {"on": "moon", "id": "x", "do": "out"},
    {"on": "collections", "do": "percent"},
    {"on": "collections", "do": "percent", "value": "much"},
    {"on": "collections", "do": "percent", "value": 1e300},
    {"on": "collections", "do": "percent", "value": -50},
    {"on": "collections", "do": "burn", "value": 5},
    {"do": "out"},
    {},
    None,
    7,
]


@pytest.mark.parametrize(
    "text",
    [
        *(json.dumps([each]) for each in UNKNOWN),
        "",
        "{",
        "[",
        "null",
        "5",
        '"out"',
        '{"on": "invoice"}',
        "[[[]]]",
        '[{"on": "collections", "do": "percent", "value": NaN}]',
        '[{"on": "collections", "do": "percent", "value": 1e999}]',
        "not json at all \x00 ' \" ; --",
    ],
)
def test_what_is_unknown_or_no_scenario_changes_nothing(today: Board, text: str) -> None:
    found = {row["horizon_days"]: row for row in run(today, "cash/what_if", changes=text).records()}
    assert is_base(found)
    path = run(today, "cash/what_if_path", changes=text).records()
    assert all(row["base"] == row["balance"] for row in path)


def test_a_day_that_is_none_changes_nothing(today: Board) -> None:
    first = run(today, "cash/to_collect").first()
    assert first is not None
    this = {"on": "invoice", "system": first["system"], "id": first["invoice_id"], "do": "date"}
    for day in (None, "", "soon", "2026-02-31", "infinity", "-infinity", 20260810):
        assert is_base(scenario(today, this | {"day": day})), day
    assert covers(scenario(today, this | {"day": "9999-12-31"})) == covers(scenario(today, this | {"do": "out"}))


def test_the_lines_of_a_scenario_add_up_and_lead_along_its_path(today: Board) -> None:
    items = rows(today, "select layer, system, item_id from marts.cash_items order by amount desc limit 40")
    changes: list[dict[str, Any]] = [{"on": "collections", "do": "percent", "value": 70}]
    for (layer, system, number), do in zip(items, itertools.cycle(["out", "in", "date", "percent"]), strict=False):
        on = "invoice" if layer == "collection" else "deal"
        change = {"on": on, "system": system, "id": number, "do": do, "day": "2026-07-25", "value": 40}
        if not (on == "deal" and do == "percent"):
            changes.append(change)
    bills = rows(today, "select system, bill_id from marts.obligations where kind = 'bill' order by due_on")
    changes += [
        {"on": "bill", "system": bills[0][0], "id": bills[0][1], "do": "out"},
        {"on": "bill", "system": bills[-1][0], "id": bills[-1][1], "do": "date", "day": "2026-07-05"},
        {"on": "recurring", "id": "Sales tax", "do": "date", "day": "2026-08-20"},
    ]
    text = json.dumps(changes)
    found = run(today, "cash/what_if", changes=text).records()
    path = {point["day"]: point for point in run(today, "cash/what_if_path", changes=text).records()}
    need = {line["horizon_days"]: line for line in run(today, "cash/need").records()}
    for row in found:
        days = row["horizon_days"]
        for column in read("cash/what_if").adds_up:
            assert added_up(today, "cash/what_if", column, {"horizon_days": days}, changes=text) == row[column], column
        assert row["base_cover"] == need[days]["cover"]
        assert row["need"] == max(row["obligations"] + need[days]["reserve"] - need[days]["free_cash"], 0)
        assert row["gap"] == row["need"] - row["cover"]
        point = path[DAY + DAYS(days)]
        moved = (row["cover"] - row["base_cover"]) - (row["obligations"] - row["base_obligations"])
        assert float(point["balance"] - point["base"]) == pytest.approx(float(moved), abs=1.0)


# -- ranges -----------------------------------------------------------------------------------------------------------


def test_below_ten_closed_windows_the_range_is_that_of_the_draws(made: tuple[Company, Version]) -> None:
    """A company of eight months has few past windows of 60 days yet."""
    board = open_board(made[1], FIRST_DAY + DAYS(230))
    need = run(board, "cash/need").records()
    assert [row["is_calibrated"] for row in need] == [row["windows"] >= 10 for row in need]
    assert not need[-1]["is_calibrated"]
    for row in need:
        low, high = rows(
            board,
            "select forecast - 1.2815515655446004 * sqrt(variance), forecast + 1.2815515655446004 * sqrt(variance) "
            "from marts.forecast_windows where origin = ? and layer = 'cover' and horizon_days = ?",
            board.as_of,
            row["horizon_days"],
        )[0]
        shown = rows(
            board,
            "select low, high, stretch from marts.forecast_ranges "
            "where origin = ? and layer = 'cover' and horizon_days = ?",
            board.as_of,
            row["horizon_days"],
        )[0]
        if not row["is_calibrated"]:
            assert shown[2] is None
            assert shown[:2] == pytest.approx((max(low, 0), high))
    scores = {(row["layer"], row["horizon_days"]): row for row in run(board, "cash/forecast_scores").records()}
    for score in scores.values():
        assert (score["wape"] is None) or score["windows"] >= 10


def test_a_calibrated_range_holds_eight_of_ten_of_the_windows_it_was_made_from(made: tuple[Company, Version]) -> None:
    board = open_board(made[1], DAY)
    for days, layer, stretch, count in rows(
        board,
        "select horizon_days, layer, stretch, windows from marts.forecast_calibration "
        "where origin = ? and stretch is not null",
        DAY,
    ):
        past = rows(
            board,
            "select abs(actual - forecast), 1.2815515655446004 * sqrt(variance) from marts.forecast_windows "
            "where layer = ? and horizon_days = ? and actual is not null and variance > 0 "
            "and origin >= ? and origin + horizon_days <= ?",
            layer,
            days,
            DAY - DAYS(182),
            DAY,
        )
        assert count == len(past) >= 10
        held = sum(miss <= half * stretch * (1 + 1e-9) for miss, half in past)
        assert held >= 0.8 * len(past)


# -- promises ---------------------------------------------------------------------------------------------------------


def test_promises_mix_with_the_chance_and_dates_follow_their_rule(company: Company, tmp_path: Path) -> None:
    version = version_of(tmp_path, company.rows)
    plain = {row["invoice_id"]: row for row in run(open_board(version, DAY), "cash/to_collect").records()}
    due = [row for row in plain.values() if row["due_on"] is not None and row["date_from"] == "prediction"]
    promised, broken, later, both, collector, past = (row["invoice_id"] for row in due[:6])
    today = DAY

    def write(number: str, kind: journal.NoteKind, day: datetime.date, on: datetime.date) -> None:
        journal.write_note(tmp_path, "crm", number, kind, day, on=on)

    write(promised, "promise", today, today + DAYS(20))
    write(broken, "promise", today - DAYS(30), today - DAYS(9))
    write(later, "promise", today + DAYS(1), today + DAYS(5))
    write(both, "expected", today, today + DAYS(40))
    write(both, "promise", today, today + DAYS(33))
    write(collector, "expected", today, today + DAYS(12))
    write(past, "expected", today - DAYS(20), today - DAYS(2))
    noted = replace(version, decided=journal.last_number(version.path.parent))
    found = {row["invoice_id"]: row for row in run(open_board(noted, DAY), "cash/to_collect").records()}
    kept = 2 / 5  # one promise fell due and was not kept
    assert found[promised]["chance_15"] == pytest.approx((1 - kept) * plain[promised]["chance_15"], abs=1e-8)
    for days in (30, 60):
        expected = (1 - kept) * plain[promised][f"chance_{days}"] + kept
        assert found[promised][f"chance_{days}"] == pytest.approx(expected, abs=1e-8)
    same = set(plain) - {promised, both}
    for number in same:
        for days in (15, 30, 60):
            assert found[number][f"chance_{days}"] == plain[number][f"chance_{days}"]
    assert (found[promised]["date_from"], found[promised]["expected_on"]) == ("promise", today + DAYS(20))
    assert (found[both]["date_from"], found[both]["expected_on"]) == ("promise", today + DAYS(33))
    assert (found[collector]["date_from"], found[collector]["expected_on"]) == ("collector", today + DAYS(12))
    for number in (broken, later, past):
        assert found[number]["date_from"] == "prediction"
        assert found[number]["expected_on"] == plain[number]["expected_on"]
    assert found[broken]["promise_state"] == "broken"
    assert found[later]["promise_state"] is None


# -- the log of forecasts ---------------------------------------------------------------------------------------------


def test_a_forecast_is_kept_once_and_judged_when_its_time_is_over(company: Company, tmp_path: Path) -> None:
    version = version_of(tmp_path, company.rows)
    early, middle = DAY - DAYS(70), DAY - DAYS(40)
    assert keep_forecasts(open_board(version, early)) == keep_forecasts(open_board(version, middle)) > 0
    assert keep_forecasts(open_board(version, early)) == 0
    with sqlite3.connect(tmp_path / forecast_log.FILE) as log:
        for change in ("update forecast set forecast = '0'", "delete from forecast"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                log.execute(change)
    other = replace(version, name=f"{version.name} again")

    def logged(day: datetime.date) -> dict[tuple[datetime.date, str, int], dict[str, Any]]:
        return {
            (row["made_on"], row["layer"], row["horizon_days"]): row
            for row in run(open_board(other, day), "cash/forecast_history").records()
            if row["kind"] == "logged"
        }

    assert not logged(early)
    between = logged(middle - DAYS(1))
    assert {key[0] for key in between} == {early}
    now = logged(DAY)
    assert {key[0] for key in now} == {early, middle}
    expected = {
        (row["made_on"], row["layer"], row["horizon_days"]): row
        for row in run(open_board(version, early), "cash/forecast_history").records()
        if row["made_on"] == early
    }
    world = company.world
    for key, row in now.items():
        made_on, layer, days = key
        until = made_on + DAYS(days)
        assert (row["actual"] is None) == (until > DAY), key
        if made_on == early:
            assert (row["forecast"], row["low"], row["high"]) == tuple(
                expected[key][column] for column in ("forecast", "low", "high")
            )
        if layer == "total" and until <= DAY:
            came = sum(
                (
                    Decimal(str(amount))
                    for each in world.invoices
                    for on, amount in each.receipts
                    if made_on < on <= until
                ),
                Decimal(0),
            )
            assert row["actual"] == came
