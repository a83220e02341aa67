-- title: Referrals by month
-- row: one of the last 12 months, from the first lead of the exports on
-- parameters: rep
-- keys: month
-- metrics: referrals
-- adds up: referrals = count(*)
with counted as (
    select * from marts.referrals
    where left_out_because is null
        and is_of(rep, $rep::varchar)
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
    where is_of(rep, $rep::varchar)
    group by month
),
months as (
    select distinct month from marts.referral_targets
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
)
select * from compared
order by month
