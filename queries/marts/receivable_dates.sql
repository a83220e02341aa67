-- row: an open invoice: its chance of being paid within 15, 30 and 60 days, and the day by which that is as likely as not
-- note: the day is left empty, and the invoice at risk, where less than half is likely within 180 days.
with paths as (
    select distinct path, path_from from marts.cash_items
    where layer = 'collection'
),
ahead as (
    select
        paths.path,
        paths.path_from,
        later.day - paths.path_from as day_number,
        later.cumulative_hazard - now.cumulative_hazard as hazard,
    from paths
    inner join marts.payment_hazard as now
        on now.customer = paths.path
        and now.day = paths.path_from
    inner join marts.payment_hazard as later
        on later.customer = paths.path
        and later.day > paths.path_from
        and later.day <= paths.path_from + 180
),
dated as (
    select
        ahead.path,
        ahead.path_from,
        paid_chance(pace.factor, 0, max(case when day_number <= 15 then hazard end)) as chance_15,
        paid_chance(pace.factor, 0, max(case when day_number <= 30 then hazard end)) as chance_30,
        paid_chance(pace.factor, 0, max(case when day_number <= 60 then hazard end)) as chance_60,
        min(case when hazard * pace.factor >= -ln(1 - 0.1) then day_number end) as low_day,
        min(case when hazard * pace.factor >= -ln(1 - 0.5) then day_number end) as middle_day,
        min(case when hazard * pace.factor >= -ln(1 - 0.9) then day_number end) as high_day,
    from ahead
    cross join marts.payment_pace as pace
    group by ahead.path, ahead.path_from, pace.factor
),
joined as (
    select
        items.item_id as invoice_id,
        items.source_file,
        items.source_row,
        coalesce(dated.chance_15, 0) as chance_15,
        coalesce(dated.chance_30, 0) as chance_30,
        coalesce(dated.chance_60, 0) as chance_60,
        add_days(company.as_of, dated.middle_day) as expected_on,
        case when dated.middle_day is not null then add_days(company.as_of, dated.low_day) end as expected_low_on,
        case when dated.middle_day is not null then add_days(company.as_of, dated.high_day) end as expected_high_on,
    from marts.cash_items as items
    cross join settings.company as company
    left join dated
        on dated.path = items.path
        and dated.path_from = items.path_from
    where items.layer = 'collection'
)
select * from joined
