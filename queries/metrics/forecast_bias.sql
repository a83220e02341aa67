-- title: Bias of the forecast
-- question: Do we forecast too much, or too little?
-- formula: (sum of the forecasts - sum of the actual amounts) / sum of the actual amounts, over past windows; above zero is too much
-- unit: percent
-- better: down
-- needs: invoice, payment
create or replace macro forecast_bias(forecast, actual) as (forecast - actual) / nullif(actual, 0);
