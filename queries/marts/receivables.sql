-- row: an invoice that was open on the as-of day, or one that might have been but is left out, with the reason; or a customer's credit
-- note: balance is what is left after the customer's credits, which pay the invoice of the oldest due day first; credit_used is what they
--   pay. An invoice that is wholly paid by them is left out, and so are the credits themselves.
with credits as (
    select
        system,
        company_id,
        currency,
        sum(credit_in_currency) as credit,
    from marts.customer_credits
    where left_out_because is null
    group by system, company_id, currency
),
lined_up as (
    select
        invoices.system,
        invoices.source_file,
        invoices.source_row,
        invoices.balance_in_currency,
        credits.credit,
        sum(invoices.balance_in_currency) over (
            partition by invoices.system, invoices.company_id, invoices.currency
            order by
                invoices.due_on nulls last,
                invoices.issued_on,
                invoices.invoice_id,
                invoices.source_file,
                invoices.source_row
            rows between unbounded preceding and current row
        ) - invoices.balance_in_currency as owed_before,
    from marts.invoices as invoices
    inner join credits
        on credits.system = invoices.system
        and credits.company_id = invoices.company_id
        and credits.currency is not distinct from invoices.currency
    where invoices.not_counted_because is null
        and invoices.balance_in_currency > 0
),
netted as (
    select
        invoices.*,
        coalesce(greatest(least(lined_up.balance_in_currency, lined_up.credit - lined_up.owed_before), 0), 0) as taken_off,
    from marts.invoices as invoices
    left join lined_up
        on lined_up.system = invoices.system
        and lined_up.source_file = invoices.source_file
        and lined_up.source_row = invoices.source_row
    where invoices.not_counted_because is not null
        or invoices.balance_in_currency is null
        or invoices.balance_in_currency <> 0
),
judged as (
    select
        netted.system,
        netted.invoice_id,
        netted.number,
        netted.company_id,
        netted.account,
        netted.customer_id,
        netted.matched_by,
        netted.is_matched,
        netted.rep,
        netted.deal_id,
        netted.issued_on,
        netted.due_on,
        netted.expected_on,
        netted.settled_on,
        netted.last_payment_on,
        netted.total,
        cents((netted.balance_in_currency - netted.taken_off) * netted.rate) as balance,
        netted.balance - cents((netted.balance_in_currency - netted.taken_off) * netted.rate) as credit_used,
        netted.balance_in_currency - netted.taken_off as balance_in_currency,
        netted.total_in_currency,
        netted.currency,
        netted.rate,
        netted.days_past_due,
        netted.not_counted_because,
        netted.no_balance_because,
        case
            when credits.left_out_because is not null then credits.left_out_because
            when credits.used_in_currency > 0 then 'credit, taken off the customer''s invoices'
            when credits.source_row is not null and netted.rate is null then 'credit; no rate for ' || netted.currency
            when credits.source_row is not null then 'credit, owed to the customer'
            when netted.not_counted_because is not null then netted.not_counted_because
            when netted.taken_off = netted.balance_in_currency then 'paid by a credit'
            else netted.no_balance_because
        end as left_out_because,
        case
            when netted.days_past_due is null then 'no due day'
            when netted.days_past_due <= 0 then 'not due'
            when netted.days_past_due <= 30 then '1-30'
            when netted.days_past_due <= 60 then '31-60'
            when netted.days_past_due <= 90 then '61-90'
            else '91+'
        end as bucket,
        netted.as_of,
        netted.source_file,
        netted.source_row,
    from netted
    left join marts.customer_credits as credits
        on credits.system = netted.system
        and credits.source_file = netted.source_file
        and credits.source_row = netted.source_row
    where credits.source_row is not null
        or (netted.not_counted_because is not null and netted.not_counted_because <> 'credit note')
        or (netted.not_counted_because is null and (netted.balance_in_currency is null or netted.balance_in_currency > 0))
)
select * from judged
