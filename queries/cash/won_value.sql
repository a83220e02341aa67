-- title: What should be won
-- row: a horizon of 15, 30 or 60 days
-- keys: horizon_days
-- metrics: won_value
-- adds up: from_open = sum(amount) where part = 'open deal'
-- note: A deal without a value counts with the mean of the last year's won deals, those of its product where there are 30.
with counted as (
    select
        both_parts.horizon_days,
        both_parts.part,
        deals.deal,
        deals.account,
        deals.rep,
        both_parts.amount,
        both_parts.chance,
        deals.source_file,
        deals.source_row,
    from (
        select
            chances.day_number as horizon_days,
            'open deal' as part,
            valued.system,
            valued.deal_id,
            cents(valued.amount * chances.win_chance) as amount,
            chances.win_chance as chance,
        from settings.company as company
        inner join marts.deal_values as valued on valued.origin = company.as_of
        inner join marts.win_chances as chances
            on chances.origin = valued.origin
            and chances.age = valued.exit_age
            and chances.day_number in (15, 30, 60)
        where valued.outcome = 'open'
        union all
        select
            horizons.horizon_days,
            'won in the last 13 weeks' as part,
            deals.system,
            deals.deal_id,
            deals.amount,
            cast(null as double) as chance,
        from settings.company as company
        inner join marts.forecast_horizons as horizons on horizons.horizon_days in (15, 30, 60)
        inner join marts.deals as deals
            on deals.closed_on <= company.as_of
            and deals.closed_on > company.as_of - 91
        where deals.outcome = 'won'
            and deals.no_money_because is null
    ) as both_parts
    inner join marts.deals as deals
        on deals.system = both_parts.system
        and deals.deal_id = both_parts.deal_id
),
sums as (
    select
        horizon_days,
        sum(amount) filter (where part = 'open deal') as from_open,
        count(*) filter (where part = 'open deal') as open_deals,
    from counted
    group by horizon_days
),
answer as (
    select
        sums.horizon_days,
        add_days(company.as_of, sums.horizon_days) as until_on,
        sums.from_open,
        cents(replays.from_new) as from_new,
        cents(replays.run_rate) as run_rate,
        cents(expected_won_value(replays.bottom_up, replays.run_rate)) as forecast,
        sums.open_deals,
    from sums
    cross join settings.company as company
    inner join marts.won_value_replays as replays
        on replays.origin = company.as_of
        and replays.horizon_days = sums.horizon_days
)
select * from answer
order by horizon_days
