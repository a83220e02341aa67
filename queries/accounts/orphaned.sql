-- title: Orphaned accounts, deals and leads
-- row: a record whose owner is missing, inactive, has left or is not in the user list, the most valuable first
-- parameters: rep
-- keys: kind, record_id, source_file, source_row
-- metrics: orphaned
-- adds up: value = sum(value)
with counted as (
    select * from marts.orphans
    where is_of(owner, $rep::varchar)
),
listed as (
    select
        kind,
        record_id,
        name,
        owner,
        reason,
        value,
        days_since_left,
        source_file,
        source_row,
    from counted
)
select * from listed
order by case kind when 'account' then 1 when 'deal' then 2 else 3 end, value desc nulls last, record_id
