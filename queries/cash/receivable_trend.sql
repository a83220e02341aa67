-- title: How well we collect, month by month
-- row: the end of a month, thirteen of them; for the month that runs, the as-of day
-- keys: month_on
-- metrics: days_sales_outstanding, count_back_dso, best_possible_dso, overdue_share
-- adds up: receivables = coalesce(sum(amount), 0) where part = 'receivable'
-- adds up: overdue = coalesce(sum(amount), 0) where part = 'receivable' and is_overdue
-- adds up: sales = coalesce(sum(amount), 0) where part = 'sales'
-- note: What the exports cannot tell of a day is empty, and missing says what they lack.
with counted as (
    select
        'receivable' as part,
        open_then.day as month_on,
        open_then.account,
        open_then.number,
        open_then.issued_on,
        open_then.amount,
        open_then.is_overdue,
        open_then.source_file,
        open_then.source_row,
    from marts.open_then as open_then
    inner join marts.measured_days as days
        on days.day = open_then.day
        and days.is_month_end
    union all
    select
        'sales' as part,
        days.day as month_on,
        sales.account,
        sales.number,
        sales.issued_on,
        sales.amount,
        false as is_overdue,
        sales.source_file,
        sales.source_row,
    from marts.measured_days as days
    inner join marts.sales as sales
        on sales.issued_on <= days.day
        and sales.issued_on > days.day - 90
    where days.is_month_end
),
months as (
    select
        day as month_on,
        days_of_sales(receivables, sales) as dso,
        days_of_sales(not_overdue, sales) as best_possible_dso,
        count_back_dso,
        overdue_share(overdue, receivables) as overdue_share,
        receivables,
        overdue,
        sales,
        missing,
    from marts.receivable_measures
    where is_month_end
)
select * from months
order by month_on
