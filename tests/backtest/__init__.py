"""How good the forecasts are: replayed on past days, and checked against goals: python -m tests.backtest."""
