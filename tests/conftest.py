"""What all tests share: where real exports are, if this machine has any."""

import os
from pathlib import Path

import pytest


def _real_exports() -> Path | None:
    named = os.environ.get("MONEYBOARD_REAL")
    if named:
        return Path(named)
    places = (parent / "shared" / "real" for parent in Path(__file__).parents)
    return next((place for place in places if place.is_dir()), None)


@pytest.fixture(scope="session")
def real_exports() -> Path:
    """The folder of real exports, which are not ours to ship."""
    found = _real_exports()
    if found is None or not found.is_dir():
        pytest.skip("no real exports here: set MONEYBOARD_REAL to their folder")
    return found
