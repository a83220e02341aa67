"""Texts of values: what stands on a tile must never say more than the number does."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.parts import format as texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (Decimal(0), "$0"),
        (Decimal("0.4"), "$0"),
        (Decimal("-0.4"), "$0"),
        (Decimal(999), "$999"),
        (Decimal("999.6"), "$1k"),
        (Decimal(1000), "$1k"),
        (Decimal(9149), "$9.1k"),
        (Decimal(9960), "$10k"),
        (Decimal(184_499), "$184k"),
        (Decimal(999_499), "$999k"),
        (Decimal(999_500), "$1m"),
        (Decimal(1_239_999), "$1.24m"),
        (Decimal(12_390_000), "$12.4m"),
        (Decimal(-52_371), "−$52k"),
        (Decimal(2_500_000_000), "$2.5bn"),
    ],
)
def test_short_money(value: Decimal | None, text: str) -> None:
    assert texts.short_money(value, "USD") == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (Decimal("38200.25"), "USD", "$38,200.25"),
        (Decimal("38200.00"), "EUR", "€38,200"),
        (Decimal("-5.10"), "CHF", "−CHF 5.10"),
        (Decimal("1.005"), "", "1.01"),
        (None, "USD", "–"),
    ],
)
def test_money(value: Decimal | None, currency: str, text: str) -> None:
    assert texts.money(value, currency) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0%"), (0.001, "1%"), (0.523, "52%"), (0.999, "99%"), (1.0, "100%"), (None, "–")],
)
def test_a_share_short_of_all_never_reads_as_all(share: float | None, text: str) -> None:
    assert texts.percent(share) == text


def test_days_and_ages() -> None:
    assert texts.day(date(2026, 7, 24), year_of=date(2026, 6, 30)) == "24 July"
    assert texts.day(date(2027, 1, 2), year_of=date(2026, 6, 30)) == "2 January 2027"
    assert [texts.age(days) for days in (None, 0, 1, 3)] == ["no export", "today", "1 day old", "3 days old"]
    assert texts.listing(["a", "b", "c"]) == "a, b and c"
    assert [texts.hours(value) for value in (0.5, 25.27, 144.0)] == ["30 min", "25.3 h", "6 days"]
    assert texts.count(1, "deal") == "1 deal"


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (Decimal("184230.25"), "USD", "$100–200k"),
        (Decimal("200000"), "USD", "$200–500k"),
        (Decimal("999999"), "EUR", "€500k–1m"),
        (Decimal("-34000"), "CHF", "−CHF 20–50k"),
        (Decimal("12.40"), "USD", "$0–1k"),
        (Decimal(0), "USD", "$0"),
        (Decimal("1500000000"), "USD", "$1–2bn"),
        (None, "USD", "–"),
    ],
)
def test_a_band_tells_no_more_than_its_size(value: Decimal | None, currency: str, text: str) -> None:
    assert texts.band(value, currency) == text


UNITS = {"k": 10**3, "m": 10**6, "bn": 10**9}


@given(some.decimals(1000, 10**11, places=2))
def test_an_amount_lies_in_its_band(value: Decimal) -> None:
    low, high = texts.band(value).split("–")
    unit = high.lstrip("0123456789.")
    top = Decimal(high.removesuffix(unit)) * UNITS[unit]
    own = low.lstrip("0123456789.")
    bottom = Decimal(low.removesuffix(own)) * UNITS[own or unit]
    assert bottom <= value < top <= bottom * Decimal("2.5")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dana Reyes", "D. R."),
        ("Northgate-and-Southgate Foods Co.", "N. A. S."),
        ("山田 太郎", "山. 太."),
        ("محمد علي", "م. ع."),
        ("***", "–"),
    ],
)
def test_initials(name: str, text: str) -> None:
    assert texts.initials(name) == text
