-- title: What to collect
-- row: an open invoice, the one first whose payment would shrink the gap of the next 30 days most
-- parameters: rep
-- keys: invoice_id, source_file, source_row
-- metrics: to_collect, expected_payment_day, chance_of_payment, moves_gap
-- adds up: balance = sum(balance)
with counted as (
    select * from marts.receivables
    where left_out_because is null
        and is_of(rep, $rep::varchar)
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
        and is_of(rep, $rep::varchar)
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
        dates.expected_on,
        counted.number,
        dates.date_from,
        case when dates.date_from = 'prediction' then dates.predicted_low_on end as expected_low_on,
        case when dates.date_from = 'prediction' then dates.predicted_high_on end as expected_high_on,
        dates.chance_15,
        dates.chance_30,
        dates.chance_60,
        moves_gap(counted.balance, dates.chance_30, counted.days_past_due) as moves_gap,
        promises.promised_on,
        promises.promise_state,
        promises.last_note,
        last_payments.last_payment_on,
        touches.last_touch_on,
        touches.last_touch_by,
        payment_state(dates.predicted_on, dates.is_predictable, counted.days_past_due) as state,
        counted.system,
        counted.source_file,
        counted.source_row,
    from counted
    left join marts.receivable_dates as dates
        on dates.source_file = counted.source_file
        and dates.source_row = counted.source_row
    left join marts.receivable_promises as promises
        on promises.system = counted.system
        and promises.invoice_id = counted.invoice_id
    left join marts.account_touches as touches on touches.company_id = counted.company_id
    left join marts.last_payments as last_payments on last_payments.company_id = counted.company_id
)
select * from worklist
order by moves_gap desc, balance desc, invoice_id
