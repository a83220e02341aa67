-- row: money to be paid within 60 days, or already due: a bill, or one payment of a recurring line of the settings
with steps as (
    select unnest(generate_series(0, 1100)) as step
),
dated as (
    select
        recurring.name,
        recurring.amount,
        recurring.is_certain,
        recurring.until_on,
        recurring.source_row,
        case recurring.every
            when 'week' then add_days(recurring.next_on, steps.step * 7)
            when 'two weeks' then add_days(recurring.next_on, steps.step * 14)
            when 'month' then add_months(recurring.next_on, steps.step)
            when 'quarter' then add_months(recurring.next_on, steps.step * 3)
            else add_months(recurring.next_on, steps.step * 12)
        end as due_on,
    from settings.recurring as recurring
    cross join steps
    where steps.step * case recurring.every
        when 'week' then 7
        when 'two weeks' then 14
        when 'month' then 28
        when 'quarter' then 89
        else 365
    end <= date_diff('day', recurring.next_on, (select as_of + 60 from settings.company))
),
recurring_payments as (
    select
        dated.due_on,
        dated.name as what,
        'recurring' as kind,
        dated.amount,
        company.currency,
        false as is_overdue,
        dated.is_certain,
        cast(null as varchar) as bill_id,
        'settings.toml' as source_file,
        dated.source_row,
    from dated
    cross join settings.company as company
    where dated.due_on > company.as_of
        and dated.due_on <= company.as_of + 60
        and (dated.until_on is null or dated.due_on <= dated.until_on)
),
bill_payments as (
    select
        due_on,
        vendor || coalesce(' ' || number, '') as what,
        'bill' as kind,
        balance as amount,
        currency,
        due_on < as_of as is_overdue,
        true as is_certain,
        bill_id,
        source_file,
        source_row,
    from marts.bills
    where left_out_because is null
        and due_on <= as_of + 60
),
all_obligations as (
    select * from bill_payments
    union all
    select * from recurring_payments
)
select * from all_obligations
