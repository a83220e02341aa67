-- row: a lead that had come in by the as-of day
-- note: deadline_on is the last of the business days within which it should be followed up; a lead whose deadline is still ahead is
--   too young to judge. response_hours is known only where both ends have a time of day.
with classified as (
    select
        leads.*,
        owners.rep,
        owners.owner_status,
        owners.left_on,
        owners.is_orphaning and knowledge.names_lead_owners as is_orphaned,
        case
            when leads.is_converted and (leads.converted_at is null or leads.converted_at < company.as_of + interval 1 day)
                then 'converted'
            when leads.converted_at >= company.as_of + interval 1 day then 'working'
            else coalesce(statuses.means, 'working')
        end as status_group,
        coalesce(kinds.means, case when leads.referred_by is not null then 'generic' end) as source_kind,
        company.as_of,
        company.window_days,
        company.within_days,
    from staging.leads as leads
    cross join settings.company as company
    inner join marts.export_knowledge as knowledge on knowledge.system = leads.system
    left join marts.owners as owners
        on owners.system = leads.system
        and owners.owner_id is not distinct from leads.owner_id
        and owners.owner_key is not distinct from leads.owner_key
    left join marts.meanings as statuses
        on statuses.about = 'lead_status'
        and statuses.word = lower(leads.status)
    left join marts.meanings as kinds
        on kinds.about = 'referral_kind'
        and kinds.word = lower(leads.source)
    where leads.created_at is null or leads.created_at < company.as_of + interval 1 day
),
deadlines as (
    select
        assigned_days.day,
        last_days.day as deadline_on,
    from marts.calendar as assigned_days
    cross join settings.company as company
    inner join marts.calendar as last_days
        on last_days.is_business
        and last_days.business_number = assigned_days.business_number + company.within_days
),
timed as (
    select
        classified.*,
        coalesce(deadlines.deadline_on, classified.as_of - 1) as deadline_on,
        coalesce(deadlines.deadline_on, classified.as_of - 1) > classified.as_of as is_young,
        cast(classified.assigned_at as date) > classified.as_of - classified.window_days as is_in_window,
        date_diff('day', cast(classified.created_at as date), classified.as_of) as age_days,
        touches.touched_at,
        touches.touched_by_owner_at,
        classified.assigned_at > date_trunc('day', classified.assigned_at) as has_time,
        case
            when classified.assigned_at > date_trunc('day', classified.assigned_at)
                and touches.touched_at = touches.touched_at_with_time
                then date_diff('second', classified.assigned_at, touches.touched_at) / 3600.0
        end as response_hours,
    from classified
    left join deadlines on deadlines.day = cast(classified.assigned_at as date)
    left join marts.first_touches as touches
        on touches.system = classified.system
        and touches.lead_id = classified.lead_id
)
select
    system,
    lead_id,
    lead,
    company,
    rep,
    owner_status,
    left_on,
    is_orphaned,
    status,
    status_group,
    status_group in ('untouched', 'working') as is_open,
    source,
    case
        when source_kind = 'none' and referred_by is null then null
        when source_kind = 'none' then 'generic'
        else source_kind
    end as referral_kind,
    created_at,
    assigned_at,
    month_of(created_at) as month,
    deadline_on,
    is_young,
    is_in_window,
    age_days,
    touched_at,
    response_hours,
    has_time,
    case
        when not has_time then null
        when touched_at is null then date_diff('second', assigned_at, as_of + interval 1 day) / 3600.0
        else response_hours
    end as clock_hours,
    touched_by_owner_at is not null and cast(touched_by_owner_at as date) <= deadline_on as is_followed_up,
    case
        when is_deleted then 'deleted in the CRM'
        when created_at is null then 'no creation day'
    end as left_out_because,
    source_file,
    source_row,
from timed
