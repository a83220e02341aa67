"""Versions that many tests read: the sample company, and each real set where it is at hand."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from data.store import Version, load

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="session")
def sample_version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return load(SAMPLE, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def real_version(real_exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Version]:
    """Each set is read once, however many tests look at it."""
    store = tmp_path_factory.mktemp("real-store")
    return cache(lambda name: load(real_exports / name, store))
