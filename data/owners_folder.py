"""Writes into the owner's exports folder: always whole files, and never into the sample company."""

import os
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent / "sample"


def write(folder: Path, name: str, content: bytes) -> Path:
    """Writes a file in one step, so that nobody ever reads half of it; raises ValueError for the sample company."""
    if folder.resolve() == SAMPLE:
        raise ValueError("The sample company stays as it is. Put your exports into a folder of your own.")
    target = folder / name
    target.parent.mkdir(exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target
