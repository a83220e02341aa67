"""Where real exports are, if this machine has any: they are not ours to ship."""

import os
from pathlib import Path


def real_exports_folder() -> Path | None:
    """MONEYBOARD_REAL, else a folder shared/real beside the project or above it."""
    named = os.environ.get("MONEYBOARD_REAL")
    if named:
        return Path(named) if Path(named).is_dir() else None
    places = (parent / "shared" / "real" for parent in Path(__file__).parents)
    return next((place for place in places if place.is_dir()), None)
