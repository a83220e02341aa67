-- row: a day from which is forecast and a deal that existed then: how many days it had been, or was, open
-- kept as: view
-- note: a deal whose record was made after it closed (brought over from elsewhere) says nothing about how long deals take.
--   Ages are kept to ten years.
with known as (
    select
        origins.origin,
        deals.system,
        deals.deal_id,
        deals.created_on,
        case when deals.closed_on <= origins.origin then deals.outcome else 'open' end as outcome,
        case when deals.closed_on <= origins.origin then deals.closed_on end as closed_on,
        deals.planned_amount,
        deals.amount,
        deals.product,
    from marts.deals as deals
    inner join marts.forecast_origins as origins on origins.origin >= deals.created_on
    where not deals.is_deleted
        and (deals.outcome = 'open' or deals.closed_on >= deals.created_on)
),
aged as (
    select
        known.*,
        least(date_diff('day', created_on, coalesce(closed_on, origin)), 3653) as exit_age,
        coalesce(closed_on > origin - 60, false) as closed_recently,
        least(greatest(date_diff('day', created_on, origin - 60), -1), 3653) as recent_from_age,
    from known
)
select * from aged
