"""The forecast of open invoices replayed on 70 weekly days of real receivables."""

import datetime
import sys
import tempfile
from pathlib import Path

from data.store import load
from tests.queries.backtest import backtest


def main(folder: Path) -> None:
    """Print the scores by horizon for a folder in which every invoice is paid in full on one day."""
    with tempfile.TemporaryDirectory() as store:
        version = load(folder, Path(store))
        for horizon, score in backtest(version, datetime.date(2012, 7, 2), every=7, days=70).items():
            print(f"{horizon} days: WAPE {score.wape:.1f} %, bias {score.bias:+.1f} % over {score.days} days")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
