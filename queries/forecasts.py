"""Keeping what a board forecasts, so that later boards can compare it with what came."""

from data import forecast_log
from queries.answers import run
from queries.board import Board


def keep_forecasts(board: Board) -> int:
    """Write the board's forecasts of its own day into the log of its exports folder; returns how many are new."""
    forecasts = [
        forecast_log.Forecast(
            row["made_on"], row["layer"], row["horizon_days"], row["forecast"], row["low"], row["high"]
        )
        for row in run(board, "cash/forecast_history").records()
        if row["made_on"] == board.as_of and row["kind"] == "replayed"
    ]
    return forecast_log.keep(board.version.path.parent, board.version.name, forecasts)
