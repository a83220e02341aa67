-- row: a day, three years back to half a year on
with days as (
    select add_days(company.as_of, day_offset.number) as day
    from settings.company as company
    cross join (select unnest(generate_series(-1100, 200)) as number) as day_offset
),
marked as (
    select
        days.day,
        isodow(days.day) < 6 and holidays.day is null as is_business,
    from days
    left join settings.holidays as holidays on holidays.day = days.day
),
numbered as (
    select
        day,
        is_business,
        sum(case when is_business then 1 else 0 end) over (order by day) as business_number,
    from marked
)
select * from numbered
