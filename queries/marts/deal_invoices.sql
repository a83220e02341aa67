-- row: a won or open deal and an invoice that bills it, with the part of the invoice that does
-- note: where invoices name their deal, they bill that one. Where none does, a customer's invoices bill its won deals, the oldest first, each
--   deal up to its amount; what was invoiced beyond all deals won by then bills none. A customer who wins nothing for 180 days
--   begins anew.
with named as (
    select
        invoices.system as invoice_system,
        invoices.invoice_id,
        invoices.issued_on,
        deals.system,
        deals.deal_id,
        invoices.total as amount,
    from marts.invoices as invoices
    inner join (
        select
            deal_id,
            min(system) as system,
        from marts.deals
        group by deal_id
        having count(*) = 1
    ) as deals on deals.deal_id = invoices.deal_id
    where invoices.not_counted_because is null
        and invoices.total > 0
),
wins as (
    select
        deals.company_id,
        deals.system,
        deals.deal_id,
        deals.closed_on,
        deals.amount,
        coalesce(
            date_diff('day', lag(deals.closed_on) over by_company, deals.closed_on) > 180, true
        ) as begins,
    from marts.deals as deals
    where deals.outcome = 'won'
        and deals.no_money_because is null
        and deals.company_id is not null
        and deals.closed_on is not null
        and deals.amount > 0
        and not exists (select 1 from named)
    window by_company as (
        partition by deals.company_id
        order by deals.closed_on, deals.deal_id
    )
),
runs as (
    select
        wins.*,
        sum(case when begins then 1 else 0 end) over by_company as run,
        lead(closed_on) over (
            partition by company_id
            order by closed_on, deal_id
        ) as next_closed_on,
    from wins
    window by_company as (
        partition by company_id
        order by closed_on, deal_id
        rows between unbounded preceding and current row
    )
),
invoiced as (
    select
        invoices.company_id,
        runs.run,
        invoices.system,
        invoices.invoice_id,
        invoices.issued_on,
        invoices.total as amount,
    from marts.invoices as invoices
    inner join runs
        on runs.company_id = invoices.company_id
        and runs.closed_on <= invoices.issued_on
        and (runs.next_closed_on is null or runs.next_closed_on > invoices.issued_on)
    where invoices.not_counted_because is null
        and invoices.total > 0
        and invoices.issued_on <= runs.closed_on + 180
),
events as (
    select company_id, run, closed_on as day, 0 as kind, system, deal_id as id, amount, amount as change
    from runs
    union all
    select company_id, run, issued_on as day, 1 as kind, system, invoice_id as id, amount, -amount as change
    from invoiced
),
levels as (
    select
        events.*,
        sum(change) over until_now as level,
        sum(amount) over (
            partition by company_id, run, kind
            order by day, system, id
            rows between unbounded preceding and current row
        ) as so_far,
    from events
    window until_now as (
        partition by company_id, run
        order by day, kind, system, id
        rows between unbounded preceding and current row
    )
),
bounded as (
    select
        levels.*,
        least(min(level) over (
            partition by company_id, run
            order by day, kind, system, id
            rows between unbounded preceding and current row
        ), 0) as excess,
    from levels
),
spans as (
    select
        bounded.*,
        case when kind = 0 then so_far - amount else coalesce(lag(so_far + excess) over by_kind, 0) end as span_from,
        case when kind = 0 then so_far else so_far + excess end as span_to,
    from bounded
    window by_kind as (
        partition by company_id, run, kind
        order by day, system, id
    )
),
by_customer as (
    select
        invoices.system as invoice_system,
        invoices.id as invoice_id,
        invoices.day as issued_on,
        deals.system,
        deals.id as deal_id,
        cast(least(invoices.span_to, deals.span_to) - greatest(invoices.span_from, deals.span_from) as decimal(18, 2)) as amount,
    from spans as invoices
    inner join spans as deals
        on deals.company_id = invoices.company_id
        and deals.run = invoices.run
        and deals.span_from < invoices.span_to
        and deals.span_to > invoices.span_from
    where invoices.kind = 1
        and deals.kind = 0
),
all_parts as (
    select * from named
    union all
    select * from by_customer
)
select * from all_parts
