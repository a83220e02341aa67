"""Follow-up on a board of its own: the team, each rep, how soon, month by month, and whom nobody has called."""

from typing import Any

from pages.parts.format import FEW_CASES, count, hours, percent
from pages.parts.wall.tile import Content, Tile, Wall, changing, tick, unknown
from pages.parts.wall.tiles.columns import Column, columns
from pages.parts.wall.tiles.leaderboards import rates_of_reps
from pages.parts.wall.tiles.owned import Owned, owned
from pages.parts.wall.tiles.standing import second, standing

REPS = 8
NEVER = 7


def team(wall: Wall) -> Content:
    """The share of all leads that was followed up in time, against the goal and a month ago."""
    rules = wall.board.version.settings.follow_up
    title = f"Followed up in {count(rules.within_business_days, 'working day')}"
    totals = wall.first("follow_up/totals")
    rate, goal, before = totals.get("rate"), float(rules.target), totals.get("previous_rate")
    if rate is None:
        return unknown(title, "leads that are old enough to judge")
    words = [
        f"{count(totals['followed_up'])} of {count(totals['judged'], 'lead')}",
        f"in {rules.window_days} days",
        f"{percent(before)} a month ago" if before is not None else "",
    ]
    verdict = tick(f"goal of {percent(goal)} reached") if rate >= goal else f"▼ below the {percent(goal)} goal"
    body = standing(percent(rate), words, float(rate), goal, verdict, is_good=rate >= goal)
    return Content(title, body, wall.trace("follow_up/totals", "followed_up"), css="mb-standing")


def reps(wall: Wall) -> Content:
    """Each rep's share, how many leads it was judged by, and how soon the first reply came."""
    bars = rates_of_reps(wall, wall.first("follow_up/totals"), REPS, with_reply=True)
    return Content("Who follows up", bars, wall.page("follow_up"), "in time, of leads, first reply after")


def speed(wall: Wall) -> Content:
    """How long a lead waits for its first reply."""
    totals = wall.first("follow_up/totals")
    median = totals.get("median_response_hours")
    if median is None:
        return unknown("First reply", "replies to leads")
    rows = "".join(_within(totals, name, text) for name, text in (("within_1h", "1 h"), ("within_6h", "6 h")))
    number = second(hours(median), "median to<br>first reply")
    return Content("How soon", f'{number}<div class="mb-bars mb-few-bars">{rows}</div>', wall.page("follow_up"))


def months(wall: Wall) -> Content:
    """The share by the month in which the leads came in."""
    goal = float(wall.board.version.settings.follow_up.target)
    rows = [row for row in wall.rows("follow_up/by_month") if row["rate"] is not None]
    shown = [
        Column(row["month"], float(row["rate"]), percent(row["rate"]), goal, is_few=row["judged"] < FEW_CASES)
        for row in rows
    ]
    return Content("Month by month", columns(wall, shown), wall.page("follow_up"), "in time, and the goal")


def never(wall: Wall) -> Content:
    """The open leads that nobody has reached out to, the oldest first."""
    number = wall.first("follow_up/totals").get("never_touched")
    places = wall.that_fit(NEVER)
    rows = [
        Owned(
            f"{row['source_file']} {row['source_row']}",
            row["company"] or row["lead"],
            row["owner"],
            (),
            count(row["age_days"], "day"),
        )
        for row in wall.rows("follow_up/never_touched", limit=places)
    ]
    body = owned(wall, ("", "owner", "waiting for"), rows, places, "Every open lead has been called or written to")
    if number:
        words = 'open leads without a call or a mail<br><span class="mb-act">▲ call the oldest first</span>'
        body = second(count(number), words) + body
    return Content("Forgotten leads", body, wall.trace("follow_up/totals", "never_touched"))


def _within(totals: dict[str, Any], name: str, text: str) -> str:
    share = totals[name]
    width = float(share or 0) * 100
    return (
        f'<div class="mb-bar-row"><span>within {text}</span><span class="mb-track"><i style="width:{width:.1f}%"></i>'
        f"</span>{changing(name, percent(share), 'mb-figure')}</div>"
    )


TEAM = Tile("team", "Leads followed up", ("follow_up/totals",), team)
REPS_TILE = Tile("reps", "Who follows up", ("follow_up/by_rep",), reps)
SPEED = Tile("speed", "How soon", ("follow_up/totals",), speed)
MONTHS = Tile("months", "Month by month", ("follow_up/by_month",), months)
NEVER_TILE = Tile("never", "Forgotten leads", ("follow_up/never_touched",), never)
