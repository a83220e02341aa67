"""All benchmarks, each in a process of its own: python -m tests.bench."""

import subprocess
import sys
import tempfile
from pathlib import Path

COMPANY = Path(tempfile.gettempdir()) / "moneyboard-bench"


def main() -> None:
    """Run one after the other; the large company is kept for the next time."""
    runs = [
        ["tests.bench.reading"],
        ["tests.bench.board", str(COMPANY)],
        ["tests.bench.sessions"],
        ["tests.bench.forecast"],
    ]
    for run in runs:
        print(f"{run[0]}:", flush=True)
        subprocess.run([sys.executable, "-m", *run], check=True)


if __name__ == "__main__":
    main()
