-- row: a day from which is forecast and an age in days: the share of all deals still open after that age, and the share won by then
-- note: winning and losing compete (Aalen-Johansen): a deal that was lost can't be won any more, one still open may yet be either.
with ends as (
    select
        origin,
        exit_age as age,
        sum(case when outcome = 'won' then 1 else 0 end) as won,
        sum(case when outcome = 'lost' then 1 else 0 end) as lost,
        count(*) as leaving,
    from marts.deal_spells
    group by origin, exit_age
),
oldest as (
    select origin, max(age) + 92 as age
    from ends
    group by origin
),
ages as (
    select
        oldest.origin,
        numbers.age,
    from oldest
    inner join (
        select unnest(generate_series(0, (select coalesce(max(age), 0) from oldest))) as age
    ) as numbers on numbers.age <= oldest.age
),
counted as (
    select
        ages.origin,
        ages.age,
        coalesce(ends.won, 0) as won,
        coalesce(ends.lost, 0) as lost,
        sum(coalesce(ends.leaving, 0)) over (
            partition by ages.origin
            order by ages.age desc
            rows between unbounded preceding and current row
        ) as open,
    from ages
    left join ends
        on ends.origin = ages.origin
        and ends.age = ages.age
),
hazards as (
    select
        origin,
        age,
        coalesce(won / nullif(open, 0), 0) as won_hazard,
        coalesce((won + lost) / nullif(open, 0), 0) as closed_hazard,
    from counted
),
survival as (
    select
        origin,
        age,
        won_hazard,
        case
            when max(closed_hazard) over until_now >= 1 then 0.0
            else exp(sum(case when closed_hazard < 1 then ln(1 - closed_hazard) else 0 end) over until_now)
        end as still_open,
    from hazards
    window until_now as (
        partition by origin
        order by age
        rows between unbounded preceding and current row
    )
),
incidence as (
    select
        origin,
        age,
        won_hazard,
        still_open,
        sum(won_hazard * coalesce(previously_open, 1)) over (
            partition by origin
            order by age
            rows between unbounded preceding and current row
        ) as won_by_then,
    from (
        select
            survival.*,
            lag(still_open) over (
                partition by origin
                order by age
            ) as previously_open,
        from survival
    ) as stepped
)
select * from incidence
