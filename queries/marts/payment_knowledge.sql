-- row: whether the exports say what was paid of an invoice at all
with told as (
    select count(*) > 0 as can_tell
    from marts.invoices
    where balance_in_currency is not null
)
select * from told
