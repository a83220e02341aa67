-- row: a horizon with its sums; a sum whose export is missing is empty
with given as (
    select
        bool_or(is_filled) filter (where table_name = 'bill') as has_bills,
        bool_or(is_filled) filter (where table_name = 'cash_balance') as has_bank,
        bool_or(is_filled) filter (where table_name = 'invoice') as has_invoices,
        bool_or(is_filled) filter (where table_name = 'deal') as has_deals,
    from settings.tables
),
record as (
    select
        payment_pace.factor is not null as can_collect,
        closing_pace.factor is not null as can_close,
        links.is_known as knows_signed,
    from settings.company as company
    inner join marts.payment_pace as payment_pace on payment_pace.origin = company.as_of
    inner join marts.closing_pace as closing_pace on closing_pace.origin = company.as_of
    cross join marts.billing_links as links
),
horizons as (
    select unnest([15, 30, 60]) as horizon_days
),
added as (
    select
        horizons.horizon_days,
        sum(lines.amount) filter (where lines.part = 'obligation') as obligations,
        sum(lines.amount) filter (where lines.part = 'obligation' and lines.is_certain) as certain,
        sum(lines.amount) filter (where lines.part = 'reserve') as reserve,
        sum(lines.amount) filter (where lines.part = 'cash') as free_cash,
        sum(lines.amount) filter (where lines.part = 'collection') as collections,
        sum(lines.amount) filter (where lines.part = 'signed') as signed,
        sum(lines.amount) filter (where lines.part = 'closing') as closings,
    from horizons
    left join marts.cash_lines as lines on lines.horizon_days = horizons.horizon_days
    group by horizons.horizon_days
),
known as (
    select
        added.horizon_days,
        case when given.has_bills then coalesce(added.obligations, 0) end as obligations,
        case when given.has_bills then coalesce(added.certain, 0) end as certain,
        case when given.has_bills then coalesce(added.obligations - added.certain, 0) end as estimated,
        added.reserve,
        case when given.has_bank then added.free_cash end as free_cash,
        case when given.has_invoices and record.can_collect then coalesce(added.collections, 0) end as collections,
        case
            when given.has_deals and record.can_collect and record.knows_signed then coalesce(added.signed, 0)
        end as signed,
        case
            when given.has_deals and record.can_close and record.can_collect then coalesce(added.closings, 0)
        end as closings,
        nullif(array_to_string(list_filter([
            case when not given.has_bills then 'bills' end,
            case when not given.has_bank then 'bank balance' end,
            case
                when not given.has_invoices then 'invoices'
                when not record.can_collect then 'invoices that say when they were paid (10 or more)'
            end,
            case
                when not given.has_deals then 'deals'
                when not record.can_close then 'deals that were won (10 or more)'
                when not record.knows_signed and given.has_invoices then 'invoices that name their deal or its account'
            end
        ], lambda name: name is not null), ', '), '') as missing,
    from added
    cross join given
    cross join record
),
needed as (
    select
        known.*,
        cash_need(obligations, reserve, free_cash) as need,
        cash_cover(collections, signed, closings) as cover,
    from known
),
drawn as (
    select
        needed.horizon_days,
        avg(case when draws.cover >= needed.need then 1.0 else 0.0 end) as chance,
        quantile_cont(draws.cover, 0.1) as cover_low,
        quantile_cont(draws.cover, 0.9) as cover_high,
    from needed
    inner join marts.cash_draws as draws on draws.day_number = needed.horizon_days
    group by needed.horizon_days
),
beside as (
    select
        rates.horizon_days,
        cents(rates.forecast) as run_rate,
        calibration.stretch is not null as is_calibrated,
        coalesce(calibration.windows, 0) as windows,
    from settings.company as company
    inner join marts.run_rate_replays as rates on rates.origin = company.as_of
    left join marts.forecast_calibration as calibration
        on calibration.origin = rates.origin
        and calibration.horizon_days = rates.horizon_days
        and calibration.layer = 'cover'
),
unresolved as (
    select sum(receivables.balance) as unresolved
    from marts.receivables as receivables
    inner join marts.receivable_dates as dates
        on dates.source_file = receivables.source_file
        and dates.source_row = receivables.source_row
    where dates.date_from = 'unresolved'
),
judged as (
    select
        needed.*,
        beside.run_rate,
        coalesce(beside.is_calibrated, false) as is_calibrated,
        coalesce(beside.windows, 0) as windows,
        case when needed.collections is not null then coalesce(unresolved.unresolved, 0) end as unresolved,
        cash_gap(needed.need, needed.cover) as gap,
        add_days(company.as_of, needed.horizon_days) as until_on,
        case when needed.need is not null and needed.cover is not null then drawn.chance end as chance,
        case when needed.cover is not null then cents(needed.need - cast(drawn.cover_high as decimal(18, 2))) end as gap_low,
        case when needed.cover is not null then cents(needed.need - cast(drawn.cover_low as decimal(18, 2))) end as gap_high,
    from needed
    cross join settings.company as company
    cross join unresolved
    left join beside on beside.horizon_days = needed.horizon_days
    left join drawn on drawn.horizon_days = needed.horizon_days
)
select * from judged
