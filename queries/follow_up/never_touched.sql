-- title: Never touched
-- row: an open lead that nobody has reached out to, the oldest first
-- parameters: rep
-- keys: lead_id, source_file, source_row
-- metrics: never_touched
with counted as (
    select * from marts.leads
    where left_out_because is null
        and is_never_touched(is_open, is_young, touched_at)
        and (select is_filled from settings.tables where table_name = 'activity')
        and is_of(coalesce(rep, 'unassigned'), $rep::varchar)
),
worklist as (
    select
        lead_id,
        lead,
        company,
        coalesce(rep, 'unassigned') as owner,
        source,
        created_at,
        age_days,
        source_file,
        source_row,
    from counted
)
select * from worklist
order by age_days desc, lead_id
