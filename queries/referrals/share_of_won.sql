-- title: Referral share of won business
-- row: all deals won in the last 365 days
-- parameters: rep
-- metrics: referral_share
-- adds up: won_value = sum(amount)
-- adds up: referral_value = sum(amount) where is_referral
-- adds up: won_deals = count(*)
-- adds up: referral_deals = count(*) where is_referral
with counted as (
    select
        deals.*,
        coalesce(deals.referral_kind in (select kind from settings.counted_referrals), false) as is_referral,
    from marts.deals as deals
    cross join settings.company as company
    where deals.outcome = 'won'
        and deals.closed_on > company.as_of - 365
        and deals.no_money_because is null
        and is_of(deals.rep, $rep::varchar)
),
left_out as (
    select deals.no_money_because as reason, deals.deal_id, deals.deal, deals.rep, deals.closed_on, deals.source_file, deals.source_row
    from marts.deals as deals
    cross join settings.company as company
    where deals.outcome = 'won'
        and deals.closed_on > company.as_of - 365
        and deals.no_money_because is not null
        and is_of(deals.rep, $rep::varchar)
),
knowledge as (
    select count(source) > 0 or count(referral_kind) > 0 as names_sources
    from marts.deals
),
answer as (
    select
        sum(counted.amount) as won_value,
        case when max(knowledge.names_sources) then coalesce(sum(counted.amount) filter (where counted.is_referral), 0) end
            as referral_value,
        case when max(knowledge.names_sources)
            then referral_share(coalesce(sum(counted.amount) filter (where counted.is_referral), 0), sum(counted.amount))
        end as share,
        count(counted.deal_id) as won_deals,
        case when max(knowledge.names_sources) then count(*) filter (where counted.is_referral) end as referral_deals,
    from knowledge
    left join counted on true
)
select * from answer
