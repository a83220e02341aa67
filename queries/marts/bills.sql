-- row: a supplier's bill that was known and open on the as-of day, or one that is left out, with the reason
with known as (
    select
        bills.*,
        coalesce(statuses.means, '') as status_group,
        balance_on(company.as_of, bills.total, bills.paid, bills.balance, bills.paid_on, null) as told_balance,
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
valued as (
    select
        known.*,
        coalesce(known.told_balance, case when known.tells_paid_days then known.total end) as open_then,
        coalesce(vendors.customer, known.vendor) as vendor_name,
        unit_value(
            known.currency, known.reporting_currency, rates.rate, known.currency_rate, ledgers.currency
        ) as rate,
    from known
    left join staging.customers as vendors
        on vendors.system = known.system
        and vendors.customer_id = known.vendor
    left join settings.rates as rates on rates.currency = known.currency
    left join settings.ledgers as ledgers on ledgers.system = known.system
),
judged as (
    select
        system,
        bill_id,
        number,
        vendor_name as vendor,
        issued_on,
        coalesce(due_on, expected_on) as due_on,
        open_then as balance_in_currency,
        cents(open_then * rate) as balance,
        coalesce(currency, reporting_currency) as currency,
        rate,
        case
            when status_group <> '' then status_group
            when total is null then 'no amount'
            when open_then is null then 'the export does not say what was paid'
            when rate is null then 'no rate for ' || currency
            when coalesce(due_on, expected_on) is null then 'no due day'
        end as left_out_because,
        as_of,
        source_file,
        source_row,
    from valued
    where status_group <> '' or open_then is null or open_then > 0
)
select * from judged
