"""The few things that SQL cannot do: intervals of a count, draws of cash that comes or not, names that are alike."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from queries.models import cash_draws, likely_pairs


@dataclass(frozen=True)
class Model:
    """A mart that Python makes: the marts that it reads, and the function that adds it."""

    needs: tuple[str, ...]
    add: Callable[[duckdb.DuckDBPyConnection], None]


MODELS = {
    "cash_draws": Model(cash_draws.NEEDS, cash_draws.add_cash_draws),
    "likely_companies": Model(likely_pairs.COMPANY_NEEDS, likely_pairs.add_likely_companies),
    "likely_people": Model(likely_pairs.PEOPLE_NEEDS, likely_pairs.add_likely_people),
}
