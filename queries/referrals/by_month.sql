-- title: Referrals by month
-- row: one of the last 12 months
-- parameters: rep
-- keys: month
-- metrics: referrals
-- adds up: referrals = count(*)
with counted as (
    select * from marts.referrals
    where left_out_because is null
        and ($rep::varchar is null or rep = $rep::varchar)
),
brought as (
    select
        month,
        count(*) as referrals,
    from counted
    group by month
),
targets as (
    select
        month,
        sum(target) as target,
        sum(target_to_date) as target_to_date,
    from marts.referral_targets
    where $rep::varchar is null or rep = $rep::varchar
    group by month
),
months as (
    select distinct
        add_months(month_of(as_of), -back) as month
    from settings.company
    cross join (select unnest(generate_series(0, 11)) as back) as steps
),
compared as (
    select
        months.month,
        coalesce(brought.referrals, 0) as referrals,
        targets.target,
        targets.target_to_date,
    from months
    left join brought on brought.month = months.month
    left join targets on targets.month = months.month
    order by months.month
)
select * from compared
