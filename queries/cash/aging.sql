-- title: Aging
-- row: an age of open invoices, counted from their due day
-- parameters: rep
-- keys: bucket
-- metrics: aging
-- adds up: invoices = count(*)
-- adds up: balance = total_owed(balance)
with counted as (
    select * from marts.receivables
    where left_out_because is null
        and is_of(rep, $rep::varchar)
),
buckets as (
    select
        bucket,
        count(*) as invoices,
        total_owed(balance) as balance,
    from counted
    group by bucket
)
select * from buckets
order by aging_order(bucket)
