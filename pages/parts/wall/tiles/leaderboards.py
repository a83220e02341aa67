"""A bar for each rep: leads followed up, and referrals against the target."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any

from pages.parts.format import FEW_CASES, count, hours, percent
from pages.parts.wall.tile import Content, Tile, Wall, changing, tick


def follow_up(wall: Wall, bars: int = 5) -> Content:
    """The share of leads that got a call or mail from their owner in time."""
    title = f"Leads followed up in {wall.board.version.settings.follow_up.within_business_days} days"
    totals = wall.first("follow_up/totals")
    goal = wall.board.version.settings.follow_up.target
    lines = [f"of {count(totals.get('judged'), 'lead')}", _than_before(totals)]
    trend = [row["rate"] for row in wall.rows("follow_up/by_month")]
    body = _number(percent(totals.get("rate")), lines, trend) + rates_of_reps(wall, totals, bars)
    return Content(title, body, wall.trace("follow_up/totals", "rate"), f"goal {percent(goal)}")


def referrals(wall: Wall, bars: int = 5) -> Content:
    """The referrals of the month by rep, with the mark that says how many were due by today."""
    totals = wall.first("referrals/totals")
    month = totals.get("month")
    title = f"Referrals in {month:%B}" if month else "Referrals this month"
    trend = [float(row["referrals"]) for row in wall.rows("referrals/by_month")]
    body = _number(count(totals.get("referrals")), _pace(totals), trend) + counts_of_reps(
        wall, [row for row in wall.rows("referrals/by_rep") if row["month"] == month], bars
    )
    goal = f"goal {wall.board.version.settings.referrals.target} a rep"
    return Content(title, body, wall.trace("referrals/totals", "referrals"), goal)


def follow_up_tile(bars: int = 5) -> Tile:
    """Follow-up by rep, with so many bars at the size of a room."""
    return Tile("follow", "Leads followed up", ("follow_up/totals",), partial(follow_up, bars=bars))


def referrals_tile(bars: int = 5) -> Tile:
    """Referrals by rep, with so many bars at the size of a room."""
    return Tile("refer", "Referrals this month", ("referrals/totals",), partial(referrals, bars=bars))


def rates_of_reps(wall: Wall, totals: dict[str, Any], bars: int, *, with_reply: bool = False) -> str:
    """A bar for each rep who has leads to judge, best first; `with_reply` adds how soon the first reply came."""
    goal = float(wall.board.version.settings.follow_up.target)
    rows = [row for row in wall.rows("follow_up/by_rep") if row["judged"] and row["rate"] is not None]
    rows.sort(key=lambda row: -row["rate"])
    team = float(totals["rate"]) if totals.get("rate") is not None else goal
    shown = [_rate_bar(wall, row, min(team, goal), with_reply) for row in ends(rows, wall.that_fit(bars))]
    return _bars(shown, len(rows), wall.that_fit(bars))


def counts_of_reps(wall: Wall, rows: list[dict[str, Any]], bars: int, *, with_target: bool = False) -> str:
    """A bar for each rep with its `referrals`, most first; `with_target` adds what was due in words."""
    rows = sorted(rows, key=lambda row: -row["referrals"])
    most = max([float(row["referrals"]) for row in rows] + [float(row["target"] or 0) for row in rows] + [1.0])
    shown = [_target_bar(wall, row, most, with_target) for row in ends(rows, wall.that_fit(bars))]
    return _bars(shown, len(rows), wall.that_fit(bars))


def _than_before(totals: dict[str, Any]) -> str:
    before = totals.get("previous_rate")
    return f"{percent(before)} a month ago" if before is not None else ""


def _pace(totals: dict[str, Any]) -> list[str]:
    due, before = totals.get("target_to_date"), totals.get("previous_same_point")
    return [
        f"of {float(due):.0f} due by today" if due is not None else "",
        f"{count(before)} a month ago" if before is not None else "",
    ]


def _number(text: str, lines: list[str], trend: Sequence[float | None]) -> str:
    return (
        f'<div class="mb-second">{changing("number", text, "mb-number")}'
        f'<span class="mb-beside">{"<br>".join(escape(line) for line in lines if line)}</span>{sparkline(trend)}</div>'
    )


def ends(rows: list[dict[str, Any]], places: int) -> list[dict[str, Any]]:
    """All rows while they fit, else the best and those that need help; one place stays for how many are between."""
    if len(rows) <= places:
        return rows
    best = places // 2
    return rows[:best] + rows[len(rows) - (places - 1 - best) :]


def _bars(bars: list[str], everybody: int, places: int) -> str:
    between = everybody - len(bars)
    if between > 0:
        bars.insert((len(bars) + 1) // 2, f'<div class="mb-between">{count(between, "more rep")} between</div>')
    return f'<div class="mb-bars" style="--rows:{places}">{"".join(bars)}</div>'


def _rate_bar(wall: Wall, row: dict[str, Any], usual: float, with_reply: bool) -> str:
    rate = float(row["rate"])
    # Marked is who lies below the team beyond chance: with few cases the range of a rate reaches the team's.
    act = row["rate_high"] is not None and float(row["rate_high"]) < usual
    sign = "▼ " if act else ""
    notes = [f"{row['followed_up']} of {row['judged']}", *([hours(row["median_response_hours"])] if with_reply else [])]
    few = " mb-few" if row["judged"] < FEW_CASES else ""
    return rep_bar(wall, row["rep"], rate, None, f"{sign}{percent(rate)}", notes, act=act, css=few)


def _target_bar(wall: Wall, row: dict[str, Any], most: float, with_target: bool) -> str:
    done, target, due = row["referrals"], row["target"], row["target_to_date"]
    act = due is not None and done < int(due)
    shown = f"▼ {count(done)}" if act else tick(count(done)) if target and done >= target else count(done)
    mark = float(due) / most if due is not None else None
    notes = [f"of {float(due):.0f} due" if due is not None else "no target"] if with_target else []
    return rep_bar(wall, row["rep"], float(done) / most, mark, shown, notes, act=act)


def rep_bar(
    wall: Wall,
    name: str,
    share: float,
    mark: float | None,
    value: str,
    notes: Sequence[str] = (),
    *,
    act: bool,
    css: str = "",
) -> str:
    """A line of a leaderboard: `share` of the track is filled, `mark` says how far it should be; `value` is HTML."""
    at = f'<i class="mb-mark" style="left:{min(mark, 1) * 100:.2f}%"></i>' if mark is not None else ""
    small = "".join(f'<span class="mb-cases">{escape(note)}</span>' for note in notes)
    state = " mb-act" if act else ""
    return (
        f'<div class="mb-bar-row{state}{css}">{wall.name(name)}'
        f'<span class="mb-track"><i style="width:{max(share, 0) * 100:.2f}%"></i>{at}</span>'
        f"{changing(f'rep {name}', value, 'mb-figure')}{small}</div>"
    )


def sparkline(values: Sequence[float | None]) -> str:
    """The last months as small columns, for the direction only."""
    heights = [float(value) for value in values if value is not None][-12:]
    if len(heights) < 3:
        return ""
    most = max(heights) or 1.0
    columns = "".join(f'<i style="height:{max(height / most, 0.04) * 100:.0f}%"></i>' for height in heights)
    return f'<span class="mb-spark">{columns}</span>'
