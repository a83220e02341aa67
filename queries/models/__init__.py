"""What SQL cannot do, or not in time: intervals of a count, cash day by day, draws of it, names that are alike."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from queries.models import cash_draws, likely_pairs, payment_paths


@dataclass(frozen=True)
class Model:
    """A mart that Python makes: the marts that it reads, and the function that adds it."""

    needs: tuple[str, ...]
    add: Callable[[duckdb.DuckDBPyConnection], None]


MODELS = {
    "payment_days": Model(payment_paths.NEEDS, payment_paths.add_payment_days),
    "collection_flow": Model(payment_paths.NEEDS, payment_paths.add_collection_flow),
    "cash_draws": Model(cash_draws.NEEDS, cash_draws.add_cash_draws),
    "likely_companies": Model(likely_pairs.COMPANY_NEEDS, likely_pairs.add_likely_companies),
    "likely_people": Model(likely_pairs.PEOPLE_NEEDS, likely_pairs.add_likely_people),
}
