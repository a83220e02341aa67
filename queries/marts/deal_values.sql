-- row: a day from which is forecast and a deal that was open then, or was made or won in the 13 weeks before, with the value it counts with
-- note: a deal without a value counts with the mean of the last year's won deals, those of its product where there are 30.
with won as (
    select
        origins.origin,
        deals.product,
        deals.closed_on,
        deals.amount,
    from marts.deals as deals
    inner join marts.forecast_origins as origins
        on deals.closed_on <= origins.origin
        and deals.closed_on > origins.origin - 365
    where deals.outcome = 'won'
        and deals.no_money_because is null
        and deals.amount > 0
),
usual as (
    select
        origin,
        avg(cast(amount as double)) as amount,
    from won
    group by origin
),
usual_by_product as (
    select
        origin,
        product,
        avg(cast(amount as double)) as amount,
    from won
    where product is not null
    group by origin, product
    having count(*) >= 30
),
valued as (
    select
        spells.origin,
        spells.system,
        spells.deal_id,
        spells.outcome,
        spells.exit_age,
        spells.created_on,
        spells.closed_on,
        coalesce(
            case when spells.outcome = 'won' then cast(spells.amount as double) end,
            cast(spells.planned_amount as double),
            usual_by_product.amount,
            usual.amount
        ) as amount,
    from marts.deal_spells as spells
    inner join usual on usual.origin = spells.origin
    left join usual_by_product
        on usual_by_product.origin = spells.origin
        and usual_by_product.product = spells.product
    where spells.outcome = 'open'
        or spells.created_on > spells.origin - 91
        or (spells.outcome = 'won' and spells.closed_on > spells.origin - 91)
)
select * from valued
