-- row: how the last 60 days compare with the record: settlements seen over settlements expected, with 20 added to both
-- note: with fewer than 10 invoices ever settled there is no record to speak of; the pace is empty then and nothing is forecast.
with expected as (
    select
        spells.is_settled,
        until_end.cumulative_hazard - coalesce(before.cumulative_hazard, 0) as expected,
    from marts.payment_spells as spells
    inner join marts.payment_customers as customers on customers.company_id = spells.company_id
    inner join marts.payment_hazard as until_end
        on until_end.customer = customers.customer
        and until_end.day = spells.exit_day
    left join marts.payment_hazard as before
        on before.customer = customers.customer
        and before.day = spells.recent_from_day
    where not spells.is_settled or spells.ended_recently
),
record as (
    select count(*) as settled_ever
    from marts.payment_spells
    where is_settled
),
pace as (
    select
        max(record.settled_ever) as settled_ever,
        coalesce(sum(case when expected.is_settled then 1 else 0 end), 0) as settled,
        coalesce(sum(expected.expected), 0) as expected,
    from record
    left join expected on true
),
factor as (
    select
        settled_ever,
        settled,
        expected,
        case when settled_ever >= 10 then (settled + 20) / nullif(expected + 20, 0) end as factor,
    from pace
)
select * from factor
