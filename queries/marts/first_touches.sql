-- row: a lead that somebody reached out to
-- note: what counts is a call, mail, meeting, task or note that was done, not inbound, at or after the lead was assigned, on the
--   lead itself or on the contact, account or deal it became. A touch without a time of day counts for its whole day.
with targets as (
    select system, lead_id, 'lead' as target_kind, lead_id as target_id from staging.leads
    union
    select system, lead_id, 'contact' as target_kind, converted_contact_id as target_id from staging.leads
    where converted_contact_id is not null
    union
    select system, lead_id, 'account' as target_kind, converted_account_id as target_id from staging.leads
    where converted_account_id is not null
    union
    select system, lead_id, 'deal' as target_kind, converted_deal_id as target_id from staging.leads
    where converted_deal_id is not null
    union
    select system, lead_id, 'deal' as target_kind, deal_id as target_id from staging.deals
    where lead_id is not null
),
touches as (
    select
        activities.system,
        activities.activity_id,
        activities.touched_at,
        activities.touched_at = date_trunc('day', activities.touched_at) as is_whole_day,
        owners.rep,
        activities.source_file,
        activities.source_row,
    from staging.activities as activities
    cross join settings.company as company
    inner join marts.owners as owners
        on owners.system = activities.system
        and owners.owner_id is not distinct from activities.owner_id
        and owners.owner_key is not distinct from activities.owner_key
    where activities.is_done
        and activities.activity_type in ('call', 'email', 'meeting', 'task', 'note')
        and coalesce(activities.direction, 'outbound') <> 'inbound'
        and activities.touched_at < company.as_of + interval 1 day
),
lead_owners as (
    select
        leads.system,
        leads.lead_id,
        leads.assigned_at,
        owners.rep,
    from staging.leads as leads
    inner join marts.owners as owners
        on owners.system = leads.system
        and owners.owner_id is not distinct from leads.owner_id
        and owners.owner_key is not distinct from leads.owner_key
),
answered as (
    select
        targets.system,
        targets.lead_id,
        touches.touched_at,
        touches.is_whole_day,
        lead_owners.rep is null or touches.rep = lead_owners.rep as is_by_owner,
        touches.source_file,
        touches.source_row,
    from touches
    inner join staging.activity_links as links
        on links.system = touches.system
        and links.activity_id = touches.activity_id
    inner join targets
        on targets.system = links.system
        and targets.target_kind = links.target_kind
        and targets.target_id = links.target_id
    inner join lead_owners
        on lead_owners.system = targets.system
        and lead_owners.lead_id = targets.lead_id
    where touches.touched_at >= lead_owners.assigned_at
        or (touches.is_whole_day and cast(touches.touched_at as date) >= cast(lead_owners.assigned_at as date))
),
first_touches as (
    select
        system,
        lead_id,
        min(touched_at) as touched_at,
        min(touched_at) filter (where not is_whole_day) as touched_at_with_time,
        min(touched_at) filter (where is_by_owner) as touched_by_owner_at,
        arg_min(source_file, touched_at) as touch_source_file,
        arg_min(source_row, touched_at) as touch_source_row,
    from answered
    group by system, lead_id
)
select * from first_touches
