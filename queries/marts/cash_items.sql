-- row: something that may bring cash within 91 days: an open invoice, a won deal not invoiced yet, an open deal
-- note: each unit of money stands in one row only: what is invoiced is no longer in its deal, what is won no longer open. promised_in is the
--   number of days to the day that the customer promised, 0 where nothing is promised or the day is over.
with collections as (
    select
        'collection' as layer,
        receivables.invoice_id as item_id,
        account || ' ' || number as what,
        receivables.rep,
        receivables.balance as amount,
        coalesce(customers.customer, 0) as path,
        greatest(least(days_past_due, 180), -272) as path_from,
        case when promises.promised_on > as_of then date_diff('day', as_of, promises.promised_on) else 0 end as promised_in,
        receivables.system,
        source_file,
        source_row,
    from marts.receivables as receivables
    inner join marts.payment_pace as pace on pace.origin = receivables.as_of
    left join marts.payment_customers as customers
        on customers.origin = receivables.as_of
        and customers.company_id = receivables.company_id
    left join marts.receivable_promises as promises
        on promises.system = receivables.system
        and promises.invoice_id = receivables.invoice_id
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
        0 as promised_in,
        system,
        source_file,
        source_row,
    from marts.signed_deals
    inner join marts.payment_pace as pace on pace.origin = as_of
    where pace.factor is not null
),
closings as (
    select
        'closing' as layer,
        deal_id as item_id,
        deal as what,
        rep,
        remaining_amount as amount,
        0 as path,
        least(age_days, 3653) as path_from,
        0 as promised_in,
        open_deals.system,
        source_file,
        source_row,
    from marts.open_deals as open_deals
    inner join settings.company as company on true
    inner join marts.payment_pace as pace on pace.origin = company.as_of
    where left_out_because is null
        and remaining_amount > 0
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
