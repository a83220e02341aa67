-- row: a deal and how many days it was, or has been, open
-- note: a deal whose record was made after it closed (brought over from elsewhere) says nothing about how long deals take.
select
    deal_id,
    system,
    outcome,
    date_diff('day', created_on, coalesce(closed_on, as_of)) as exit_age,
    closed_on is not null and closed_on > as_of - 60 as closed_recently,
    greatest(date_diff('day', created_on, as_of - 60), -1) as recent_from_age,
from marts.deals
cross join settings.company
where created_on is not null
    and not is_deleted
    and (outcome = 'open' or closed_on >= created_on)
