from datetime import date
from decimal import Decimal

import pytest

from data.settings import Settings, SettingsError, documented, read_settings


def test_without_a_file_the_defaults_hold(exports):
    settings = read_settings(exports.folder)
    assert settings == Settings()
    assert settings.follow_up.within_business_days == 5
    assert settings.referrals.counted == ("customer", "employee", "external", "generic")


def test_entries_know_the_line_they_stand_on(exports):
    exports.settings(
        "[cash]\n"
        "reserve = 1000.10\n"
        "\n"
        "[[cash.bank]]\n"
        'account = "Main"\n'
        "balance = 5\n"
        "on = 2026-06-30\n"
        "\n"
        "[[ cash.recurring ]] # rent\n"
        'name = "Rent"\n'
        'amount = "950.50"\n'
        'every = "month"\n'
        "next_on = 2026-07-01\n"
    )
    cash = read_settings(exports.folder).cash
    assert cash.reserve == Decimal("1000.10")
    assert (cash.bank[0].balance, cash.bank[0].on, cash.bank[0].source_row) == (Decimal(5), date(2026, 6, 30), 4)
    assert (cash.recurring[0].amount, cash.recurring[0].source_row) == (Decimal("950.50"), 9)
    assert cash.recurring[0].until is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('compnay = "Us"', "unknown setting compnay. Did you mean company?"),
        ("[cash]\nreserv = 1", "unknown setting cash.reserv. Did you mean cash.reserve? Known are: reserve,"),
        ('date_order = "american"', 'it can be "", "day first", "month first"'),
        ('timezone = "Mars/Base"', "is not a zone"),
        ('[cash]\nreserve = "plenty"', "must be a number"),
        ("[follow_up]\nwindow_days = true", "must be a whole number"),
        ('[[cash.bank]]\naccount = "Main"', "cash.bank.balance is missing"),
        ('[[cash.recurring]]\nname="x"\namount=1\nevery="fortnight"\nnext_on=2026-01-01', '"two weeks"'),
        ('[deals.outcomes]\n"Signed" = "yes"', "deals.outcomes.Signed"),
        ("cash = 5", "cash must be a section"),
        ("company = ", "settings.toml"),
        ('[teams]\nWest = "Dana"', "teams.West must be a list"),
        ("[ages]\ndeals = 7", "unknown setting ages.deals. Did you mean ages.deal? Known are: CRM, Billing, Bank,"),
        ("[ages]\nCRM = 0", "ages.CRM must be 1 or more"),
        ('[ages]\nCRM = "weekly"', "ages.CRM must be a whole number"),
    ],
)
def test_a_mistake_is_named(exports, text, words):
    exports.settings(text)
    with pytest.raises(SettingsError) as error:
        read_settings(exports.folder)
    assert words in str(error.value)


def test_every_setting_is_described_in_one_sentence():
    sentences = documented()
    assert "cash.recurring.every" in sentences
    assert all(sentence.endswith(".") for sentence in sentences.values())
    assert not any("source_row" in name for name in sentences)


def test_each_system_can_have_its_own_order_of_dates(exports, read):
    exports.settings('date_order = "day first"\n[date_orders]\nplain = "month first"\n')
    assert read_settings(exports.folder).date_orders == {"plain": "month first"}
    exports.write("leads.csv", "lead_id,created_at\n1,03/04/2026\n")
    assert [made.date() for made in read().rows("lead", "created_at")] == [date(2026, 3, 4)]
    exports.settings('[date_orders]\nplain = "first"\n')
    with pytest.raises(SettingsError, match=r'date_orders\.plain is "first"; it can be "day first", "month first"'):
        read_settings(exports.folder)


def test_teams_ages_and_the_day_of_a_review(exports):
    exports.settings('[teams]\nWest = ["Dana", "Lee"]\n[ages]\nCRM = 7\ndeal = 1\n[review]\non = 2026-07-02\n')
    settings = read_settings(exports.folder)
    assert settings.teams == {"West": ("Dana", "Lee")}
    assert settings.ages == {"CRM": 7, "deal": 1}
    assert (settings.review.days, settings.review.on) == (14, date(2026, 7, 2))
