"""What all tests share."""

from pathlib import Path

import pytest

from tests.real_exports import real_exports_folder


@pytest.fixture(scope="session")
def real_exports() -> Path:
    """The folder of real exports, which are not ours to ship."""
    found = real_exports_folder()
    if found is None:
        pytest.skip("no real exports here: set MONEYBOARD_REAL to their folder")
    return found
