-- row: a company with its one class: orphan before lapsed before one-time before active; prospect where it never bought
-- note: value is what it bought in the year up to its last purchase.
with gaps as (
    select
        company_id,
        date_diff('day', bought_before_on, bought_on) as gap_days,
    from marts.purchases
    where bought_before_on is not null
),
pool as (
    select
        median(gap_days) as median_gap,
        quantile_cont(gap_days, 0.75) as long_gap,
    from gaps
),
own_gaps as (
    select
        company_id,
        count(*) as gaps,
        median(gap_days) as median_gap,
    from gaps
    group by company_id
),
last_days as (
    select
        company_id,
        count(*) as purchases,
        min(bought_on) as first_purchase_on,
        max(bought_on) as last_purchase_on,
    from marts.purchases
    group by company_id
),
bought as (
    select
        last_days.company_id,
        last_days.purchases,
        last_days.first_purchase_on,
        last_days.last_purchase_on,
        sum(case when purchases.bought_on > last_days.last_purchase_on - 365 then purchases.amount end) as value,
    from last_days
    inner join marts.purchases as purchases on purchases.company_id = last_days.company_id
    group by
        last_days.company_id,
        last_days.purchases,
        last_days.first_purchase_on,
        last_days.last_purchase_on
),
measured as (
    select
        companies.*,
        coalesce(bought.purchases, 0) as purchases,
        bought.first_purchase_on,
        bought.last_purchase_on,
        bought.value,
        date_diff('day', bought.last_purchase_on, company.as_of) as days_silent,
        cadence_days(own_gaps.gaps, own_gaps.median_gap, pool.median_gap) as cadence_days,
        pool.long_gap,
        company.lapsed_factor,
        company.as_of,
    from marts.companies as companies
    cross join settings.company as company
    cross join pool
    left join bought on bought.company_id = companies.company_id
    left join own_gaps on own_gaps.company_id = companies.company_id
),
classed as (
    select
        measured.*,
        case
            when is_orphaned then 'orphan'
            when purchases = 0 then 'prospect'
            when is_lapsed(purchases, days_silent, cadence_days, lapsed_factor) then 'lapsed'
            when is_one_time(purchases, days_silent, long_gap) then 'one-time'
            else 'active'
        end as class,
    from measured
)
select * from classed
