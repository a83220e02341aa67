-- row: a day from which is forecast, a customer (0 for all) and a day from the due day: the chance, added up from the first day on, that an
--   invoice still open then is paid on that day
-- note: settlements over invoices open, each averaged over the week around the day; a customer's own record is pulled towards that of
--   all customers with the weight of three invoices. Every step in the number of open invoices is spread over the seven days that
--   feel it (leaving is felt a day later than entering) before anything is added up: the same averages as a moving
--   window in a fraction of the time.
with steps as (
    select
        spells.origin,
        coalesce(customers.customer, -1) as customer,
        spells.entry_day,
        spells.exit_day,
        sum(spells.weight) as weight,
        sum(case when spells.is_settled then spells.weight else 0.0 end) as settled,
    from marts.payment_spells as spells
    left join marts.payment_customers as customers
        on customers.origin = spells.origin
        and customers.company_id = spells.company_id
    group by spells.origin, coalesce(customers.customer, -1), spells.entry_day, spells.exit_day
),
counted_steps as (
    select origin, customer, entry_day, exit_day, weight, settled
    from steps
    where customer > 0
    union all
    select origin, 0 as customer, entry_day, exit_day, sum(weight) as weight, sum(settled) as settled
    from steps
    group by origin, entry_day, exit_day
),
edges as (
    select origin, customer, entry_day as day, sum(weight) as entering, 0.0 as leaving, 0.0 as settled
    from counted_steps
    group by origin, customer, entry_day
    union all
    select origin, customer, exit_day as day, 0.0 as entering, sum(weight) as leaving, sum(settled) as settled
    from counted_steps
    group by origin, customer, exit_day
),
spread as (
    select
        edges.origin,
        edges.customer,
        greatest(edges.day + shifts.shift, -90) as day,
        sum(
            case when shifts.shift < 4 then edges.entering / 7 else 0 end
            - case when shifts.shift > -3 then edges.leaving / 7 else 0 end
        ) as opened,
        sum(case when shifts.shift < 4 and edges.day + shifts.shift >= -90 then edges.settled / 7 else 0 end) as settled,
    from edges
    cross join (select unnest(generate_series(-3, 4)) as shift) as shifts
    group by edges.origin, edges.customer, greatest(edges.day + shifts.shift, -90)
),
grid as (
    select customers.origin, customers.customer, days.day
    from (
        select distinct origin, customer from counted_steps
    ) as customers
    cross join (select unnest(generate_series(-90, 180)) as day) as days
),
counted as (
    select
        grid.origin,
        grid.customer,
        grid.day,
        coalesce(spread.settled, 0) as settled,
        sum(coalesce(spread.opened, 0)) over (
            partition by grid.origin, grid.customer
            order by grid.day
            rows between unbounded preceding and current row
        ) as open,
    from grid
    left join spread
        on spread.origin = grid.origin
        and spread.customer = grid.customer
        and spread.day = grid.day
),
pool as (
    select
        origin,
        day,
        case when open > 1e-9 then coalesce(settled / nullif(open, 0), 0) else 0 end as hazard,
    from counted
    where customer = 0
),
pooled as (
    select
        counted.origin,
        counted.customer,
        counted.day,
        case
            when counted.customer = 0 then pool.hazard
            else (counted.settled + 3 * pool.hazard) / nullif(counted.open + 3, 0)
        end as hazard,
    from counted
    inner join pool
        on pool.origin = counted.origin
        and pool.day = counted.day
),
added_up as (
    select
        origin,
        customer,
        day,
        sum(hazard) over (
            partition by origin, customer
            order by day
            rows between unbounded preceding and current row
        ) as cumulative_hazard,
    from pooled
)
select * from added_up
