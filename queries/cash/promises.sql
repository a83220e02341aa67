-- title: Promises to pay
-- row: all promises of customers that fell due
-- metrics: promises_kept
-- adds up: promises_due = count(*)
-- adds up: promises_kept = count(*) where is_paid_in_time
with counted as (
    select * from marts.promise_outcomes
    where left_out_because is null
),
left_out as (
    select
        left_out_because as reason,
        invoice_id,
        account,
        promised_on,
        written_on,
        source_file,
        source_row,
    from marts.promise_outcomes
    where left_out_because is not null
),
answer as (
    select
        promises_due,
        promises_kept,
        promises_kept(promises_kept, promises_due) as share,
        kept_share,
    from marts.promise_record
)
select * from answer
