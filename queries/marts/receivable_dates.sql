-- row: an open invoice: its chance of being paid within 15, 30 and 60 days, and the day on which it is expected
-- note: the best day that there is: the customer's promise, the collector's own day, the day by which being paid is as likely as not (none,
--   and at risk, where less than half is likely within 180 days), the due day. What is overdue and has none of them is unresolved.
-- stands on: staging.invoices, staging.payments
with horizon_chances as (
    select
        path,
        path_from,
        promised_in,
        max(case when day_number = 15 then chance end) as chance_15,
        max(case when day_number = 30 then chance end) as chance_30,
        max(case when day_number = 60 then chance end) as chance_60,
    from marts.cash_item_days
    where layer = 'collection'
    group by path, path_from, promised_in
),
dated as (
    select
        receivables.system,
        receivables.invoice_id,
        receivables.source_file,
        receivables.source_row,
        receivables.as_of,
        receivables.due_on,
        coalesce(chances.chance_15, 0) as chance_15,
        coalesce(chances.chance_30, 0) as chance_30,
        coalesce(chances.chance_60, 0) as chance_60,
        items.item_id is not null as is_predictable,
        add_days(receivables.as_of, predicted.middle_day) as predicted_on,
        case when predicted.middle_day is not null then add_days(receivables.as_of, predicted.low_day) end as predicted_low_on,
        case when predicted.middle_day is not null then add_days(receivables.as_of, predicted.high_day) end as predicted_high_on,
        case when promises.promised_on >= receivables.as_of then promises.promised_on end as promised_on,
        case
            when coalesce(promises.collector_on, receivables.expected_on) >= receivables.as_of
                then coalesce(promises.collector_on, receivables.expected_on)
        end as collector_on,
    from marts.receivables as receivables
    left join marts.cash_items as items
        on items.layer = 'collection'
        and items.source_file = receivables.source_file
        and items.source_row = receivables.source_row
    left join horizon_chances as chances
        on chances.path = items.path
        and chances.path_from = items.path_from
        and chances.promised_in = items.promised_in
    left join marts.payment_days as predicted
        on predicted.path = items.path
        and predicted.path_from = items.path_from
    left join marts.receivable_promises as promises
        on promises.system = receivables.system
        and promises.invoice_id = receivables.invoice_id
    where receivables.left_out_because is null
),
ruled as (
    select
        system,
        invoice_id,
        source_file,
        source_row,
        chance_15,
        chance_30,
        chance_60,
        is_predictable,
        predicted_on,
        predicted_low_on,
        predicted_high_on,
        case
            when promised_on is not null then 'promise'
            when collector_on is not null then 'collector'
            when predicted_on is not null then 'prediction'
            when due_on >= as_of then 'due day'
            else 'unresolved'
        end as date_from,
        coalesce(promised_on, collector_on, predicted_on, case when due_on >= as_of then due_on end) as expected_on,
    from dated
)
select * from ruled
