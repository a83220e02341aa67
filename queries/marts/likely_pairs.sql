-- row: a billing customer and an account of the CRM that are likely one company, with the evidence and the money in question
-- note: open_balance is what the customer owes, billed what was billed in the last 365 days; both stand on every row of a customer.
with money as (
    select
        invoices.company_id,
        sum(invoices.balance) filter (where invoices.no_balance_because is null and invoices.balance > 0) as open_balance,
        sum(invoices.total) filter (where invoices.issued_on > company.as_of - 365) as billed,
        count(*) as invoices,
    from marts.invoices as invoices
    cross join settings.company as company
    where invoices.not_counted_because is null
    group by invoices.company_id
),
proposed as (
    select
        customers.system,
        customers.customer_id,
        billed.customer,
        customers.matched_by,
        accounts.system as account_system,
        accounts.account_id,
        accounts.account,
        accounts.rep,
        accounts.account_type,
        accounts.city,
        likely.score,
        likely.alike,
        money.open_balance,
        money.billed,
        money.invoices,
        billed.source_file,
        billed.source_row,
        accounts.source_file as account_file,
        accounts.source_row as account_row,
        row_number() over (
            partition by customers.company_id
            order by likely.score desc, likely.right
        ) as place,
    from marts.likely_companies as likely
    inner join marts.billing_customers as customers
        on customers.company_id = likely.left
        and customers.company_id = customers.system || ' customer ' || customers.customer_id
    inner join marts.billed_customers as billed
        on billed.system = customers.system
        and billed.customer_id = customers.customer_id
    inner join marts.crm_accounts as accounts on accounts.company_id = likely.right
    left join money on money.company_id = customers.company_id
    left join marts.refused_pairs as refused
        on refused.system = customers.system
        and refused.customer_id = customers.customer_id
        and refused.company_id = accounts.company_id
    where refused.company_id is null
)
select * from proposed
