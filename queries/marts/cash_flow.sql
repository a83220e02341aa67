-- row: a day ahead: the cash expected by then in all, by layer
with by_path as (
    select
        layer,
        path,
        path_from,
        promised_in,
        sum(amount) as amount,
    from marts.cash_items
    group by layer, path, path_from, promised_in
),
expected as (
    select
        days.day_number,
        sum(case when by_path.layer = 'collection' then by_path.amount * days.chance else 0 end) as collections,
        sum(case when by_path.layer = 'signed' then by_path.amount * days.chance else 0 end) as signed,
        sum(case when by_path.layer = 'closing' then by_path.amount * days.chance else 0 end) as closings,
    from by_path
    inner join marts.cash_item_days as days
        on days.layer = by_path.layer
        and days.path = by_path.path
        and days.path_from = by_path.path_from
        and days.promised_in = by_path.promised_in
    group by days.day_number
)
select * from expected
