-- title: Follow-up of all leads
-- row: all leads of the last 90 days
-- parameters: rep
-- metrics: follow_up_rate, response_time, never_touched
-- adds up: leads = count(*) where is_in_window
-- adds up: too_young = count(*) where is_in_window and is_young
-- adds up: judged = count(*) where is_in_window and not is_young
-- adds up: followed_up = count(*) where is_in_window and not is_young and is_followed_up
-- adds up: never_touched = count(*) where is_never_touched
-- adds up: previous_judged = count(*) where is_in_previous_window
with counted as (
    select
        coalesce(leads.rep, 'unassigned') as rep,
        leads.lead_id,
        leads.lead,
        leads.company,
        leads.created_at,
        leads.deadline_on,
        leads.touched_at,
        leads.response_hours,
        leads.clock_hours,
        leads.is_in_window,
        leads.is_young,
        leads.is_followed_up,
        is_never_touched(leads.is_open, leads.is_young, leads.touched_at) as is_never_touched,
        leads.deadline_on <= company.as_of - 30
        and cast(leads.assigned_at as date) > company.as_of - 30 - company.window_days as is_in_previous_window,
        leads.source_file,
        leads.source_row,
    from marts.leads as leads
    cross join settings.company as company
    where leads.left_out_because is null
        and is_of(coalesce(leads.rep, 'unassigned'), $rep::varchar)
),
left_out as (
    select left_out_because as reason, lead_id, lead, company, rep, created_at, source_file, source_row
    from marts.leads
    where left_out_because is not null
        and is_of(coalesce(rep, 'unassigned'), $rep::varchar)
),
sums as (
    select
        count(*) filter (where is_in_window) as leads,
        count(*) filter (where is_in_window and is_young) as too_young,
        count(*) filter (where is_in_window and not is_young) as judged,
        count(*) filter (where is_in_window and not is_young and is_followed_up) as followed_up,
        count(*) filter (where is_never_touched) as never_touched,
        count(*) filter (where is_in_window and not is_young and clock_hours is not null) as on_the_clock,
        count(*) filter (where is_in_window and not is_young and response_hours <= 1) as within_1h,
        count(*) filter (where is_in_window and not is_young and response_hours <= 6) as within_6h,
        count(*) filter (where is_in_previous_window) as previous_judged,
        count(*) filter (where is_in_previous_window and is_followed_up) as previous_followed_up,
    from counted
),
knowledge as (
    select
        bool_or(is_filled) filter (where table_name = 'lead') as has_leads,
        bool_or(is_filled) filter (where table_name = 'activity') as has_activities,
    from settings.tables
),
answer as (
    select
        case when has_leads then sums.leads end as leads,
        case when has_leads then sums.too_young end as too_young,
        case when has_leads then sums.judged end as judged,
        case when has_activities and has_leads then sums.followed_up end as followed_up,
        case when has_activities then follow_up_rate(sums.followed_up, sums.judged) end as rate,
        case when has_activities then wilson_low(sums.followed_up, sums.judged) end as rate_low,
        case when has_activities then wilson_high(sums.followed_up, sums.judged) end as rate_high,
        case when has_activities and has_leads then sums.never_touched end as never_touched,
        case when has_activities then medians.median_response_hours end as median_response_hours,
        case when has_activities then share_within(sums.within_1h, sums.on_the_clock) end as within_1h,
        case when has_activities then share_within(sums.within_6h, sums.on_the_clock) end as within_6h,
        case when has_activities then follow_up_rate(sums.previous_followed_up, sums.previous_judged) end as previous_rate,
        case when has_leads then sums.previous_judged end as previous_judged,
    from sums
    cross join knowledge
    left join marts.response_medians as medians on medians.rep = coalesce($rep::varchar, '')
)
select * from answer
