-- title: Referrals by rep and month
-- row: a rep and one of the last 12 months, the newest first
-- parameters: rep
-- keys: month, rep
-- metrics: referrals
-- adds up: referrals = count(*)
with counted as (
    select * from marts.referrals
    where left_out_because is null
        and is_of(rep, $rep::varchar)
),
left_out as (
    select left_out_because as reason, lead_id, lead, company, rep, kind, source, created_at, month, source_file, source_row
    from marts.referrals
    where left_out_because is not null
        and is_of(rep, $rep::varchar)
),
brought as (
    select
        month,
        rep,
        count(*) as referrals,
    from counted
    group by month, rep
),
targets as (
    select * from marts.referral_targets
    where is_of(rep, $rep::varchar)
),
months as (
    select distinct month from marts.referral_targets
),
compared as (
    select
        coalesce(targets.month, brought.month) as month,
        coalesce(targets.rep, brought.rep) as rep,
        coalesce(brought.referrals, 0) as referrals,
        targets.target,
        targets.target_to_date,
    from targets
    full join brought
        on brought.month = targets.month
        and brought.rep = targets.rep
),
ranged as (
    select
        compared.month,
        compared.rep,
        compared.referrals,
        compared.target,
        compared.target_to_date,
        intervals.low,
        intervals.high,
    from compared
    inner join months on months.month = compared.month
    left join settings.count_intervals as intervals on intervals.count = compared.referrals
    where compared.referrals > 0 or compared.target > 0
)
select * from ranged
order by month desc, referrals desc, rep
