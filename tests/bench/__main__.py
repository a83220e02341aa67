"""All benchmarks, each in a process of its own: python -m tests.bench. The soak takes an hour and is run by itself."""

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
        ["tests.bench.displays"],
        ["tests.bench.opening"],
        ["tests.bench.forecast"],
    ]
    for run in runs:
        print(f"{run[0]}:", flush=True)
        subprocess.run([sys.executable, "-m", *run], check=True)


if __name__ == "__main__":
    main()
