-- title: What if, day by day
-- row: a day from the as-of day to 91 days on
-- parameters: changes
-- keys: day
-- metrics: cash_cover, obligations
-- note: base is the likely balance as it is, balance that of the scenario.
with counted as (
    select * from marts.cash_lines
    where horizon_days = 91
),
cover as (
    select
        day_number,
        sum(amount * (chance - base_chance)) as difference,
        sum(case when layer = 'collection' then amount * base_chance else 0 end) as base_collections,
    from scenario_days($changes::varchar)
    group by day_number
),
everything as (
    select coalesce(max(share), 1) as share
    from scenario_changes($changes::varchar)
    where thing = 'collections'
        and what = 'percent'
),
obligations as (
    select
        path.day_number,
        sum(
            case when obligations.due_on <= path.day then obligations.amount else 0 end
            - case when obligations.base_due_on <= path.day then obligations.base_amount else 0 end
        ) as difference,
    from marts.cash_path as path
    inner join scenario_obligations($changes::varchar) as obligations on obligations.change <> ''
    where path.day_number > 0
    group by path.day_number
),
answer as (
    select
        path.day,
        path.balance as base,
        cents(
            path.balance
            + coalesce(cover.difference, 0)
            + (everything.share - 1) * (coalesce(flow.collections, 0) - coalesce(cover.base_collections, 0))
            - coalesce(obligations.difference, 0)
        ) as balance,
        path.reserve,
    from marts.cash_path as path
    cross join everything
    left join marts.cash_flow as flow on flow.day_number = path.day_number
    left join cover on cover.day_number = path.day_number
    left join obligations on obligations.day_number = path.day_number
)
select * from answer
order by day
