"""Print how well past days were forecast, beside the goals, and fail if one is missed: python -m tests.backtest.

The real receivables and deals are looked for in MONEYBOARD_REAL; without them only the made-up receivables are run.
"""

import datetime
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.store import load
from tests.backtest.replays import Score, Window, customer_medians, replayed, run_rates, scores, windows, won_values
from tests.backtest.stress import stressed
from tests.real_exports import real_exports_folder

HORIZONS = (15, 30, 60)
SEEDS = (1, 2, 3, 4, 5)
IBM_FIRST, IBM_LAST, IBM_END = datetime.date(2012, 7, 2), datetime.date(2013, 10, 28), datetime.date(2014, 1, 6)
MAVEN_FIRST, MAVEN_LAST, MAVEN_END = datetime.date(2017, 5, 1), datetime.date(2017, 10, 30), datetime.date(2018, 1, 1)


@dataclass(frozen=True)
class Goal:
    """What a score must reach, in percent; coverage is a share."""

    wape: float
    bias: float | None = None
    coverage: tuple[float, float] | None = None


@dataclass(frozen=True)
class Part:
    """Scores by horizon with their goals, and simpler methods that they must beat."""

    title: str
    scores: dict[int, Score]
    goals: dict[int, Goal]
    beside: dict[str, dict[int, Score]] = field(default_factory=dict)


def main() -> int:
    """Run every part; returns 1 if a goal is missed."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for part in _parts(Path(folder)):
            print(f"\n{part.title}")
            for horizon, score in part.scores.items():
                if horizon in HORIZONS:
                    missed += _line(part, horizon, score)
    print(f"\n{missed} goals missed" if missed else "\nall goals reached")
    return 1 if missed else 0


def _parts(folder: Path) -> Iterator[Part]:
    real = real_exports_folder()
    if real is None:
        print("no real exports here: set MONEYBOARD_REAL to their folder")
    else:
        yield from _receivables(real / "ibm_receivables", folder)
        yield _deals(real / "maven_crm", folder)
        yield _stress(real / "ibm_receivables", folder)


def _receivables(exports: Path, folder: Path) -> Iterator[Part]:
    version = load(exports, folder)
    board = replayed(version, IBM_END, (IBM_END - IBM_FIRST).days // 7)
    collected = windows(board, "collection", IBM_FIRST, IBM_LAST)
    days = sorted({window.made_on for window in collected})
    yield Part(
        f"Open invoices, ibm_receivables, {len(days)} weekly days",
        scores(collected),
        {15: Goal(7.0, 2.0, (0.72, 0.90)), 30: Goal(3.8, 1.5, (0.72, 0.90))},
        {"customer median": scores(customer_medians(version, days, HORIZONS))},
    )
    yield Part(
        f"All cash, ibm_receivables, {len(days)} weekly days",
        scores(windows(board, "total", IBM_FIRST, IBM_LAST)),
        {15: Goal(8.0, 3.0), 30: Goal(5.5, 3.0), 60: Goal(5.5, 3.0)},
        {"13-week run-rate": scores(run_rates(board, IBM_FIRST, IBM_LAST))},
    )


def _deals(exports: Path, folder: Path) -> Part:
    board = replayed(load(exports, folder), MAVEN_END, (MAVEN_END - MAVEN_FIRST).days // 7)
    values = won_values(board, MAVEN_FIRST, MAVEN_LAST)
    return Part(
        f"Value of won deals, maven_crm, {len({window.made_on for window in values['forecast']})} weekly days",
        scores(values["forecast"]),
        {15: Goal(20.0), 30: Goal(17.0), 60: Goal(9.0)},
        {"13-week run-rate": scores(values["run-rate"])},
    )


def _stress(exports: Path, folder: Path) -> Part:
    """The mean of the seeds: of their errors, and of their coverage by calibrated ranges."""
    real = load(exports, folder)
    calibrated = IBM_FIRST + datetime.timedelta(days=7 * 26)
    found: list[dict[int, Score]] = []
    ranges: list[Window] = []
    for seed in SEEDS:
        board = replayed(stressed(real, folder, seed), IBM_END, (IBM_END - IBM_FIRST).days // 7)
        seen = windows(board, "collection", IBM_FIRST, IBM_LAST)
        found.append(scores(seen))
        ranges += [window for window in seen if window.made_on >= calibrated]
    covered = scores(ranges)
    means = {
        horizon: Score(
            windows=sum(each[horizon].windows for each in found),
            wape=sum(each[horizon].wape for each in found) / len(found),
            bias=sum(each[horizon].bias for each in found) / len(found),
            coverage=covered[horizon].coverage,
        )
        for horizon in HORIZONS
    }
    return Part(
        f"Open invoices under stress, mean of {len(SEEDS)} seeds",
        means,
        {15: Goal(18.0, 3.0, (0.78, 1.0)), 30: Goal(11.0, 3.0, (0.78, 1.0)), 60: Goal(6.0, 3.0, (0.78, 1.0))},
    )


def _line(part: Part, horizon: int, score: Score) -> int:
    """Print one horizon; returns how many of its goals are missed."""
    goal = part.goals.get(horizon)
    checks = []
    if goal:
        checks.append((score.wape <= goal.wape, f"WAPE <= {goal.wape}"))
        if goal.bias is not None:
            checks.append((abs(score.bias) <= goal.bias, f"bias within {goal.bias}"))
        if goal.coverage is not None:
            low, high = goal.coverage
            checks.append((score.coverage is not None and low <= score.coverage <= high, f"coverage {low}-{high}"))
        for name, other in part.beside.items():
            checks.append((score.wape <= other[horizon].wape, f"not worse than {name}"))
    coverage = "" if score.coverage is None else f"  coverage {score.coverage:.2f}"
    beside = "".join(f"  {name} {other[horizon].wape:.1f} %" for name, other in part.beside.items())
    said = ", ".join(f"{'✓' if reached else '✗'} {what}" for reached, what in checks)
    print(
        f"  {horizon} days: WAPE {score.wape:5.1f} %  bias {score.bias:+5.1f} %{coverage}{beside}  "
        f"({score.windows} windows)  {said}"
    )
    return sum(not reached for reached, _ in checks)


if __name__ == "__main__":
    sys.exit(main())
