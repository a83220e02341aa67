-- row: a rep and one of the last 12 months, with the target and the part of it that should be reached by the as-of day
-- note: months before the first lead of the exports are not known and have no row.
-- stands on: staging.leads
with months as (
    select
        add_months(month_of(as_of), -back) as month,
        as_of,
        referral_target,
    from settings.company
    cross join (select unnest(generate_series(0, 11)) as back) as steps
    where add_months(month_of(as_of), -back) >= (select min(month) from marts.leads)
),
working_days as (
    select
        month_of(day) as month,
        count(*) filter (where is_business) as days_in_all,
        count(*) filter (where is_business and day <= (select as_of from settings.company)) as days_so_far,
    from marts.calendar
    group by month_of(day)
),
told as (
    select
        people.name as rep,
        targets.month,
        sum(targets.target) as target,
    from staging.targets as targets
    left join (
        select
            rep_id,
            min(person_key) as person_key,
        from marts.listed_people
        group by rep_id
        having count(*) = 1
    ) as by_id on by_id.rep_id = targets.rep_id
    left join marts.person_names as names on names.name_key = targets.rep_key
    inner join marts.people as people
        on people.person_key = coalesce(by_id.person_key, names.person_key, targets.rep_key)
    where targets.metric = 'referrals'
    group by people.name, targets.month
),
expected as (
    select
        reps.rep,
        months.month,
        months.as_of,
        case
            when reps.left_on is not null and reps.left_on < months.month then 0
            when not reps.is_active and reps.left_on is null then 0
            else coalesce(told.target, months.referral_target)
        end as target,
    from marts.reps as reps
    cross join months
    left join told
        on told.rep = reps.rep
        and told.month = months.month
),
prorated as (
    select
        expected.rep,
        expected.month,
        expected.target,
        prorated_target(expected.target, working_days.days_so_far, working_days.days_in_all) as target_to_date,
        working_days.days_so_far,
        working_days.days_in_all,
    from expected
    inner join working_days on working_days.month = expected.month
)
select * from prorated
