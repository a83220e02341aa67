-- title: Follow-up by rep
-- row: a rep with leads of the last 90 days; unassigned leads stand last
-- parameters: rep
-- keys: rep
-- metrics: follow_up_rate, response_time, never_touched
-- adds up: leads = count(*) where is_in_window
-- adds up: too_young = count(*) where is_in_window and is_young
-- adds up: judged = count(*) where is_in_window and not is_young
-- adds up: followed_up = count(*) where is_in_window and not is_young and is_followed_up
-- adds up: never_touched = count(*) where is_never_touched
with counted as (
    select
        coalesce(rep, 'unassigned') as rep,
        lead_id,
        lead,
        company,
        created_at,
        deadline_on,
        touched_at,
        response_hours,
        clock_hours,
        is_in_window,
        is_young,
        is_followed_up,
        is_never_touched(is_open, is_young, touched_at) as is_never_touched,
        source_file,
        source_row,
    from marts.leads
    where left_out_because is null
        and (is_in_window or is_never_touched(is_open, is_young, touched_at))
        and is_of(coalesce(rep, 'unassigned'), $rep::varchar)
),
left_out as (
    select left_out_because as reason, lead_id, lead, company, rep, created_at, source_file, source_row
    from marts.leads
    where left_out_because is not null
        and is_of(coalesce(rep, 'unassigned'), $rep::varchar)
),
sums as (
    select
        rep,
        count(*) filter (where is_in_window) as leads,
        count(*) filter (where is_in_window and is_young) as too_young,
        count(*) filter (where is_in_window and not is_young) as judged,
        count(*) filter (where is_in_window and not is_young and is_followed_up) as followed_up,
        count(*) filter (where is_in_window and not is_young and clock_hours is not null) as on_the_clock,
        count(*) filter (where is_in_window and not is_young and response_hours <= 1) as within_1h,
        count(*) filter (where is_in_window and not is_young and response_hours <= 6) as within_6h,
        count(*) filter (where is_never_touched) as never_touched,
    from counted
    group by rep
),
knowledge as (
    select is_filled as has_activities from settings.tables
    where table_name = 'activity'
),
rates as (
    select
        sums.rep,
        sums.leads,
        sums.too_young,
        sums.judged,
        case when has_activities then sums.followed_up end as followed_up,
        case when has_activities then follow_up_rate(sums.followed_up, sums.judged) end as rate,
        case when has_activities then wilson_low(sums.followed_up, sums.judged) end as rate_low,
        case when has_activities then wilson_high(sums.followed_up, sums.judged) end as rate_high,
        case when has_activities then share_within(sums.within_1h, sums.on_the_clock) end as within_1h,
        case when has_activities then share_within(sums.within_6h, sums.on_the_clock) end as within_6h,
        case when has_activities then medians.median_response_hours end as median_response_hours,
        case when has_activities then sums.never_touched end as never_touched,
    from sums
    cross join knowledge
    left join marts.response_medians as medians on medians.rep = sums.rep
)
select * from rates
order by rep = 'unassigned', rep
