-- row: a day ahead: the cash expected by then in all, by layer
with by_path as (
    select
        layer,
        path,
        path_from,
        sum(amount) as amount,
    from marts.cash_items
    where layer <> 'collection'
    group by layer, path, path_from
),
from_deals as (
    select
        days.day_number,
        sum(case when by_path.layer = 'signed' then by_path.amount * days.chance else 0 end) as signed,
        sum(case when by_path.layer = 'closing' then by_path.amount * days.chance else 0 end) as closings,
    from by_path
    inner join marts.cash_item_days as days
        on days.layer = by_path.layer
        and days.path = by_path.path
        and days.path_from = by_path.path_from
    group by days.day_number
),
expected as (
    select
        flow.day_number,
        flow.amount as collections,
        coalesce(from_deals.signed, 0) as signed,
        coalesce(from_deals.closings, 0) as closings,
    from marts.collection_flow as flow
    left join from_deals on from_deals.day_number = flow.day_number
)
select * from expected
