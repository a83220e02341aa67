-- row: a system, with what its exports can tell at all: whether records name owners, whether bills name the day they were paid
-- stands on: nothing
with facts as (
    select system, 'lead owners' as fact, owner_id is not null or owner_key is not null as is_told from staging.leads
    union all
    select system, 'deal owners' as fact, owner_id is not null or owner_key is not null as is_told from staging.deals
    union all
    select system, 'account owners' as fact, owner_id is not null or owner_key is not null as is_told from staging.accounts
    union all
    select system, 'bill paid days' as fact, paid_on is not null as is_told from staging.bills
    union all
    -- Payments that name no invoice tell nothing about any.
    select system, 'payments' as fact, invoice_id is not null as is_told from staging.payments
),
first_payments as (
    select
        payments.system,
        min(payments.paid_on) as payments_from,
    from staging.payments as payments
    cross join settings.company as company
    where payments.invoice_id is not null
        and payments.paid_on <= company.as_of
    group by payments.system
),
told as (
    select
        system,
        coalesce(bool_or(is_told) filter (where fact = 'lead owners'), false) as names_lead_owners,
        coalesce(bool_or(is_told) filter (where fact = 'deal owners'), false) as names_deal_owners,
        coalesce(bool_or(is_told) filter (where fact = 'account owners'), false) as names_account_owners,
        coalesce(bool_or(is_told) filter (where fact = 'bill paid days'), false) as tells_bill_paid_days,
        coalesce(bool_or(is_told) filter (where fact = 'payments'), false) as has_payments,
    from facts
    group by system
),
known as (
    select
        told.*,
        first_payments.payments_from,
    from told
    left join first_payments on first_payments.system = told.system
)
select * from known
