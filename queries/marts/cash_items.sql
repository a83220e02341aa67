-- row: something that may bring cash within 60 days: an open invoice, a won deal not invoiced yet, an open deal
-- note: each unit of money stands in one row only: what is invoiced is no longer in its deal, what is won no longer open.
with collections as (
    select
        'collection' as layer,
        invoice_id as item_id,
        account || ' ' || number as what,
        receivables.rep,
        receivables.balance as amount,
        customers.customer as path,
        greatest(least(days_past_due, 180), -90) as path_from,
        source_file,
        source_row,
    from marts.receivables as receivables
    cross join marts.payment_pace as pace
    inner join marts.payment_customers as customers on customers.company_id = receivables.company_id
    where left_out_because is null
        and due_on is not null
        and pace.factor is not null
),
signed as (
    select
        'signed' as layer,
        deal_id as item_id,
        deal as what,
        rep,
        cents(remainder) as amount,
        0 as path,
        date_diff('day', as_of, planned_issue_on) as path_from,
        source_file,
        source_row,
    from marts.signed_deals
    cross join marts.payment_pace as pace
    where pace.factor is not null
),
closings as (
    select
        'closing' as layer,
        deal_id as item_id,
        deal as what,
        rep,
        amount,
        0 as path,
        age_days as path_from,
        source_file,
        source_row,
    from marts.open_deals
    cross join marts.payment_pace as pace
    where left_out_because is null
        and pace.factor is not null
),
numbered as (
    select
        row_number() over (
            order by amount desc, layer, item_id
        ) as item_number,
        items.*,
    from (
        select * from collections
        union all
        select * from signed
        union all
        select * from closings
    ) as items
)
select * from numbered
