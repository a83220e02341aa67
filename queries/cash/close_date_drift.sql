-- title: Which close dates run late
-- row: a rep who won deals in the last 365 days or has open deals past their close date; none where no history of close dates is known
-- keys: rep
-- metrics: close_date_drift
-- adds up: deals = count(*) where outcome = 'won'
-- adds up: median_days_late = median(days_late) where outcome = 'won'
-- adds up: late = count(*) where days_late > 0
-- adds up: late_share = share_late(count(*) filter (where days_late > 0), count(*)) where outcome = 'won'
-- adds up: pushes = coalesce(sum(pushes), 0) where outcome = 'won'
-- adds up: past_due = count(*) where is_past_due
-- note: With fewer than 5 deals median and share are empty: not enough history.
with counted as (
    select
        rep,
        deal_id,
        deal,
        account,
        outcome,
        amount,
        planned_on,
        closed_on,
        days_late,
        pushes,
        close_on,
        is_past_due,
        source_file,
        source_row,
    from marts.close_date_plans
    where left_out_because is null
),
left_out as (
    select left_out_because as reason, rep, deal_id, deal, account, amount, closed_on, source_file, source_row
    from marts.close_date_plans
    where left_out_because is not null
),
sums as (
    select
        rep,
        count(*) filter (where outcome = 'won') as deals,
        median(days_late) filter (where outcome = 'won') as median_days_late,
        count(*) filter (where days_late > 0) as late,
        coalesce(sum(pushes) filter (where outcome = 'won'), 0) as pushes,
        count(*) filter (where is_past_due) as past_due,
    from counted
    group by rep
),
reps as (
    select
        rep,
        deals,
        case when deals >= 5 then median_days_late end as median_days_late,
        case when deals >= 5 then share_late(late, deals) end as late_share,
        pushes,
        late,
        past_due,
        deals >= 5 as has_enough,
    from sums
)
select * from reps
order by median_days_late desc nulls last, deals desc, rep
