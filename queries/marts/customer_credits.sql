-- row: a credit of a customer that was open on the as-of day: a credit note, an unapplied payment, an invoice paid too much
-- note: credits reduce what is open of the same customer in the same currency and system, the oldest credit first, never below zero;
--   excess is what is left of it. A credit of which nothing is open is not here.
with credits as (
    select
        invoices.*,
        case
            when credit_in_currency is null then 'credit; the export does not say what was used'
            when issued_on is null then 'credit without a day'
            when company_id is null then 'credit without a customer'
        end as left_out_because,
    from marts.invoices as invoices
    where (is_credit or credit_in_currency > 0)
        and (not_counted_because is null or not_counted_because = 'credit note')
        and coalesce(credit_in_currency, 1) > 0
),
owed as (
    select
        system,
        company_id,
        currency,
        sum(balance_in_currency) as owed,
    from marts.invoices
    where not_counted_because is null
        and balance_in_currency > 0
    group by system, company_id, currency
),
lined_up as (
    select
        credits.*,
        coalesce(owed.owed, 0) as owed,
        sum(credits.credit_in_currency) over (
            partition by credits.system, credits.company_id, credits.currency, credits.left_out_because is null
            order by credits.issued_on, credits.invoice_id, credits.source_file, credits.source_row
            rows between unbounded preceding and current row
        ) - credits.credit_in_currency as credited_before,
    from credits
    left join owed
        on owed.system = credits.system
        and owed.company_id = credits.company_id
        and owed.currency is not distinct from credits.currency
),
used as (
    select
        lined_up.*,
        case
            when left_out_because is null
                then greatest(least(credit_in_currency, owed - credited_before), 0)
        end as used_in_currency,
    from lined_up
),
valued as (
    select
        system,
        company_id,
        account,
        rep,
        invoice_id as credit_id,
        number,
        issued_on,
        currency,
        rate,
        credit_in_currency,
        used_in_currency,
        credit_in_currency - used_in_currency as excess_in_currency,
        cents(credit_in_currency * rate) as credit,
        cents(credit_in_currency * rate) - cents((credit_in_currency - used_in_currency) * rate) as used,
        cents((credit_in_currency - used_in_currency) * rate) as excess,
        left_out_because,
        as_of,
        source_file,
        source_row,
    from used
)
select * from valued
