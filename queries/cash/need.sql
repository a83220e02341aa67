-- title: Money needed, and what covers it
-- row: a horizon of 15, 30 or 60 days
-- keys: horizon_days
-- metrics: obligations, free_cash, cash_need, cash_cover, cash_gap, first_breach
-- adds up: obligations = sum(amount) where part = 'obligation'
-- adds up: certain = coalesce(sum(amount), 0) where part = 'obligation' and is_certain
-- adds up: estimated = coalesce(sum(amount), 0) where part = 'obligation' and not is_certain
-- adds up: reserve = sum(amount) where part = 'reserve'
-- adds up: free_cash = sum(amount) where part = 'cash'
-- adds up: need = cash_need(sum(need_amount), 0, 0) where need_amount is not null
-- adds up: collections = sum(amount) where part = 'collection'
-- adds up: signed = sum(amount) where part = 'signed'
-- adds up: closings = sum(amount) where part = 'closing'
-- adds up: cover = sum(amount) where part in ('collection', 'signed', 'closing')
-- adds up: gap = cash_need(sum(need_amount), 0, 0) - coalesce(sum(case when part in ('collection', 'signed', 'closing') then amount end), 0)
with counted as (
    select
        horizon_days,
        part,
        what,
        rep,
        amount,
        case when part = 'cash' then -amount when part in ('obligation', 'reserve') then amount end as need_amount,
        face_amount,
        chance,
        day,
        is_certain,
        source_file,
        source_row,
    from marts.cash_lines
    where horizon_days <= 60
),
left_out as (
    select left_out_because as reason, 'invoice' as kind, account as what, balance_in_currency as amount, currency, source_file, source_row
    from marts.receivables
    where left_out_because is not null
    union all
    select left_out_because as reason, 'bill' as kind, vendor as what, balance_in_currency as amount, currency, source_file, source_row
    from marts.bills
    where left_out_because is not null
    union all
    select left_out_because as reason, 'deal' as kind, deal as what, amount_in_currency as amount, currency, source_file, source_row
    from marts.open_deals
    where left_out_because is not null
    union all
    select left_out_because as reason, 'bank account' as kind, bank_account as what, balance_in_currency as amount, currency, source_file, source_row
    from marts.bank_accounts
    where left_out_because is not null
),
sums as (
    select * from marts.cash_sums
),
answer as (
    select
        sums.horizon_days,
        sums.obligations,
        sums.reserve,
        sums.free_cash,
        sums.need,
        sums.collections,
        sums.signed,
        sums.closings,
        sums.cover,
        sums.gap,
        sums.until_on,
        sums.certain,
        sums.estimated,
        sums.chance,
        sums.gap_low,
        sums.gap_high,
        case when first_breach.day_number <= sums.horizon_days then first_breach.day end as short_from,
        sums.run_rate,
        sums.unresolved,
        sums.is_calibrated,
        sums.windows,
        sums.missing,
    from sums
    left join marts.first_breach as first_breach on true
)
select * from answer
order by horizon_days
