-- title: What to collect
-- row: an open invoice, the largest late ones first
-- parameters: rep
-- keys: invoice_id, source_file, source_row
-- metrics: to_collect, expected_payment_day, chance_of_payment
-- adds up: balance = sum(balance)
with counted as (
    select * from marts.receivables
    where left_out_because is null
        and ($rep::varchar is null or rep = $rep::varchar)
),
left_out as (
    select
        left_out_because as reason,
        invoice_id,
        account,
        rep,
        total_in_currency as total,
        currency,
        source_file,
        source_row,
    from marts.receivables
    where left_out_because is not null
        and ($rep::varchar is null or rep = $rep::varchar)
),
worklist as (
    select
        counted.invoice_id,
        counted.account,
        counted.rep,
        counted.due_on,
        counted.days_past_due,
        counted.balance,
        counted.currency,
        coalesce(counted.expected_on, dates.expected_on) as expected_on,
        counted.number,
        dates.expected_low_on,
        dates.expected_high_on,
        dates.chance_15,
        dates.chance_30,
        dates.chance_60,
        last_payments.last_payment_on,
        payment_state(dates.expected_on, dates.chance_60, counted.days_past_due) as state,
        counted.source_file,
        counted.source_row,
    from counted
    left join marts.receivable_dates as dates
        on dates.source_file = counted.source_file
        and dates.source_row = counted.source_row
    left join marts.last_payments as last_payments on last_payments.company_id = counted.company_id
)
select * from worklist
order by days_past_due > 0 desc, balance desc, invoice_id
