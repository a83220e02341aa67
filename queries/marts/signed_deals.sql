-- row: a deal won in the last 180 days of which a part is not invoiced yet
-- note: where invoices name their deal, only those count against it; where none does, the customer's invoices since the win do,
--   the oldest deal first. Without a link of either kind the layer is not known.
with won as (
    select
        deals.*,
        company.as_of,
        sum(deals.amount) over (
            partition by deals.company_id
            order by deals.closed_on, deals.deal_id
            rows between unbounded preceding and current row
        ) as won_so_far,
        min(deals.closed_on) over (partition by deals.company_id) as first_closed_on,
    from marts.deals as deals
    cross join settings.company as company
    where deals.outcome = 'won'
        and deals.no_money_because is null
        and deals.closed_on > company.as_of - 180
),
by_deal as (
    select deal_id, sum(total) as invoiced from marts.invoices
    where deal_id is not null and not_counted_because is null
    group by deal_id
),
by_company as (
    select first_wins.company_id, sum(invoices.total) as invoiced
    from (
        select distinct company_id, first_closed_on from won
    ) as first_wins
    inner join marts.invoices as invoices
        on invoices.company_id = first_wins.company_id
        and invoices.issued_on >= first_wins.first_closed_on
        and invoices.not_counted_because is null
    group by first_wins.company_id
),
links as (
    select
        (select count(*) from by_deal) > 0 as by_deal,
        (select count(*) from by_company) > 0 as by_company,
),
remainders as (
    select
        won.*,
        case
            when links.by_deal then greatest(won.amount - coalesce(by_deal.invoiced, 0), 0)
            when links.by_company
                then greatest(least(won.amount, won.won_so_far - coalesce(by_company.invoiced, 0)), 0)
        end as remainder,
        greatest(add_days(won.closed_on, terms.lag_days), won.as_of + 1) as planned_issue_on,
    from won
    cross join links
    cross join marts.payment_terms as terms
    left join by_deal on by_deal.deal_id = won.deal_id
    left join by_company on by_company.company_id = won.company_id
)
select * from remainders
where remainder > 0
