"""Follow-up: which leads got a call or mail in time, by whom, and which never did."""

from functools import partial

from pages.parts import ask, cards, charts, links, tables
from pages.parts.format import FEW_CASES, count, hours, percent, weekday
from pages.parts.frame import open_page
from pages.parts.tables import Column

BY_REP = {
    "rep": Column("Rep"),
    "rate": Column("Followed up", "percent"),
    "followed_up": Column("In time", "count"),
    "judged": Column("Judged", "count", "Leads that are old enough to judge."),
    "rate_low": Column("Range from", "percent", "With few leads the true rate can lie anywhere in this range."),
    "rate_high": Column("to", "percent"),
    "too_young": Column("Too young", "count", "Leads whose time is not up yet."),
    "median_response_hours": Column("Median hours", "number", "Hours to the first call, mail or meeting."),
    "within_1h": Column("Within 1 h", "percent"),
    "within_6h": Column("Within 6 h", "percent"),
    "never_touched": Column("Never touched", "count"),
    "rows": Column("Rows", "link"),
}
NEVER = {
    "lead": Column("Lead"),
    "company": Column("Company"),
    "owner": Column("Owner"),
    "source": Column("Source"),
    "created_at": Column("Came in", "moment"),
    "age_days": Column("Age, days", "count"),
}

frame = open_page("Follow-up")
board, rep, rules = frame.board, frame.rep, frame.board.version.settings.follow_up
rows, first = partial(ask.rows, board, rep=rep), partial(ask.first, board, rep=rep)
trace = partial(links.trace, rep=rep, as_of=frame.as_of)

cards.heading(
    "Follow-up",
    f"Which leads of the {rules.window_days} days up to {weekday(board.as_of)} did their owner call or mail within "
    f"{rules.within_business_days} working days? Begin with the leads that nobody has touched.",
)
missing = board.needs("follow_up/totals")
totals = first("follow_up/totals")
if missing:
    cards.missing(missing, "The follow-up rate")
if totals:
    judged, never = totals["judged"], totals["never_touched"]
    few = f"only {count(judged, 'lead')}: " if judged is not None and judged < FEW_CASES else ""
    before = totals["previous_rate"]
    cards.row(
        [
            cards.Card(
                "Followed up in time",
                percent(totals["rate"]),
                f"{few}{count(totals['followed_up'])} of {count(judged, 'lead')}, goal {percent(rules.target)}",
                trace("follow_up/totals", "followed_up"),
                grey=totals["rate"] is None,
            ),
            cards.Card(
                "A month earlier",
                percent(before),
                f"of {count(totals['previous_judged'], 'lead')}" if before is not None else "not enough data",
                grey=before is None,
            ),
            cards.Card(
                "Median time to first touch",
                hours(totals["median_response_hours"]),
                f"{percent(totals['within_1h'])} within 1 hour, {percent(totals['within_6h'])} within 6",
                grey=totals["median_response_hours"] is None,
            ),
            cards.Card(
                "Never touched",
                count(never),
                "open and old enough to judge",
                trace("follow_up/totals", "never_touched"),
                sign="▲" if never else "",
                act=bool(never),
                grey=never is None,
            ),
        ]
    )

if totals.get("leads"):
    cards.section("By rep", f"A rate of fewer than {FEW_CASES} leads says little; its range shows how little.")
    tables.of_query(frame, "follow_up/by_rep", BY_REP, name="follow-up-by-rep", opens="judged")

by_month = [row for row in rows("follow_up/by_month") if row["rate"] is not None]
if len(by_month) > 1:
    cards.section("Month by month", "Share followed up in time, by the month in which the lead came in.")
    texts = [f"{percent(row['rate'])}<br>of {row['judged']}" for row in by_month]
    charts.draw(frame, "follow_up", lambda: charts.months(by_month, "rate", frame.palette, texts))

cards.section("Never touched", "Open leads without a single call, mail or meeting by a person. Call these first.")
if board.needs("follow_up/never_touched"):
    cards.missing(board.needs("follow_up/never_touched"), "This list")
else:
    tables.of_query(frame, "follow_up/never_touched", NEVER, name="never-touched")
