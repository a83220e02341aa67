-- row: money to be paid within 91 days, or already due: a bill, one payment of a recurring line of the settings, a credit owed to a customer
-- note: a recurring payment whose day (planned_on) is a day off is paid on the working day before or after it, as the settings say.
with steps as (
    select unnest(generate_series(0, 1100)) as step
),
planned as (
    select
        recurring.name,
        recurring.amount,
        recurring.is_certain,
        recurring.on_days_off,
        recurring.until_on,
        recurring.source_row,
        case recurring.every
            when 'week' then add_days(recurring.next_on, steps.step * 7)
            when 'two weeks' then add_days(recurring.next_on, steps.step * 14)
            when 'month' then add_months(recurring.next_on, steps.step)
            when 'quarter' then add_months(recurring.next_on, steps.step * 3)
            else add_months(recurring.next_on, steps.step * 12)
        end as planned_on,
    from settings.recurring as recurring
    cross join steps
    where steps.step * case recurring.every
        when 'week' then 7
        when 'two weeks' then 14
        when 'month' then 28
        when 'quarter' then 89
        else 365
    end <= date_diff('day', recurring.next_on, (select as_of + 121 from settings.company))
),
working_days as (
    select
        day,
        max(case when is_business then day end) over (
            order by day
            rows between unbounded preceding and current row
        ) as day_before,
        min(case when is_business then day end) over (
            order by day
            rows between current row and unbounded following
        ) as day_after,
    from marts.calendar
),
dated as (
    select
        planned.*,
        case planned.on_days_off
            when 'before' then working_days.day_before
            when 'after' then working_days.day_after
            else planned.planned_on
        end as due_on,
    from planned
    inner join working_days on working_days.day = planned.planned_on
    where planned.until_on is null or planned.planned_on <= planned.until_on
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
        cast(null as varchar) as system,
        cast(null as varchar) as bill_id,
        dated.planned_on,
        'settings.toml' as source_file,
        dated.source_row,
    from dated
    cross join settings.company as company
    where dated.due_on > company.as_of
        and dated.due_on <= company.as_of + 91
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
        system,
        bill_id,
        due_on as planned_on,
        source_file,
        source_row,
    from marts.bills
    where left_out_because is null
        and due_on <= as_of + 91
),
credits_owed as (
    select
        as_of as due_on,
        'credit owed to ' || account as what,
        'credit' as kind,
        excess as amount,
        currency,
        false as is_overdue,
        false as is_certain,
        system,
        cast(null as varchar) as bill_id,
        as_of as planned_on,
        source_file,
        source_row,
    from marts.customer_credits
    where left_out_because is null
        and excess > 0
),
all_obligations as (
    select * from bill_payments
    union all
    select * from recurring_payments
    union all
    select * from credits_owed
)
select * from all_obligations
