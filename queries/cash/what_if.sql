-- title: What if
-- row: a horizon of 15, 30 or 60 days, as it is and in the scenario
-- parameters: changes
-- keys: horizon_days
-- metrics: cash_need, cash_cover, cash_gap
-- adds up: base_obligations = sum(base_amount) where part = 'obligation'
-- adds up: obligations = sum(amount) where part = 'obligation'
-- adds up: base_cover = sum(base_amount) where part in ('collection', 'signed', 'closing')
-- adds up: cover = sum(amount) where part in ('collection', 'signed', 'closing')
-- note: changes is a JSON list; without any the scenario is the base. A deal that is won for certain brings its cash as invoices of the usual
--   terms do.
with counted as (
    select * from scenario_lines($changes::varchar)
),
horizons as (
    select unnest([15, 30, 60]) as horizon_days
),
sums as (
    select
        horizons.horizon_days,
        coalesce(sum(lines.amount) filter (where lines.part = 'obligation'), 0) as obligations,
        coalesce(sum(lines.amount) filter (where lines.part = 'reserve'), 0) as reserve,
        sum(lines.amount) filter (where lines.part = 'cash') as free_cash,
        coalesce(sum(lines.amount) filter (where lines.part in ('collection', 'signed', 'closing')), 0) as cover,
    from horizons
    left join counted as lines on lines.horizon_days = horizons.horizon_days
    group by horizons.horizon_days
),
known as (
    select
        sums.horizon_days,
        base.obligations as base_obligations,
        base.need as base_need,
        base.cover as base_cover,
        base.gap as base_gap,
        case when base.obligations is not null then cast(sums.obligations as decimal(18, 2)) end as obligations,
        case when base.need is not null then cash_need(sums.obligations, sums.reserve, sums.free_cash) end as need,
        case when base.cover is not null then cast(sums.cover as decimal(18, 2)) end as cover,
    from sums
    inner join marts.cash_sums as base on base.horizon_days = sums.horizon_days
),
answer as (
    select
        horizon_days,
        base_obligations,
        obligations,
        base_need,
        need,
        base_cover,
        cover,
        base_gap,
        cash_gap(need, cover) as gap,
    from known
)
select * from answer
order by horizon_days
