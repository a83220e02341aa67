-- row: a day on which something was billed, and all that was billed up to it
with days as (
    select
        issued_on as day,
        sum(amount) as sales,
    from marts.sales
    group by issued_on
),
running as (
    select
        day,
        sales,
        sum(sales) over (order by day) as sales_so_far,
    from days
)
select * from running
