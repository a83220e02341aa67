-- title: Every open deal has an amount
-- harm: A deal without an amount is worth nothing to the forecast.
select deal_id, deal, rep, source_file, source_row
from marts.deals
where outcome = 'open' and no_money_because = 'no amount'
