-- title: Referrals in three months
-- row: a rep
-- parameters: rep
-- keys: rep
-- metrics: referrals
-- adds up: referrals = count(*)
with counted as (
    select referrals.*
    from marts.referrals as referrals
    cross join settings.company as company
    where referrals.left_out_because is null
        and referrals.month >= add_months(month_of(company.as_of), -2)
        and is_of(referrals.rep, $rep::varchar)
),
brought as (
    select
        rep,
        count(*) as referrals,
    from counted
    group by rep
),
targets as (
    select
        targets.rep,
        sum(targets.target) as target,
        sum(targets.target_to_date) as target_to_date,
    from marts.referral_targets as targets
    cross join settings.company as company
    where targets.month >= add_months(month_of(company.as_of), -2)
        and is_of(targets.rep, $rep::varchar)
    group by targets.rep
),
compared as (
    select
        coalesce(targets.rep, brought.rep) as rep,
        coalesce(brought.referrals, 0) as referrals,
        targets.target,
        targets.target_to_date,
    from targets
    full join brought on brought.rep = targets.rep
),
ranged as (
    select
        compared.rep,
        compared.referrals,
        compared.target,
        intervals.low,
        intervals.high,
        compared.target_to_date,
    from compared
    left join settings.count_intervals as intervals on intervals.count = compared.referrals
    where compared.referrals > 0 or compared.target > 0
)
select * from ranged
order by referrals desc, rep
