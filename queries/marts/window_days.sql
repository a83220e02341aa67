-- row: a day of which a forecast can be compared with what came: one that is replayed, or one whose forecast was kept
select origin from marts.forecast_origins
union
select log.as_of as origin
from settings.forecast_log as log
cross join settings.company as company
where log.as_of < company.as_of
