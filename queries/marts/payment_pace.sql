-- row: a day from which is forecast: how the 60 days before compare with the record: settlements seen over settlements expected, with 20
--   added to both
-- note: with fewer than 10 invoices ever settled there is no record to speak of; the pace is empty then and nothing is forecast.
with expected as (
    select
        spells.origin,
        spells.is_settled,
        until_end.cumulative_hazard - coalesce(before.cumulative_hazard, 0) as expected,
    from marts.payment_spells as spells
    left join marts.payment_customers as customers
        on customers.origin = spells.origin
        and customers.company_id = spells.company_id
    inner join marts.payment_hazard as until_end
        on until_end.origin = spells.origin
        and until_end.customer = coalesce(customers.customer, 0)
        and until_end.day = spells.exit_day
    left join marts.payment_hazard as before
        on before.origin = spells.origin
        and before.customer = coalesce(customers.customer, 0)
        and before.day = spells.recent_from_day
    where not spells.is_settled or spells.ended_recently
),
record as (
    select origin, count(*) as settled_ever
    from marts.payment_spells
    where is_settled
    group by origin
),
recent as (
    select
        origin,
        sum(case when is_settled then 1 else 0 end) as settled,
        sum(expected) as expected,
    from expected
    group by origin
),
pace as (
    select
        origins.origin,
        coalesce(record.settled_ever, 0) as settled_ever,
        coalesce(recent.settled, 0) as settled,
        coalesce(recent.expected, 0) as expected,
    from marts.forecast_origins as origins
    left join record on record.origin = origins.origin
    left join recent on recent.origin = origins.origin
),
factor as (
    select
        origin,
        settled_ever,
        settled,
        expected,
        case when settled_ever >= 10 then (settled + 20) / nullif(expected + 20, 0) end as factor,
    from pace
)
select * from factor
