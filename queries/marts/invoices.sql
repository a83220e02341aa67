-- row: a sales invoice or a credit of a customer that had been issued by the as-of day
-- note: a credit (credit note, unapplied payment, invoice below zero) is not counted as an invoice; what is still open of it is its
--   credit_in_currency, as is what an invoice was paid too much.
-- stands on: staging.invoices, staging.payments
with known as (
    select
        invoices.*,
        coalesce(statuses.means, '') as status_group,
        payments.last_payment_on,
        -- An export of payments that begins after the invoice may lack some; then the invoice's own amounts tell.
        case
            when knowledge.has_payments
                and (
                    invoices.issued_on >= knowledge.payments_from
                    or coalesce(invoices.paid, invoices.balance) is null and invoices.paid_on is null
                )
                then coalesce(payments.received, 0)
        end as received,
        payments.received as refunded,
        documents.means is not distinct from 'credit note'
        or invoices.document = 'invoice' and coalesce(nullif(invoices.total, 0), invoices.balance) < 0 as is_credit,
        paid_day_files.source_file is not null as tells_paid_days,
        company.as_of,
        company.currency as reporting_currency,
    from staging.invoices as invoices
    cross join settings.company as company
    left join marts.export_knowledge as knowledge on knowledge.system = invoices.system
    left join marts.paid_day_files as paid_day_files
        on paid_day_files.system = invoices.system
        and paid_day_files.source_file = invoices.source_file
    left join marts.meanings as statuses
        on statuses.about = 'document_status'
        and statuses.word = lower(invoices.status)
    left join marts.meanings as documents
        on documents.about = 'document'
        and documents.word = invoices.document
    left join marts.payments as payments
        on payments.system = invoices.system
        and payments.invoice_id = invoices.invoice_id
    where invoices.issued_on is null or invoices.issued_on <= company.as_of
),
balanced as (
    select
        known.*,
        case
            when is_credit then -balance_on(as_of, abs(total), abs(paid), abs(balance), paid_on, abs(refunded))
            else coalesce(
                balance_on(as_of, total, paid, balance, paid_on, received),
                case when tells_paid_days then total end
            )
        end as open_then,
        case
            when paid_on <= as_of then paid_on
            when received >= total then last_payment_on
        end as settled_on,
    from known
),
placed as (
    select
        balanced.*,
        companies.company_id,
        coalesce(companies.account, balanced.customer_name, balanced.customer_id) as account,
        case when links.company_id is not null then 'id' else coalesce(customers.matched_by, 'no customer named') end as matched_by,
        companies.known_from is not distinct from 'CRM' as is_matched,
        coalesce(owners.rep, deals.rep, companies.rep) as rep,
        deals.deal_id as billed_deal_id,
        unit_value(
            balanced.currency, balanced.reporting_currency, rates.rate, balanced.currency_rate, ledgers.currency
        ) as rate,
    from balanced
    left join marts.account_links as links
        on links.system = balanced.system
        and links.account_id = balanced.account_id
    left join marts.billing_customers as customers
        on links.company_id is null
        and customers.system = balanced.system
        and customers.customer_id = balanced.customer_key
    left join marts.companies as companies
        on companies.company_id = coalesce(links.company_id, customers.company_id)
    left join (
        select
            deal_id,
            min(rep) as rep,
        from marts.deals
        group by deal_id
        having count(*) = 1
    ) as deals on deals.deal_id = balanced.deal_id
    left join marts.owners as owners
        on owners.system = balanced.system
        and owners.owner_id is not distinct from balanced.owner_id
        and owners.owner_key is not distinct from balanced.owner_key
    left join marts.rates as rates on rates.currency = balanced.currency
    left join settings.ledgers as ledgers on ledgers.system = balanced.system
)
select
    system,
    invoice_id,
    number,
    company_id,
    account,
    customer_key as customer_id,
    matched_by,
    is_matched,
    rep,
    billed_deal_id as deal_id,
    issued_on,
    due_on,
    expected_on,
    settled_on,
    coalesce(settled_on, last_payment_on) as last_payment_on,
    cents(total * rate) as total,
    cents(open_then * rate) as balance,
    open_then as balance_in_currency,
    case when is_credit or open_then < 0 then -open_then end as credit_in_currency,
    is_credit,
    total as total_in_currency,
    coalesce(currency, reporting_currency) as currency,
    rate,
    date_diff('day', due_on, as_of) as days_past_due,
    case
        when status_group <> '' then status_group
        when is_credit then 'credit note'
        when document <> 'invoice' then document
        when issued_on is null then 'no invoice day'
        when total is null then 'no amount'
    end as not_counted_because,
    case
        when open_then is null then 'the export does not say what was paid'
        when rate is null then 'no rate for ' || currency
    end as no_balance_because,
    as_of,
    source_file,
    source_row,
from placed
