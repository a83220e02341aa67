-- title: No open deal is past its closing day
-- harm: A deal that should have closed is either lost or has a new day; until somebody says so the review is guesswork.
select deal_id, deal, rep, close_on, source_file, source_row
from marts.deals
where outcome = 'open' and is_past_due and not is_deleted
