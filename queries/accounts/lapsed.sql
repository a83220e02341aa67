-- title: Lapsed accounts and one-time buyers
-- row: an account that has gone quiet, the most valuable first
-- parameters: rep
-- keys: account_id, source_file, source_row
-- metrics: lapsed, one_time_buyers
-- adds up: value = sum(value)
with counted as (
    select * from marts.accounts
    where class in ('lapsed', 'one-time')
        and is_of(rep, $rep::varchar)
),
left_out as (
    select 'owner gone: listed as orphaned' as reason, account_id, account, rep, last_purchase_on, value, source_file, source_row
    from marts.accounts
    where class = 'orphan'
        and (
            is_lapsed(purchases, days_silent, cadence_days, lapsed_factor)
            or is_one_time(purchases, days_silent, long_gap)
        )
        and is_of(rep, $rep::varchar)
),
listed as (
    select
        account,
        rep,
        class,
        last_purchase_on,
        days_silent,
        value,
        round(cadence_days, 1) as cadence_days,
        purchases,
        account_id,
        source_file,
        source_row,
    from counted
)
select * from listed
order by value desc nulls last, days_silent desc, account_id
