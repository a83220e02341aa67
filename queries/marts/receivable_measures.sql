-- row: a day on which receivables are measured: what was open and overdue on it, and the sales before it
-- note: what the exports cannot tell is empty; missing says what they lack for the days of sales.
with open_sums as (
    select
        day,
        sum(amount) as receivables,
        coalesce(sum(amount) filter (where is_overdue), 0) as overdue,
    from marts.open_then
    group by day
),
sales_sums as (
    select
        days.day,
        coalesce(sum(sales_days.sales) filter (where sales_days.day > days.day - 90), 0) as sales,
        coalesce(sum(sales_days.sales) filter (where sales_days.day > days.day - 30), 0) as sales_of_30_days,
        coalesce(sum(sales_days.sales), 0) as sales_so_far,
    from marts.measured_days as days
    left join marts.sales_days as sales_days on sales_days.day <= days.day
    group by days.day
),
measured as (
    select
        days.day,
        days.is_month_end,
        days.day = company.as_of as is_now,
        coalesce(open_sums.receivables, 0) as receivables,
        coalesce(open_sums.overdue, 0) as overdue,
        sales_sums.sales,
        sales_sums.sales_of_30_days,
        sales_sums.sales_so_far,
    from marts.measured_days as days
    cross join settings.company as company
    inner join sales_sums on sales_sums.day = days.day
    left join open_sums on open_sums.day = days.day
),
covering as (
    select
        measured.day,
        max(sales_days.day) as covered_from,
        max_by(sales_days.sales, sales_days.day) as sales_of_day,
        measured.receivables - (measured.sales_so_far - max_by(sales_days.sales_so_far, sales_days.day)) as still_to_cover,
    from measured
    inner join marts.sales_days as sales_days
        on sales_days.day <= measured.day
        and measured.sales_so_far - sales_days.sales_so_far + sales_days.sales >= measured.receivables
    where measured.receivables > 0
    group by measured.day, measured.receivables, measured.sales_so_far
),
known as (
    select
        measured.*,
        covering.covered_from,
        covering.sales_of_day,
        covering.still_to_cover,
        knowledge.has_invoices,
        knowledge.tells_what_was_paid,
        knowledge.has_paid_days,
        knowledge.has_due_days,
        knowledge.has_all_sales,
        knowledge.has_invoices
            and knowledge.tells_what_was_paid
            and (measured.is_now or (knowledge.has_paid_days and coalesce(knowledge.sales_from <= measured.day, false)))
            as knows_receivables,
        knowledge.has_all_sales and coalesce(knowledge.sales_from <= measured.day - 90, false) as knows_sales,
    from measured
    cross join marts.receivable_knowledge as knowledge
    left join covering on covering.day = measured.day
),
told as (
    select
        day,
        is_month_end,
        is_now,
        case when receivables > 0 then covered_from end as covered_from,
        case when knows_receivables then receivables end as receivables,
        case when knows_receivables and has_due_days then overdue end as overdue,
        case when knows_receivables and has_due_days then receivables - overdue end as not_overdue,
        case when knows_sales then sales end as sales,
        case when knows_sales then sales_of_30_days end as sales_of_30_days,
        case
            when not knows_receivables or not knows_sales then null
            when receivables = 0 then 0.0
            else count_back_days(date_diff('day', covered_from, day), still_to_cover, sales_of_day)
        end as count_back_dso,
        case
            when not has_invoices then 'invoices'
            when not tells_what_was_paid then 'what was paid of the invoices'
            when not is_now and not has_paid_days then 'the days on which invoices were paid'
            when not has_all_sales then 'a list of all invoices, not of the open ones alone'
            when not knows_sales then 'invoices that go back 90 days'
            when sales <= 0 then 'sales in the last 90 days'
        end as missing,
    from known
)
select * from told
