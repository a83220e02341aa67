-- row: a day ahead: the cash expected by then in all, by layer, and how sure that is
with by_path as (
    select
        layer,
        path,
        path_from,
        sum(amount) as amount,
        sum(cast(amount as double) * cast(amount as double)) as squares,
    from marts.cash_items
    group by layer, path, path_from
),
expected as (
    select
        days.day_number,
        sum(case when by_path.layer = 'collection' then by_path.amount * days.chance else 0 end) as collections,
        sum(case when by_path.layer = 'signed' then by_path.amount * days.chance else 0 end) as signed,
        sum(case when by_path.layer = 'closing' then by_path.amount * days.chance else 0 end) as closings,
        sum(by_path.squares * days.chance * (1 - days.chance)) as variance,
    from by_path
    inner join marts.cash_item_days as days
        on days.layer = by_path.layer
        and days.path = by_path.path
        and days.path_from = by_path.path_from
    group by days.day_number
)
select * from expected
