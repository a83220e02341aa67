-- row: a table that a file of the folder fills: the day of its newest export, how often it comes, and until when it is fresh
-- note: how often is what the settings say, for the table or its area; else the median of the last 20 times from one export to
--   the next, where there were three. Fresh means until the end of the second working day, or of one and a half times the usual.
--   What is only looked up in is not judged, unless the settings name that table.
-- stands on: nothing
with newest as (
    select
        tables.table_name,
        tables.export,
        tables.area,
        tables.is_reference,
        max(files.exported_on) as exported_on,
    from marts.import_file as files
    inner join settings.tables as tables
        on list_contains(string_split(files.table_name, ', '), tables.table_name)
    where files.status = 'read'
    group by tables.table_name, tables.export, tables.area, tables.is_reference
),
times as (
    select
        table_name,
        date_diff('day', lag(exported_on) over one_by_one, exported_on) as days,
        row_number() over (partition by table_name order by exported_on desc) as place,
    from marts.import_day
    window one_by_one as (partition by table_name order by exported_on)
),
seen as (
    select
        table_name,
        median(days) as days,
    from times
    where days is not null and place <= 20
    group by table_name
    having count(*) >= 3
),
judged as (
    select
        newest.table_name,
        newest.export,
        newest.area,
        newest.exported_on,
        not newest.is_reference or of_table.days is not null as is_judged,
        cast(coalesce(of_table.days, of_area.days, seen.days) as double) as rhythm_days,
        coalesce(of_table.days, of_area.days) is not null as is_told,
    from newest
    left join settings.rhythms as of_table on of_table.name = newest.table_name
    left join settings.rhythms as of_area on of_area.name = newest.area
    left join seen on seen.table_name = newest.table_name
),
export_days as (
    select distinct exported_on from judged
),
working_days as (
    select
        export_days.exported_on,
        add_days(export_days.exported_on, steps.number) as day,
        row_number() over (partition by export_days.exported_on order by steps.number) as place,
    from export_days
    cross join (select unnest(generate_series(1, 40)) as number) as steps
    left join settings.holidays as holidays on holidays.day = add_days(export_days.exported_on, steps.number)
    where isodow(add_days(export_days.exported_on, steps.number)) < 6
        and holidays.day is null
),
dated as (
    select
        judged.*,
        case when judged.is_judged then greatest(
            add_days(third.day, -1),
            add_days(judged.exported_on, floor(1.5 * judged.rhythm_days))
        ) end as fresh_until,
    from judged
    left join working_days as third
        on third.exported_on = judged.exported_on
        and third.place = 3
)
select * from dated
