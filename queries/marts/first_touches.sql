-- row: a lead that somebody reached out to
-- note: what counts is a call, mail, meeting, task or note that was done, not inbound, at or after the lead was assigned, on the
--   lead itself or on the contact, account or deal it became. A touch without a time of day counts for its whole day.
with touches as (
    select
        activities.system,
        activities.activity_id,
        activities.touched_at,
        activities.touched_at = date_trunc('day', activities.touched_at) as is_whole_day,
        owners.rep,
    from staging.activities as activities
    inner join marts.owners as owners
        on owners.system = activities.system
        and owners.owner_id is not distinct from activities.owner_id
        and owners.owner_key is not distinct from activities.owner_key
    where activities.is_done
        and activities.activity_type in ('call', 'email', 'meeting', 'task', 'note')
        and coalesce(activities.direction, 'outbound') <> 'inbound'
        and activities.touched_at < (select as_of + interval 1 day from settings.company)
),
answered as (
    select
        targets.lead_number,
        touches.touched_at,
        touches.is_whole_day,
        targets.rep is null or touches.rep = targets.rep as is_by_owner,
    from touches
    inner join staging.activity_links as links
        on links.system = touches.system
        and links.activity_id = touches.activity_id
    inner join marts.lead_targets as targets
        on targets.system = links.system
        and targets.target_kind = links.target_kind
        and targets.target_id = links.target_id
    where touches.touched_at >= targets.assigned_at
        or (touches.is_whole_day and cast(touches.touched_at as date) >= cast(targets.assigned_at as date))
),
earliest as (
    select
        lead_number,
        min(touched_at) as touched_at,
        min(case when not is_whole_day then touched_at end) as touched_at_with_time,
        min(case when is_by_owner then touched_at end) as touched_by_owner_at,
    from answered
    group by lead_number
),
first_touches as (
    select
        leads.system,
        leads.lead_id,
        earliest.touched_at,
        earliest.touched_at_with_time,
        earliest.touched_by_owner_at,
    from earliest
    inner join marts.numbered_leads as leads on leads.lead_number = earliest.lead_number
)
select * from first_touches
