-- title: Every won or lost deal has its day
-- harm: A deal closed on no known day counts in no review and no win rate.
select deal_id, deal, rep, outcome, source_file, source_row
from marts.deals
where outcome <> 'open' and closed_on is null and not is_deleted
