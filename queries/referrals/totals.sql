-- title: Referrals this month
-- row: the month of the as-of day
-- parameters: rep
-- metrics: referrals
-- adds up: referrals = count(*) where is_this_month
-- adds up: previous_same_point = count(*) where is_previous_same_point
-- adds up: previous_month = count(*) where is_previous_month
with counted as (
    select
        referrals.*,
        company.as_of,
        referrals.month = month_of(company.as_of) as is_this_month,
        referrals.month = add_months(month_of(company.as_of), -1) as is_previous_month,
        referrals.month = add_months(month_of(company.as_of), -1)
        and days.business_number - month_starts.business_number <= today.business_number - this_month.business_number
            as is_previous_same_point,
    from marts.referrals as referrals
    cross join settings.company as company
    inner join marts.calendar as today on today.day = company.as_of
    inner join marts.calendar as this_month on this_month.day = month_of(company.as_of) - 1
    inner join marts.calendar as days on days.day = cast(referrals.created_at as date)
    inner join marts.calendar as month_starts on month_starts.day = referrals.month - 1
    where referrals.left_out_because is null
        and is_of(referrals.rep, $rep::varchar)
        and referrals.month >= add_months(month_of(company.as_of), -1)
),
left_out as (
    select left_out_because as reason, lead_id, lead, company, rep, kind, source, created_at, source_file, source_row
    from marts.referrals
    where left_out_because is not null
        and is_of(rep, $rep::varchar)
        and month >= (select add_months(month_of(as_of), -1) from settings.company)
),
sums as (
    select
        count(*) filter (where is_this_month) as referrals,
        count(*) filter (where is_previous_same_point) as previous_same_point,
        count(*) filter (where is_previous_month) as previous_month,
    from counted
),
targets as (
    select
        sum(targets.target) as target,
        sum(targets.target_to_date) as target_to_date,
        count(*) filter (where targets.target > 0) as reps,
    from marts.referral_targets as targets
    cross join settings.company as company
    where targets.month = month_of(company.as_of)
        and is_of(targets.rep, $rep::varchar)
),
answer as (
    select
        month_of(company.as_of) as month,
        case when tables.is_filled then sums.referrals end as referrals,
        targets.target,
        targets.target_to_date,
        targets.reps,
        case when tables.is_filled then sums.previous_same_point end as previous_same_point,
        case when tables.is_filled then sums.previous_month end as previous_month,
    from sums
    cross join targets
    cross join settings.company as company
    inner join settings.tables as tables on tables.table_name = 'lead'
)
select * from answer
