-- title: How old each kind of export is
-- row: CRM, Billing or Bank
-- parameters: today
-- keys: area
-- metrics: data_age
with counted as (
    select
        tables.area,
        files.file_name as source_file,
        cast(null as integer) as source_row,
        tables.table_name,
        files.exported_on,
    from marts.import_file as files
    inner join settings.tables as tables
        on list_contains(string_split(files.table_name, ', '), tables.table_name)
    where files.status = 'read'
),
newest as (
    select area, max(exported_on) as exported_on
    from counted
    group by area
),
ages as (
    select
        areas.area,
        newest.exported_on,
        age_in_days(newest.exported_on, $today::date) as age_days,
        newest.exported_on is null
        or (
            date_diff('day', newest.exported_on, $today::date)
            - 2 * date_diff('week', newest.exported_on, $today::date)
        ) > 2 as is_stale,
    from (
        select distinct area from settings.tables
        where area in ('CRM', 'Billing', 'Bank')
    ) as areas
    left join newest on newest.area = areas.area
)
select * from ages
order by case area when 'CRM' then 1 when 'Billing' then 2 else 3 end
