-- title: How old each export is
-- row: a table that a file of the folder fills
-- parameters: today
-- keys: table_name
-- metrics: data_age
-- note: An export that is dated after today has no age.
with counted as (
    select
        tables.table_name,
        files.file_name as source_file,
        cast(null as integer) as source_row,
        files.exported_on,
    from marts.import_file as files
    inner join settings.tables as tables
        on list_contains(string_split(files.table_name, ', '), tables.table_name)
    where files.status = 'read'
),
ages as (
    select
        table_name,
        export,
        area,
        exported_on,
        case when exported_on <= $today::date then age_in_days(exported_on, $today::date) end as age_days,
        rhythm_days,
        is_stale(fresh_until, $today::date) as is_stale,
        case when is_stale(fresh_until, $today::date)
            then stale_because(export, age_in_days(exported_on, $today::date), rhythm_days, is_told)
        end as stale_because,
    from marts.exports
)
select * from ages
order by case area when 'CRM' then 1 when 'Billing' then 2 when 'Bank' then 3 else 4 end, age_days desc nulls last, table_name
