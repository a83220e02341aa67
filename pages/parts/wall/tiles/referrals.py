"""Referrals on a board of their own: the month against its target, each rep, month by month, and what they bring."""

from typing import Any

from pages.parts.format import count, percent
from pages.parts.wall.tile import Content, Tile, Wall, tick, unknown
from pages.parts.wall.tiles.columns import Column, columns
from pages.parts.wall.tiles.leaderboards import counts_of_reps
from pages.parts.wall.tiles.standing import second, standing

REPS = 8
REPS_IN_THREE_MONTHS = 7


def team(wall: Wall) -> Content:
    """The referrals of the month, against what is due by today and the same point of the month before."""
    totals = wall.first("referrals/totals")
    title = f"Referrals in {totals['month']:%B}" if totals.get("month") else "Referrals this month"
    done, target, due = totals.get("referrals"), totals.get("target"), totals.get("target_to_date")
    if done is None:
        return unknown(title, "leads")
    before = totals.get("previous_same_point")
    words = [
        f"of {float(due):.0f} due by today" if due is not None else "no target is set",
        f"goal of the month {float(target):.0f}" if target and target != due else "",
        f"{count(before)} a month ago" if before is not None else "",
    ]
    whole = max(float(done), float(target or 0)) or 1.0
    verdict, is_good = _verdict(totals)
    mark = float(due) / whole if due is not None else None
    body = standing(count(done), words, float(done) / whole, mark, verdict, is_good=is_good)
    return Content(title, body, wall.trace("referrals/totals", "referrals"), css="mb-standing")


def reps(wall: Wall) -> Content:
    """Each rep's referrals of the month, with the mark that says how many are due by today."""
    month = wall.first("referrals/totals").get("month")
    rows = [row for row in wall.rows("referrals/by_rep") if row["month"] == month]
    body = counts_of_reps(wall, rows, REPS, with_target=True) if rows else _nobody()
    return Content("Who brings them", body, wall.page("referrals"), "the mark: due by today")


def three_months(wall: Wall) -> Content:
    """Each rep's referrals of this month and the two before: one month alone is a matter of luck."""
    rows = wall.rows("referrals/three_months")
    body = counts_of_reps(wall, rows, REPS_IN_THREE_MONTHS, with_target=True) if rows else _nobody()
    return Content("In three months", body, wall.page("referrals"), "the mark: due by today")


def months(wall: Wall) -> Content:
    """All referrals of each month, with the mark of what was due."""
    rows = wall.rows("referrals/by_month")
    most = max([float(row["referrals"]) for row in rows] + [float(row["target_to_date"] or 0) for row in rows] + [1.0])
    shown = [
        Column(
            row["month"],
            float(row["referrals"]) / most,
            count(row["referrals"]),
            float(row["target_to_date"]) / most if row["target_to_date"] is not None else None,
        )
        for row in rows
    ]
    return Content("Month by month", columns(wall, shown), wall.page("referrals"), "the mark: due")


def share(wall: Wall) -> Content:
    """How much of the won business came from referrals."""
    totals = wall.first("referrals/share_of_won")
    if totals.get("share") is None:
        return unknown("Won through referrals", "won deals that say where they came from")
    words = (
        f"{wall.short(totals['referral_value'])}<br>of {wall.short(totals['won_value'])} won,<br>"
        f"{count(totals['referral_deals'])} of {count(totals['won_deals'], 'deal')}"
    )
    bar = (
        f'<div class="mb-bar"><span class="mb-layer-1" style="width:{float(totals["share"]) * 100:.1f}%"></span></div>'
    )
    body = second(percent(totals["share"]), words) + bar
    return Content(
        "Won through referrals",
        body,
        wall.trace("referrals/share_of_won", "referral_value"),
        "in 365 days",
        "mb-standing",
    )


def _verdict(totals: dict[str, Any]) -> tuple[str, bool]:
    """The verdict as HTML, and whether it is good news; nothing without a target."""
    done, target, due = totals["referrals"], totals["target"], totals["target_to_date"]
    if not target or due is None:
        return "", True
    if done >= target:
        return tick("goal reached"), True
    # Half a referral that is due is not yet missing.
    return ("▼ behind", False) if done < int(due) else (tick("on pace"), True)


def _nobody() -> str:
    return '<div class="mb-needs">No rep has a referral or a target</div>'


TEAM = Tile("team", "Referrals this month", ("referrals/totals",), team)
REPS_TILE = Tile("reps", "Who brings them", ("referrals/by_rep",), reps)
THREE_MONTHS = Tile("three", "In three months", ("referrals/three_months",), three_months)
MONTHS = Tile("months", "Month by month", ("referrals/by_month",), months)
SHARE = Tile("share", "Won through referrals", ("referrals/share_of_won",), share)
