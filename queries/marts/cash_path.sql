-- row: a day from the as-of day to 91 days on, with the cash expected to be there at its end
-- note: what is overdue is taken to be paid tomorrow.
with days as (
    select unnest(generate_series(0, 91)) as day_number
),
owed as (
    select
        days.day_number,
        coalesce(sum(obligations.amount), 0) as obligations,
    from days
    cross join settings.company as company
    left join marts.obligations as obligations
        on days.day_number > 0
        and obligations.due_on <= add_days(company.as_of, days.day_number)
    group by days.day_number
),
band as (
    select
        day_number,
        quantile_cont(cover, 0.1) as low,
        quantile_cont(cover, 0.9) as high,
    from marts.cash_draws
    group by day_number
),
known as (
    select
        free_cash,
        reserve,
        obligations is not null as knows_obligations,
        collections is not null as knows_collections,
        signed is not null or closings is not null as knows_closings,
        obligations is not null and free_cash is not null and cover is not null as is_known,
    from marts.cash_sums
    where horizon_days = 15
),
joined as (
    select
        days.day_number,
        add_days(company.as_of, days.day_number) as day,
        owed.obligations,
        cents(coalesce(flow.collections, 0)) as collections,
        cents(coalesce(flow.signed, 0) + coalesce(flow.closings, 0)) as closings,
        known.free_cash,
        known.reserve,
        band.low,
        band.high,
        known.knows_obligations,
        known.knows_collections,
        known.knows_closings,
        known.is_known,
    from days
    cross join settings.company as company
    cross join known
    inner join owed on owed.day_number = days.day_number
    inner join band on band.day_number = days.day_number
    left join marts.cash_flow as flow on flow.day_number = days.day_number
),
answer as (
    select
        day_number,
        day,
        case when knows_obligations then obligations end as obligations,
        case when knows_collections then collections end as collections,
        case when knows_closings then closings end as closings,
        case when is_known then balance_after(free_cash, collections + closings, obligations) end as balance,
        case when is_known then cents(balance_after(free_cash, cast(low as decimal(18, 2)), obligations)) end as low,
        case when is_known then cents(balance_after(free_cash, cast(high as decimal(18, 2)), obligations)) end as high,
        reserve,
    from joined
)
select * from answer
