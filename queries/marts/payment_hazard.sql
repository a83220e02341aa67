-- row: a customer (0 for all) and a day from the due day: the chance that an invoice still open then is paid on that day
-- note: settlements over invoices open, each averaged over the week around the day; a customer's own record is pulled towards that of
--   all customers with the weight of three invoices. Every step in the number of open invoices is spread over the seven days that
--   feel it before anything is added up, which gives the same averages as a moving window in a fraction of the time.
with steps as (
    select company_id, entry_day as day, weight as opened, 0.0 as settled from marts.payment_spells
    union all
    select company_id, exit_day + 1 as day, -weight as opened, 0.0 as settled from marts.payment_spells
    union all
    select company_id, exit_day as day, 0.0 as opened, weight as settled from marts.payment_spells
    where is_settled
),
added as (
    select
        customers.customer,
        steps.day,
        sum(steps.opened) as opened,
        sum(steps.settled) as settled,
    from steps
    inner join marts.payment_customers as customers on customers.company_id = steps.company_id
    group by customers.customer, steps.day
    union all
    select
        0 as customer,
        day,
        sum(opened) as opened,
        sum(settled) as settled,
    from steps
    group by day
),
spread as (
    select
        added.customer,
        greatest(added.day + shifts.shift, -90) as day,
        sum(added.opened) / 7 as opened,
        sum(added.settled) / 7 as settled,
    from added
    cross join (select unnest(generate_series(-3, 3)) as shift) as shifts
    group by added.customer, greatest(added.day + shifts.shift, -90)
),
grid as (
    select customers.customer, days.day
    from (
        select customer from marts.payment_customers
        union all
        select 0 as customer
    ) as customers
    cross join (select unnest(generate_series(-90, 180)) as day) as days
),
counted as (
    select
        grid.customer,
        grid.day,
        coalesce(spread.settled, 0) as settled,
        sum(coalesce(spread.opened, 0)) over (
            partition by grid.customer
            order by grid.day
            rows between unbounded preceding and current row
        ) as open,
    from grid
    left join spread
        on spread.customer = grid.customer
        and spread.day = grid.day
),
pool as (
    select
        day,
        case when open > 1e-9 then coalesce(settled / nullif(open, 0), 0) else 0 end as hazard,
    from counted
    where customer = 0
),
pooled as (
    select
        counted.customer,
        counted.day,
        case
            when counted.customer = 0 then pool.hazard
            else (counted.settled + 3 * pool.hazard) / nullif(counted.open + 3, 0)
        end as hazard,
    from counted
    inner join pool on pool.day = counted.day
),
added_up as (
    select
        customer,
        day,
        sum(hazard) over (
            partition by customer
            order by day
            rows between unbounded preceding and current row
        ) as cumulative_hazard,
    from pooled
)
select * from added_up
