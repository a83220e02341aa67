"""The bridge of one horizon: from the cash of today, step by step, to the cash at its end, against the reserve."""

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from pages.parts import cash_ask, links
from pages.parts.cash_tables import calibrated
from pages.parts.format import MINUS, NO_VALUE, day, money, short_money
from pages.parts.frame import Open
from pages.parts.html import html

ROOM = Decimal("0.14")
"""The part of the height kept free above the highest bar, for its amount."""


@dataclass(frozen=True)
class Step:
    """One bar: what it is called, how the level changes, and whether it is a level itself."""

    name: str
    column: str
    amount: Decimal | None
    css: str
    is_level: bool = False
    is_paid: bool = False


def show(frame: Open, row: dict[str, Any]) -> None:
    """The bridge as bars whose amounts open to their rows, and the same as one sentence."""
    html(f'<div class="mb-box mb-bridge-box">{_bars(frame, row)}{_sentence(frame, row)}</div>')


def steps_of(row: dict[str, Any]) -> list[Step]:
    """Cash now, what comes in, what must be paid, cash then. What is not known is no step up or down."""
    then = after(row)
    below = then is not None and row["reserve"] is not None and then < row["reserve"]
    return [
        Step("Cash now", "free_cash", row["free_cash"], "mb-step-cash", is_level=True),
        Step("To collect", "collections", row["collections"], "mb-layer-1"),
        Step("Signed", "signed", row["signed"], "mb-layer-2"),
        Step("About to close", "closings", row["closings"], "mb-layer-3"),
        Step("To pay, certain", "certain", row["certain"], "mb-step-paid", is_paid=True),
        Step("To pay, estimated", "estimated", row["estimated"], "mb-step-paid mb-step-guess", is_paid=True),
        Step("Cash then", "", then, "mb-step-short" if below else "mb-step-then", is_level=True),
    ]


def after(row: dict[str, Any]) -> Decimal | None:
    """The cash at the end of the horizon; none while what is to be paid, the cash or all of the cover is unknown."""
    if row["free_cash"] is None or row["obligations"] is None or row["cover"] is None:
        return None
    return Decimal(row["free_cash"] + row["cover"] - row["obligations"])


def _bars(frame: Open, row: dict[str, Any]) -> str:
    bars = placed(steps_of(row))
    reserve = row["reserve"] or Decimal(0)
    edges = [edge for _, low, high in bars for edge in (low, high)]
    low, high = min([*edges, Decimal(0), reserve]), max([*edges, Decimal(0), reserve])
    height = (high - low) * (1 + ROOM) or Decimal(1)

    def down(level: Decimal) -> str:
        """How far from the top a level is, in percent."""
        return f"{float((low + height - level) / height) * 100:.2f}%"

    drawn = "".join(
        _bar(frame, row, step, down(upper), float((upper - lower) / height) * 100) for step, lower, upper in bars
    )
    ground = f'<i class="mb-bridge-ground" style="top:{down(Decimal(0))}"></i>'
    words = f"reserve {short_money(reserve, frame.board.currency)}"
    line = f'<i class="mb-bridge-reserve" style="top:{down(reserve)}"><span>{escape(words)}</span></i>'
    return f'<div class="mb-bridge">{drawn}<div class="mb-bridge-lines">{ground}{line if reserve else ""}</div></div>'


def placed(steps: list[Step]) -> list[tuple[Step, Decimal, Decimal]]:
    """Each step with its lower and its upper edge."""
    level, found = Decimal(0), []
    for step in steps:
        amount = step.amount or Decimal(0)
        if step.is_level:
            level = amount if step.amount is not None else level
            found.append((step, min(amount, Decimal(0)), max(amount, Decimal(0))))
            continue
        reached = level - amount if step.is_paid else level + amount
        found.append((step, min(level, reached), max(level, reached)))
        level = reached
    return found


def _bar(frame: Open, row: dict[str, Any], step: Step, top: str, tall: float) -> str:
    currency = frame.board.currency
    text = NO_VALUE if step.amount is None else short_money(step.amount, currency)
    if step.is_paid and step.amount:
        text = f"{MINUS}{text}"
    elif not step.is_level and step.amount:
        text = f"+{text}"
    body = (
        f'<span class="mb-step-room"><b style="top:{top}"><span>{escape(text)}</span></b>'
        f'<i class="{step.css}" style="top:{top};height:{tall:.2f}%"></i></span>'
        f'<span class="mb-step-name">{escape(_name(step, row, frame))}</span>'
    )
    link = cash_ask.address(frame, "cash/need", step.column, horizon_days=row["horizon_days"])
    full = f"{_name(step, row, frame)}: {money(step.amount, currency)}"
    css = "mb-step" + (" mb-step-none" if step.amount is None else "")
    if not link:
        return f'<span class="{css}" title="{escape(full, quote=True)}">{body}</span>'
    return f'<a class="{css}" href="{escape(link, quote=True)}" title="{escape(full, quote=True)}">{body}</a>'


def _name(step: Step, row: dict[str, Any], frame: Open) -> str:
    return step.name if step.column else f"Cash on {day(row['until_on'], year_of=frame.board.as_of)}"


def _sentence(frame: Open, row: dict[str, Any]) -> str:
    """What the bars end in, in full, and what stands beside them."""
    then, currency, days = after(row), frame.board.currency, row["horizon_days"]
    lines = []
    if then is None:
        lines.append(f"Where it ends is not known: no export has {escape(row['missing'] or 'what it takes')}.")
    else:
        end = day(row["until_on"], year_of=frame.board.as_of)
        reserve = row["reserve"] or Decimal(0)
        against = then - reserve
        word = f"{money(against, currency)} above" if against >= 0 else f"{money(-against, currency)} below"
        sign = '<b class="mb-ok">✓</b>' if against >= 0 else '<b class="mb-act">▲</b>'
        lines.append(f"{sign} <b>{money(then, currency)}</b> likely on {end}, {word} the reserve.")
        if row["gap_low"] is not None and row["gap_high"] is not None:
            ends = [money(then + row["gap"] - row[edge], currency, cents=False) for edge in ("gap_high", "gap_low")]
            lines.append(f"In 8 cases of 10 between {ends[0]} and {ends[1]}; {escape(calibrated(row))}.")
    lines.extend(_beside(frame, row, days))
    return "".join(f"<p>{line}</p>" for line in lines)


def _beside(frame: Open, row: dict[str, Any], days: int) -> list[str]:
    """Money that is in none of the bars, said so that nobody adds it."""
    currency, lines = frame.board.currency, []
    if row["run_rate"] is not None:
        amount = cash_ask.opened(frame, money(row["run_rate"], currency), "cash/need", "run_rate", horizon_days=days)
        lines.append(f"Beside it, in no bar: {amount} that business in no record yet usually brings in {days} days.")
    if row["unresolved"]:
        amount, link = money(row["unresolved"], currency), cash_ask.unresolved(frame)
        amount = links.anchor(link, amount) if link else amount
        lines.append(
            f"<b class='mb-act'>▲ {amount}</b> is overdue without any date; "
            "To collect holds it only by its chance of being paid."
        )
    return lines
