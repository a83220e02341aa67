"""Two exports of one kind: the newest values win, and nothing is counted twice."""

from decimal import Decimal

HEADINGS = "deal_id,stage,amount\n"


def test_in_one_file_the_later_line_wins(exports, read):
    exports.write("deals.csv", HEADINGS + "1,Open,10\n2,Open,20\n1,Won,11\n")
    result = read()
    assert result.rows("deal", "deal_id", "stage", "amount") == [
        ("2", "Open", Decimal(20)),
        ("1", "Won", Decimal(11)),
    ]
    report = result.reports["deals.csv"]
    assert (report.rows_read, report.rows_kept, report.rows_repeated, report.rows_rejected) == (3, 2, 1, 0)
    assert result.messages() == ["deals.csv, line 2: the same record stands in deals.csv, line 4, and that one counts."]


def test_the_newer_export_of_a_list_wins_and_what_it_no_longer_has_is_gone(exports, read):
    exports.write("deals_2026-06-01.csv", HEADINGS + "1,Open,10\n2,Open,20\n3,Open,30\n")
    exports.write("deals_2026-06-15.csv", HEADINGS + "1,Won,11\n2,Open,20\n4,Open,40\n")
    result = read()
    assert result.rows("deal", "deal_id", "stage") == [("1", "Won"), ("2", "Open"), ("4", "Open")]
    assert result.issues("rejected") == [("deals_2026-06-01.csv", 4, "not in the newer list")]
    older = result.reports["deals_2026-06-01.csv"]
    assert (older.rows_kept, older.rows_repeated, older.rows_rejected) == (0, 2, 1)
    assert older.exported_on_proof == "the date in the file name"


def test_files_without_common_records_are_parts_of_one_list(exports, read):
    exports.write("deals_a.csv", HEADINGS + "1,Open,10\n2,Open,20\n3,Open,30\n")
    exports.write("deals_b.csv", HEADINGS + "3,Won,31\n4,Open,40\n5,Open,50\n")
    result = read()
    assert sorted(result.rows("deal", "deal_id", "stage")) == [
        ("1", "Open"),
        ("2", "Open"),
        ("3", "Won"),
        ("4", "Open"),
        ("5", "Open"),
    ]


def test_a_record_that_moved_to_another_part_is_not_lost(exports, read):
    exports.write("deals_1_2026-05-01.csv", HEADINGS + "1,Open,1\n2,Open,2\n3,Open,3\n")
    exports.write("deals_1_2026-06-01.csv", HEADINGS + "1,Open,1\n2,Open,2\n")
    exports.write("deals_2_2026-06-01.csv", HEADINGS + "3,Won,3\n4,Open,4\n5,Open,5\n6,Open,6\n7,Open,7\n")
    result = read()
    assert sorted(result.rows("deal", "deal_id")) == ["1", "2", "3", "4", "5", "6", "7"]
    assert result.issues("rejected") == []


def test_what_is_only_appended_is_never_gone(exports, read):
    headings = "payment_id,paid_on,amount\n"
    exports.write("payments_2026-06-01.csv", headings + "1,2026-05-01,5\n2,2026-05-02,6\n")
    exports.write("payments_2026-06-15.csv", headings + "2,2026-05-02,7\n3,2026-06-02,8\n")
    assert read().rows("payment", "payment_id", "amount") == [
        ("1", Decimal(5)),
        ("2", Decimal(7)),
        ("3", Decimal(8)),
    ]


def test_the_same_id_in_two_systems_is_two_records(exports, read):
    exports.write("deals.csv", HEADINGS + "006A,Open,10\n")
    exports.write("Opportunity.csv", "Id,Name,StageName,CloseDate,OwnerId\n006A,Deal,Open,2026-06-01,005A\n")
    assert read().rows("deal", "system", "deal_id") == [("salesforce", "006A"), ("plain", "006A")]


def test_the_same_file_twice_counts_once(exports, read):
    exports.write("deals.csv", HEADINGS + "1,Open,10\n2,Open,20\n")
    exports.write("copy of deals.csv", HEADINGS + "1,Open,10\n2,Open,20\n")
    result = read()
    assert {name: (report.status, report.rows_kept) for name, report in result.reports.items()} == {
        "copy of deals.csv": ("read", 2),
        "deals.csv": ("set aside", 0),
    }
    assert result.rows("deal", "deal_id") == ["1", "2"]


def test_an_id_with_zeros_and_case_is_itself(exports, read):
    exports.write("deals.csv", HEADINGS + "007,Open,1\n7,Open,2\na1,Open,3\nA1,Open,4\n")
    assert read().rows("deal", "deal_id") == ["007", "7", "a1", "A1"]


def test_a_blank_key_is_rejected(exports, read):
    exports.write("deals.csv", HEADINGS + ",Open,1\n2,Open,2\n,,\n")
    result = read()
    assert result.rows("deal", "deal_id") == ["2"]
    assert result.messages() == ['deals.csv, line 2: "deal_id" must not be blank.']
    assert result.reports["deals.csv"].rows_read == 2  # a line of nothing is no row


def test_the_newest_booking_of_a_day_has_the_largest_position(exports, read):
    exports.write(
        "bank.csv",
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        "DEBIT,06/15/2026,Rent,-10.00,ACH,90.00,,\n"
        "CREDIT,06/15/2026,Sale,40.00,ACH,100.00,,\n"
        "CREDIT,06/14/2026,Sale,60.00,ACH,60.00,,\n",
    )
    result = read()
    newest = result.reading.connection.execute(
        'select balance from "final cash_balance" order by balance_on desc, position desc limit 1'
    ).fetchone()
    assert newest == (Decimal("90.00"),)


def test_what_only_an_older_export_tells_still_counts(exports, read):
    exports.write("deals_2026-06-01.csv", "deal_id,stage,amount,owner_name\n1,Open,10,Ana\n2,Open,20,Ben\n")
    exports.write("deals_2026-06-15.csv", HEADINGS + "1,Won,11\n2,Open,\n")
    result = read()
    assert result.rows("deal", "deal_id", "stage", "amount", "owner_name", "source_file") == [
        ("1", "Won", Decimal(11), "Ana", "deals_2026-06-15.csv"),
        ("2", "Open", None, "Ben", "deals_2026-06-15.csv"),  # a blank of the newer export stays blank
    ]
    assert [message for message in result.messages() if "owner_name" in message] == [
        "deals_2026-06-15.csv has no owner_name: for 2 records they are taken from deals_2026-06-01.csv."
    ]
