-- title: How old each kind of export is
-- row: CRM, Billing or Bank, with the age of its oldest export; lists that are only looked up in count where there is no other
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
areas as (
    select distinct area from settings.tables
    where area in ('CRM', 'Billing', 'Bank')
),
judged as (
    select
        area,
        count(*) filter (where is_judged) as judged,
        max(exported_on) as newest_on,
    from marts.exports
    group by area
),
standing as (
    select
        exports.*,
        is_stale(exports.fresh_until, $today::date) as is_stale,
        row_number() over (partition by exports.area order by exports.exported_on, exports.table_name) as place,
        max(exports.exported_on) over (partition by exports.area) as newest_on,
    from marts.exports as exports
    inner join judged on judged.area = exports.area
    where exports.is_judged
        or (judged.judged = 0 and exports.exported_on = judged.newest_on)
),
alike as (
    select
        area,
        min(place) as place,
        stale_because(
            string_agg(export, ', ' order by place), age_in_days(exported_on, $today::date), rhythm_days, is_told
        ) as stale_because,
    from standing
    where is_stale
    group by area, exported_on, rhythm_days, is_told
),
reasons as (
    select
        area,
        string_agg(stale_because, '; ' order by place) as stale_because,
    from alike
    group by area
),
ages as (
    select
        areas.area,
        oldest.exported_on,
        case when oldest.exported_on is not null
            then greatest(age_in_days(oldest.exported_on, $today::date), 0)
        end as age_days,
        oldest.exported_on is null or reasons.area is not null as is_stale,
        case when oldest.exported_on is null then 'nothing read' else reasons.stale_because end as stale_because,
        case when oldest.newest_on > oldest.exported_on then oldest.export end as oldest_export,
    from areas
    left join standing as oldest on oldest.area = areas.area and oldest.place = 1
    left join reasons on reasons.area = areas.area
)
select * from ages
order by case area when 'CRM' then 1 when 'Billing' then 2 else 3 end
