-- title: Value that should be won
-- question: What will be won within the next 15, 30 or 60 days?
-- formula: mean of (open deals x their chance of being won + deals not in the pipeline yet) and (value won in 13 weeks, at the same rate)
-- unit: money
-- better: up
-- needs: deal
-- note: Deals not in the pipeline yet come at the rate at which deals were made in the last 13 weeks. On past windows the mean of both sides erred
--   less than either. Needs 10 won deals and four weeks of them.
create or replace macro expected_won_value(bottom_up, run_rate) as (bottom_up + run_rate) / 2;
