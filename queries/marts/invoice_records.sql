-- row: an invoice and since when the business behind it stood in a record: the creation and the winning of the deal that it bills for the most
-- note: an invoice of which less than half bills a deal is business that no record announced; both days are empty then.
with parts as (
    select
        deal_invoices.invoice_system,
        deal_invoices.invoice_id,
        sum(deal_invoices.amount) as amount,
        arg_max(deals.created_on, deal_invoices.amount) as deal_created_on,
        arg_max(deals.closed_on, deal_invoices.amount) filter (where deals.outcome = 'won') as deal_won_on,
        arg_max(deals.deal_id, deal_invoices.amount) as deal_id,
    from marts.deal_invoices as deal_invoices
    inner join marts.deals as deals
        on deals.system = deal_invoices.system
        and deals.deal_id = deal_invoices.deal_id
    group by deal_invoices.invoice_system, deal_invoices.invoice_id
),
joined as (
    select
        invoices.system,
        invoices.invoice_id,
        invoices.issued_on,
        invoices.total,
        case when parts.amount * 2 >= invoices.total then coalesce(parts.deal_created_on, parts.deal_won_on) end as deal_created_on,
        case when parts.amount * 2 >= invoices.total then parts.deal_won_on end as deal_won_on,
    from marts.invoices as invoices
    left join parts
        on parts.invoice_system = invoices.system
        and parts.invoice_id = invoices.invoice_id
    where invoices.not_counted_because is null
        and invoices.issued_on is not null
        and invoices.total is not null
)
select * from joined
