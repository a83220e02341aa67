-- row: an invoice that was open on the as-of day, or one that might have been but is left out, with the reason
with judged as (
    select
        invoices.*,
        coalesce(not_counted_because, no_balance_because) as left_out_because,
        case
            when days_past_due is null then 'no due day'
            when days_past_due <= 0 then 'not due'
            when days_past_due <= 30 then '1-30'
            when days_past_due <= 60 then '31-60'
            when days_past_due <= 90 then '61-90'
            else '91+'
        end as bucket,
    from marts.invoices as invoices
    where not_counted_because is not null
        or balance_in_currency is null
        or balance_in_currency > 0
)
select * from judged
