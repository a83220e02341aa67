"""Two tiles with a bar for each rep: leads followed up, and referrals against the target."""

from collections.abc import Sequence
from html import escape
from typing import Any

from pages.parts.format import FEW_CASES, count, percent
from pages.parts.wall.tile import Wall, needs, shell

BARS = 5
UNASSIGNED = "unassigned"


def follow_up(wall: Wall) -> str:
    """The share of leads that got a call or mail from their owner in time."""
    title = f"Leads followed up in {wall.board.version.settings.follow_up.within_business_days} days"
    if missing := wall.board.needs("follow_up/totals"):
        return needs("follow", title, missing)
    totals = wall.first("follow_up/totals")
    goal = float(wall.board.version.settings.follow_up.target)
    rows = [row for row in wall.rows("follow_up/by_rep") if row["judged"]]
    rows.sort(key=lambda row: -row["rate"])
    team = float(totals["rate"]) if totals.get("rate") is not None else goal
    bars = [_rate_bar(row, min(team, goal)) for row in _ends(rows)]
    lines = [f"of {count(totals.get('judged'), 'lead')}", _than_before(totals)]
    trend = [row["rate"] for row in wall.rows("follow_up/by_month")]
    body = _number(percent(totals.get("rate")), lines, trend) + _bars(bars, len(rows))
    return shell("follow", wall.trace("follow_up/totals", "rate"), title, f"goal {percent(goal)}", body, "mb-board")


def referrals(wall: Wall) -> str:
    """The referrals of the month by rep, with the mark that says how many were due by today."""
    if missing := wall.board.needs("referrals/totals"):
        return needs("refer", "Referrals this month", missing)
    totals = wall.first("referrals/totals")
    month = totals.get("month")
    title = f"Referrals in {month:%B}" if month else "Referrals this month"
    rows = [row for row in wall.rows("referrals/by_rep") if row["month"] == month]
    rows.sort(key=lambda row: -row["referrals"])
    most = max([float(row["referrals"]) for row in rows] + [float(row["target"] or 0) for row in rows] + [1.0])
    bars = [_target_bar(row, most) for row in _ends(rows)]
    trend = [float(row["referrals"]) for row in wall.rows("referrals/by_month")]
    body = _number(count(totals.get("referrals")), _pace(totals), trend) + _bars(bars, len(rows))
    goal = f"goal {wall.board.version.settings.referrals.target} a rep"
    return shell("refer", wall.trace("referrals/totals", "referrals"), title, goal, body, "mb-board")


def _than_before(totals: dict[str, Any]) -> str:
    before = totals.get("previous_rate")
    return f"{percent(before)} a month ago" if before is not None else ""


def _pace(totals: dict[str, Any]) -> list[str]:
    due, before = totals.get("target_to_date"), totals.get("previous_same_point")
    return [
        f"of {float(due):.0f} due by today" if due is not None else "",
        f"{count(before)} by this day last month" if before is not None else "",
    ]


def _number(text: str, lines: list[str], trend: Sequence[float | None]) -> str:
    return (
        f'<div class="mb-second"><span class="mb-number">{text}</span>'
        f'<span class="mb-beside">{"<br>".join(escape(line) for line in lines if line)}</span>{sparkline(trend)}</div>'
    )


def _ends(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All rows while they fit, else the best and the ones that need help."""
    return rows if len(rows) <= BARS else rows[:2] + rows[-2:]


def _bars(bars: list[str], everybody: int) -> str:
    between = everybody - len(bars)
    if between > 0:
        bars.insert(2, f'<div class="mb-between">{count(between, "more rep")} between</div>')
    return f'<div class="mb-bars">{"".join(bars)}</div>'


def _rate_bar(row: dict[str, Any], usual: float) -> str:
    rate = float(row["rate"])
    # Marked is who lies below the team beyond chance: with few cases the range of a rate reaches the team's.
    act = row["rate_high"] is not None and float(row["rate_high"]) < usual
    sign = "▼ " if act else ""
    cases = f"{row['followed_up']} of {row['judged']}"
    few = " mb-few" if row["judged"] < FEW_CASES else ""
    return _line(row["rep"], rate, None, f"{sign}{percent(rate)}", cases, act, few)


def _target_bar(row: dict[str, Any], most: float) -> str:
    done, target, due = row["referrals"], row["target"], row["target_to_date"]
    act = due is not None and done < int(due)
    sign = "▼ " if act else "✓ " if target and done >= target else ""
    mark = float(due) / most if due is not None else None
    return _line(row["rep"], float(done) / most, mark, f"{sign}{count(done)}", "", act)


def _line(name: str, share: float, mark: float | None, value: str, cases: str, act: bool, css: str = "") -> str:
    tick = f'<i class="mb-mark" style="left:{min(mark, 1) * 100:.2f}%"></i>' if mark is not None else ""
    small = f'<span class="mb-cases">{cases}</span>' if cases else ""
    state = " mb-act" if act else ""
    return (
        f'<div class="mb-bar-row{state}{css}"><span class="mb-name">{escape(name)}</span>'
        f'<span class="mb-track"><i style="width:{max(share, 0) * 100:.2f}%"></i>{tick}</span>'
        f'<span class="mb-figure">{value}</span>{small}</div>'
    )


def sparkline(values: Sequence[float | None]) -> str:
    """The last months as small columns, for the direction only."""
    heights = [float(value) for value in values if value is not None][-12:]
    if len(heights) < 3:
        return ""
    most = max(heights) or 1.0
    columns = "".join(f'<i style="height:{max(height / most, 0.04) * 100:.0f}%"></i>' for height in heights)
    return f'<span class="mb-spark">{columns}</span>'
