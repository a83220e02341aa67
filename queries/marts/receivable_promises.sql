-- row: an invoice about which somebody wrote something by the as-of day: the promise and the collector's date that stand, and the last words
-- note: open until the business day after the promised day is over, broken when less than 95 % is paid after it, else kept.
with written as (
    select notes.* from settings.receivable_notes as notes
    cross join settings.company as company
    where notes.day <= company.as_of
),
newest as (
    select
        system,
        invoice_id,
        max(number) filter (where kind = 'promise') as promise_number,
        max(number) filter (where kind = 'expected') as collector_number,
        max(number) filter (where text <> '') as text_number,
    from written
    group by system, invoice_id
),
standing as (
    select
        newest.system,
        newest.invoice_id,
        promises.on_day as promised_on,
        case when promises.on_day is not null then newest.promise_number end as promised_number,
        collector.on_day as collector_on,
        texts.text as last_note,
        texts.day as last_note_on,
        texts.written_by as last_note_by,
        case
            when promises.on_day is null then null
            when promises.on_day >= company.as_of then 'open'
            when outcomes.is_paid_now then 'kept'
            when outcomes.is_over then 'broken'
            when not outcomes.is_over then 'open'
        end as promise_state,
    from newest
    cross join settings.company as company
    left join written as promises on promises.number = newest.promise_number
    left join written as collector on collector.number = newest.collector_number
    left join written as texts on texts.number = newest.text_number
    left join marts.promise_outcomes as outcomes on outcomes.number = newest.promise_number
)
select * from standing
