-- row: whether invoices can be told to belong to won deals: by the deal they name, or by their customer
with links as (
    select
        exists (select 1 from marts.invoices where deal_id is not null)
        or exists (
            select 1 from marts.deals as deals
            inner join marts.invoices as invoices on invoices.company_id = deals.company_id
            where deals.outcome = 'won'
        ) as is_known
)
select * from links
