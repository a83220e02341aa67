-- row: how customers kept their promises to pay: those that fell due by the as-of day
with due as (
    select is_paid_in_time from marts.promise_outcomes
    where left_out_because is null
),
record as (
    select
        count(*) as promises_due,
        count(*) filter (where is_paid_in_time) as promises_kept,
    from due
),
answer as (
    select
        promises_due,
        promises_kept,
        expected_kept_share(promises_kept, promises_due) as kept_share,
    from record
)
select * from answer
