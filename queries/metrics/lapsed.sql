-- title: Lapsed accounts
-- question: Which customers who used to buy have gone quiet?
-- formula: at least 2 purchase days, and silent for more than 3 x the customer's own rhythm
-- unit: count
-- better: down
-- needs: invoice or deal
-- note: The rhythm is the median gap between purchase days, pulled towards all customers' with the weight of two gaps:
--   exp((n ln own + 2 ln all) / (n + 2)). Without an invoices export the days on which deals were won stand in, and the page says so.
create or replace macro cadence_days(gaps, own_median, pool_median) as
    exp((gaps * ln(own_median) + 2 * ln(pool_median)) / nullif(gaps + 2, 0));
create or replace macro is_lapsed(purchase_days, days_silent, cadence, factor) as
    purchase_days >= 2 and days_silent > factor * cadence;
