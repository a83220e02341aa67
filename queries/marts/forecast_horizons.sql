-- row: a number of days ahead for which past forecasts are compared with what came
select cast(unnest([7, 15, 30, 60, 91]) as integer) as horizon_days
