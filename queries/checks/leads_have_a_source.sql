-- title: Every lead names its source
-- harm: A referral without a source is not counted for the rep who brought it.
select lead_id, lead, rep, source_file, source_row
from marts.leads
where source is null and left_out_because is null
