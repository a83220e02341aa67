-- title: One-time buyers
-- question: Which customers bought once and never again?
-- formula: one purchase day, longer ago than three quarters of all gaps between purchases
-- unit: count
-- better: down
-- needs: invoice or deal
create or replace macro is_one_time(purchase_days, days_silent, usual_gap) as
    purchase_days = 1 and days_silent >= usual_gap;
