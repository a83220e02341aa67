-- row: a customer and a day from the due day: the chance that an invoice still open then is paid on that day
-- note: settlements over invoices open, each averaged over the week around the day; a customer's own record is pulled towards that of
--   all customers with the weight of three invoices. Only customers with an invoice open in the last 60 days are worked out;
--   the row without a customer is the record of all.
with days as (
    select unnest(generate_series(-90, 180)) as day
),
current_customers as (
    select distinct company_id from marts.payment_spells
    where not is_settled or ended_recently
),
steps as (
    select company_id, entry_day as day, weight as entering, 0.0 as leaving, 0.0 as settled from marts.payment_spells
    union all
    select company_id, exit_day as day, 0.0 as entering, weight as leaving, case when is_settled then weight else 0.0 end as settled
    from marts.payment_spells
),
own_steps as (
    select
        steps.company_id,
        steps.day,
        sum(steps.entering) as entering,
        sum(steps.leaving) as leaving,
        sum(steps.settled) as settled,
    from steps
    inner join current_customers on current_customers.company_id = steps.company_id
    group by steps.company_id, steps.day
),
pool_steps as (
    select
        '' as company_id,
        day,
        sum(entering) as entering,
        sum(leaving) as leaving,
        sum(settled) as settled,
    from steps
    group by day
),
all_steps as (
    select * from own_steps
    union all
    select * from pool_steps
),
grid as (
    select customers.company_id, days.day
    from (
        select company_id from current_customers
        union all
        select '' as company_id
    ) as customers
    cross join days
),
counted as (
    select
        grid.company_id,
        grid.day,
        coalesce(all_steps.settled, 0) as settled,
        sum(coalesce(all_steps.entering, 0)) over until_now
        - sum(coalesce(all_steps.leaving, 0)) over until_now
        + coalesce(all_steps.leaving, 0) as open,
    from grid
    left join all_steps
        on all_steps.company_id = grid.company_id
        and all_steps.day = grid.day
    window until_now as (
        partition by grid.company_id
        order by grid.day
        rows between unbounded preceding and current row
    )
),
smoothed as (
    select
        company_id,
        day,
        avg(settled) over around as settled,
        avg(open) over around as open,
    from counted
    window around as (
        partition by company_id
        order by day
        rows between 3 preceding and 3 following
    )
),
pooled as (
    select
        own.company_id,
        own.day,
        case
            when own.company_id = '' then coalesce(own.settled / nullif(own.open, 0), 0)
            else (own.settled + 3 * coalesce(pool.settled / nullif(pool.open, 0), 0)) / nullif(own.open + 3, 0)
        end as hazard,
    from smoothed as own
    inner join smoothed as pool
        on pool.company_id = ''
        and pool.day = own.day
),
added_up as (
    select
        company_id,
        day,
        hazard,
        sum(hazard) over (
            partition by company_id
            order by day
            rows between unbounded preceding and current row
        ) as cumulative_hazard,
    from pooled
)
select * from added_up
