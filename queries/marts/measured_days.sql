-- row: a day on which receivables are measured: the as-of day, the day 30 days before it, the ends of the twelve months before
with months as (
    select unnest(generate_series(0, 12)) as back
),
days as (
    select
        least(add_months(month_of(company.as_of), 1 - months.back) - 1, company.as_of) as day,
        true as is_month_end,
    from months
    cross join settings.company as company
    union all
    select
        as_of - 30 as day,
        false as is_month_end,
    from settings.company
)
select
    day,
    bool_or(is_month_end) as is_month_end,
from days
group by day
