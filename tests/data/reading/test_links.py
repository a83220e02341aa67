"""Activities and the records they hang on."""

CALLS = "Call Start Time,Call Owner,Subject,Call Type,LEADID,CONTACTID,POTENTIALID\n"


def test_one_call_on_three_records_is_one_activity_with_three_links(exports, read):
    exports.write(
        "Calls.csv",
        CALLS
        + "2026-06-01 10:00:00,Ana,Hello,Outbound,,8,0\n"
        + "2026-06-01 10:00:00,Ana,Hello,Outbound,7,8,0\n"
        + "2026-06-01 10:00:00,Ana,Hello,Outbound,,-1,9\n"
        + "2026-06-01 11:00:00,Ana,Hello,Inbound,7,,\n",
    )
    result = read()
    report = result.reports["Calls.csv"]
    assert (report.rows_read, report.rows_kept, report.rows_repeated) == (4, 2, 2)
    assert result.rows("activity", "activity_type", "direction") == [("call", "outbound"), ("call", "inbound")]
    first = "2026-06-01 10:00:00 | Hello | Ana"
    links = result.rows("activity_link", "activity_id", "target_kind", "target_id")
    assert sorted(links) == [
        (first, "contact", "8"),
        (first, "deal", "9"),
        (first, "lead", "7"),
        ("2026-06-01 11:00:00 | Hello | Ana", "lead", "7"),
    ]


def test_the_beginning_of_a_salesforce_id_tells_the_kind(exports, read):
    exports.write(
        "Task.csv",
        "Id,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,IsClosed,TaskSubtype\n"
        "00T1,00Q1,,Call,2026-06-01,Completed,005,1,Call\n"
        "00T2,0031,0061,Mail,2026-06-01,Not Started,005,0,Email\n"
        "00T3,000000000000000AAA,0011,Note,2026-06-01,Not Started,005,,\n",
    )
    result = read()
    assert result.rows("activity", "activity_id", "activity_type", "is_done") == [
        ("00T1", "call", True),
        ("00T2", "email", False),
        ("00T3", "task", False),
    ]
    assert result.rows("activity_link", "target_kind", "target_id") == [
        ("lead", "00Q1"),
        ("contact", "0031"),
        ("deal", "0061"),
        ("account", "0011"),
    ] or sorted(result.rows("activity_link", "target_kind", "target_id")) == [
        ("account", "0011"),
        ("contact", "0031"),
        ("deal", "0061"),
        ("lead", "00Q1"),
    ]


def test_equal_tasks_without_an_id_are_different_tasks(exports, read):
    line = "Ana,Call,2026-06-01 10:00:00,2026-06-02 10:00:00,Completed\n"
    exports.write("Tasks.csv", "Task Owner,Subject,Created Time,Due Date,Status\n" + line + line)
    ids = read().rows("activity", "activity_id")
    base = "Ana | Call | 2026-06-01 10:00:00 | 2026-06-02 10:00:00"
    assert ids == [base, base + " | 2"]
