-- row: a supplier's bill that was known and open on the as-of day, or one that is left out, with the reason; or a supplier's credit
-- note: a bill below zero is a credit. Credits reduce what is open of the same supplier in the same currency and system, the bill of
--   the oldest due day first, never below zero; what is left of them is not counted as money. credit_used is what credits pay of a bill.
with known as (
    select
        bills.*,
        coalesce(statuses.means, '') as status_group,
        coalesce(coalesce(nullif(bills.total, 0), bills.balance) < 0, false) as is_credit,
        knowledge.tells_bill_paid_days as tells_paid_days,
        company.as_of,
        company.currency as reporting_currency,
    from staging.bills as bills
    cross join settings.company as company
    inner join marts.export_knowledge as knowledge on knowledge.system = bills.system
    left join marts.meanings as statuses
        on statuses.about = 'document_status'
        and statuses.word = lower(bills.status)
    where bills.issued_on is null or bills.issued_on <= company.as_of
),
balanced as (
    select
        known.*,
        case
            when is_credit then -balance_on(as_of, abs(total), abs(paid), abs(balance), paid_on, null)
            else coalesce(
                balance_on(as_of, total, paid, balance, paid_on, null),
                case when tells_paid_days then total end
            )
        end as open_then,
    from known
),
valued as (
    select
        balanced.*,
        coalesce(balanced.due_on, balanced.expected_on) as pay_on,
        coalesce(vendors.customer, balanced.vendor) as vendor_name,
        coalesce(balanced.currency, balanced.reporting_currency) as own_currency,
        unit_value(
            balanced.currency, balanced.reporting_currency, rates.rate, balanced.currency_rate, ledgers.currency
        ) as rate,
        case
            when balanced.status_group <> '' or coalesce(vendors.customer, balanced.vendor) is null then 'none'
            when balanced.open_then > 0 and balanced.total is not null then 'bill'
            when balanced.open_then < 0 then 'credit'
            else 'none'
        end as side,
    from balanced
    left join staging.customers as vendors
        on vendors.system = balanced.system
        and vendors.customer_id = balanced.vendor
    left join marts.rates as rates on rates.currency = balanced.currency
    left join settings.ledgers as ledgers on ledgers.system = balanced.system
),
lined_up as (
    select
        valued.*,
        coalesce(sum(case when side = 'bill' then open_then end) over supplier, 0) as owed,
        coalesce(sum(case when side = 'credit' then -open_then end) over supplier, 0) as credit,
        sum(abs(open_then)) over (
            partition by system, lower(vendor_name), own_currency, side
            order by pay_on nulls last, issued_on, bill_id, source_file, source_row
            rows between unbounded preceding and current row
        ) - abs(open_then) as before,
    from valued
    window supplier as (partition by system, lower(vendor_name), own_currency)
),
netted as (
    select
        lined_up.*,
        case side
            when 'bill' then greatest(least(open_then, credit - before), 0)
            when 'credit' then greatest(least(-open_then, owed - before), 0)
            else 0
        end as used,
    from lined_up
),
judged as (
    select
        system,
        bill_id,
        number,
        vendor_name as vendor,
        issued_on,
        pay_on as due_on,
        case when side = 'bill' then open_then - used else open_then end as balance_in_currency,
        cents(case when side = 'bill' then open_then - used else open_then end * rate) as balance,
        case when side = 'bill' then cents(open_then * rate) - cents((open_then - used) * rate) end as credit_used,
        own_currency as currency,
        rate,
        case
            when status_group <> '' then status_group
            when is_credit and open_then is null then 'credit; the export does not say what was used'
            when open_then < 0 and used = -open_then then 'credit, taken off the supplier''s bills'
            when open_then < 0 and used > 0 then 'credit, more than the supplier''s bills'
            when open_then < 0 then 'credit, without a bill to take it off'
            when total is null then 'no amount'
            when open_then is null then 'the export does not say what was paid'
            when used = open_then then 'paid by a credit'
            when rate is null then 'no rate for ' || currency
            when pay_on is null then 'no due day'
        end as left_out_because,
        as_of,
        source_file,
        source_row,
    from netted
    where status_group <> '' or open_then is null or open_then <> 0
)
select * from judged
