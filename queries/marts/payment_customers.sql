-- row: a day from which is forecast and a customer with an invoice open then or settled in the 60 days before, and the number that stands
--   for it in the payment curves
-- note: numbers begin at 1; number 0 is the record of all customers together. A replay gives a record of its own to the 150
--   customers with most invoices only, so that a long past stays affordable; the forecast of today gives one to each.
with current_customers as (
    select distinct origin, company_id
    from marts.payment_spells
    where not is_settled or ended_recently
),
numbered as (
    select
        company_id,
        cast(row_number() over (order by company_id) as integer) as number,
        row_number() over (
            order by invoices desc, company_id
        ) as place,
    from (
        select company_id, count(*) as invoices
        from marts.invoices
        where company_id is not null
        group by company_id
    ) as companies
),
joined as (
    select
        current_customers.origin,
        current_customers.company_id,
        case when origins.is_today or numbered.place <= 150 then numbered.number else 0 end as customer,
    from current_customers
    inner join numbered on numbered.company_id = current_customers.company_id
    inner join marts.forecast_origins as origins on origins.origin = current_customers.origin
)
select * from joined
