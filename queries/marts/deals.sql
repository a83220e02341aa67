-- row: a deal that existed on the as-of day
-- note: a deal that the export calls closed on a later day was still open on the as-of day; its stage then, its planned day and
--   the value it closed at are not known and stay empty.
-- stands on: staging.deals
with told as (
    select
        deals.*,
        case
            when deals.is_won then 'won'
            when deals.is_closed and coalesce(by_stage.means, '') <> 'won' then 'lost'
            when deals.is_closed then 'won'
            else coalesce(by_outcome.means, by_stage.means, 'open')
        end as told_outcome,
    from staging.deals as deals
    left join marts.meanings as by_outcome
        on by_outcome.about = 'outcome'
        and by_outcome.word = lower(deals.outcome)
    left join marts.meanings as by_stage
        on by_stage.about = 'outcome'
        and by_stage.word = lower(deals.stage)
),
on_the_day as (
    select
        told.*,
        company.as_of,
        told.told_outcome <> 'open' and told.closed_on > company.as_of as closes_later,
    from told
    cross join settings.company as company
    where told.created_on is null or told.created_on <= company.as_of
),
known as (
    select
        on_the_day.*,
        case when closes_later then 'open' else told_outcome end as deal_outcome,
        case when not closes_later then stage end as stage_then,
        case when not closes_later then close_on end as close_on_then,
        case when told_outcome <> 'open' and not closes_later then closed_on end as closed_on_then,
        case
            when told_outcome <> 'open' and not closes_later then coalesce(closed_amount, amount)
            else amount
        end as amount_then,
        amount as amount_planned,
    from on_the_day
),
placed as (
    select
        known.*,
        coalesce(by_id.company_id, by_name.company_id) as company_id,
        coalesce(by_id.account, by_name.account, known.account_name, leads.company) as account,
        case
            when known.referred_by is not null then coalesce(nullif(kinds.means, 'none'), 'generic')
            else nullif(kinds.means, 'none')
        end as referral_kind,
        owners.rep,
        owners.owner_status,
        owners.left_on,
        owners.is_orphaning and knowledge.names_deal_owners as is_orphaned,
    from known
    inner join marts.export_knowledge as knowledge on knowledge.system = known.system
    left join marts.companies as by_id
        on by_id.known_from = 'CRM'
        and by_id.system = known.system
        and by_id.account_id = known.account_id
    left join (
        select
            name_key,
            min(company_id) as company_id,
            min(account) as account,
        from marts.companies
        where known_from = 'CRM' and name_key is not null
        group by name_key
        having count(*) = 1
    ) as by_name
        on known.account_id is null
        and by_name.name_key = known.account_key
    left join staging.leads as leads
        on leads.system = known.system
        and leads.lead_id = known.lead_id
    left join marts.meanings as kinds
        on kinds.about = 'referral_kind'
        and kinds.word = lower(known.source)
    left join marts.owners as owners
        on owners.system = known.system
        and owners.owner_id is not distinct from known.owner_id
        and owners.owner_key is not distinct from known.owner_key
),
valued as (
    select
        placed.*,
        unit_value(placed.currency, company.currency, rates.rate, placed.currency_rate, ledgers.currency) as rate,
    from placed
    cross join settings.company as company
    left join marts.rates as rates on rates.currency = placed.currency
    left join settings.ledgers as ledgers on ledgers.system = placed.system
)
select
    system,
    deal_id,
    deal,
    company_id,
    account,
    lead_id,
    rep,
    owner_status,
    left_on,
    is_orphaned,
    stage_then as stage,
    deal_outcome as outcome,
    cents(amount_then * rate) as amount,
    amount_then as amount_in_currency,
    cents(amount_planned * rate) as planned_amount,
    currency,
    close_on_then as close_on,
    closed_on_then as closed_on,
    created_on,
    date_diff('day', created_on, as_of) as age_days,
    deal_outcome = 'open' and close_on_then < as_of as is_past_due,
    source,
    product,
    referral_kind,
    case
        when is_deleted then 'deleted in the CRM'
        when amount_then is null then 'no amount'
        when rate is null then 'no rate for ' || currency
    end as no_money_because,
    is_deleted,
    source_file,
    source_row,
from valued
