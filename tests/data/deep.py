"""How long tests search: MONEYBOARD_DEEP=20 makes those that try things at random try twenty times as many."""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("MONEYBOARD_DEEP", "1"))


def tries(examples: int) -> settings:
    """Settings of a property that is tried on so many examples."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
