-- title: How well we collect
-- row: the whole company
-- metrics: days_sales_outstanding, count_back_dso, best_possible_dso, average_days_delinquent, collection_effectiveness, days_beyond_terms
-- adds up: receivables = coalesce(sum(amount), 0) where part = 'receivable'
-- adds up: not_overdue = coalesce(sum(amount), 0) where part = 'receivable' and not is_overdue
-- adds up: sales = coalesce(sum(amount), 0) where part = 'sales'
-- adds up: dso = days_of_sales(coalesce(sum(amount) filter (where part = 'receivable'), 0), sum(amount) filter (where part = 'sales')) where part in ('receivable', 'sales')
-- adds up: count_back_dso = coalesce(count_back_days(max(days_back), sum(amount) filter (where part = 'receivable') - coalesce(sum(amount) filter (where part = 'covering' and not is_first_day), 0), sum(amount) filter (where part = 'covering' and is_first_day)), 0) where part in ('receivable', 'covering')
-- adds up: best_possible_dso = days_of_sales(coalesce(sum(amount) filter (where part = 'receivable' and not is_overdue), 0), sum(amount) filter (where part = 'sales')) where part in ('receivable', 'sales')
-- adds up: average_days_delinquent = days_delinquent(days_of_sales(coalesce(sum(amount) filter (where part = 'receivable'), 0), sum(amount) filter (where part = 'sales')), days_of_sales(coalesce(sum(amount) filter (where part = 'receivable' and not is_overdue), 0), sum(amount) filter (where part = 'sales'))) where part in ('receivable', 'sales')
-- adds up: begin_receivables = coalesce(sum(amount), 0) where part = 'begin'
-- adds up: sales_of_30_days = coalesce(sum(amount), 0) where part = 'sales' and is_of_30_days
-- adds up: cei = collection_effectiveness(coalesce(sum(amount) filter (where part = 'begin'), 0), coalesce(sum(amount) filter (where part = 'sales'), 0), coalesce(sum(amount) filter (where part = 'receivable'), 0), coalesce(sum(amount) filter (where part = 'receivable' and not is_overdue), 0)) where part in ('begin', 'receivable') or part = 'sales' and is_of_30_days
-- adds up: payments = count(*) where part = 'payment'
-- adds up: paid = coalesce(sum(amount), 0) where part = 'payment'
-- adds up: days_beyond_terms = days_beyond_terms(amount, days_late) where part = 'payment'
-- note: What the exports cannot tell is empty, and a column ending in missing says what they lack.
with counted as (
    select
        case when open_then.day = company.as_of then 'receivable' else 'begin' end as part,
        open_then.account,
        open_then.number,
        open_then.day,
        open_then.amount,
        open_then.is_overdue,
        false as is_of_30_days,
        cast(null as bigint) as days_back,
        false as is_first_day,
        cast(null as bigint) as days_late,
        open_then.source_file,
        open_then.source_row,
    from marts.open_then as open_then
    cross join settings.company as company
    where open_then.day in (company.as_of, company.as_of - 30)
    union all
    select
        'sales' as part,
        sales.account,
        sales.number,
        sales.issued_on as day,
        sales.amount,
        false as is_overdue,
        sales.issued_on > company.as_of - 30 as is_of_30_days,
        cast(null as bigint) as days_back,
        false as is_first_day,
        cast(null as bigint) as days_late,
        sales.source_file,
        sales.source_row,
    from marts.sales as sales
    cross join settings.company as company
    where sales.issued_on > company.as_of - 90
    union all
    select
        'covering' as part,
        sales.account,
        sales.number,
        sales.issued_on as day,
        sales.amount,
        false as is_overdue,
        sales.issued_on > company.as_of - 30 as is_of_30_days,
        date_diff('day', sales.issued_on, company.as_of) as days_back,
        sales.issued_on = measures.covered_from as is_first_day,
        cast(null as bigint) as days_late,
        sales.source_file,
        sales.source_row,
    from marts.sales as sales
    cross join settings.company as company
    inner join marts.receivable_measures as measures
        on measures.is_now
        and sales.issued_on >= measures.covered_from
    union all
    select
        'payment' as part,
        account,
        number,
        received_on as day,
        amount,
        days_late > 0 as is_overdue,
        false as is_of_30_days,
        cast(null as bigint) as days_back,
        false as is_first_day,
        days_late,
        source_file,
        source_row,
    from marts.recent_receipts
    where left_out_because is null
),
left_out as (
    select left_out_because as reason, account, number, total_in_currency as amount, currency, source_file, source_row
    from marts.receivables
    where left_out_because is not null
    union all
    select left_out_because as reason, account, number, amount, cast(null as varchar) as currency, source_file, source_row
    from marts.recent_receipts
    where left_out_because is not null
),
now_and_then as (
    select
        now.*,
        begun.receivables as begin_receivables,
        begun.day as begin_on,
    from marts.receivable_measures as now
    inner join marts.receivable_measures as begun on begun.day = now.day - 30
    where now.is_now
),
habits as (
    select
        count(*) as payments,
        coalesce(sum(amount), 0) as paid,
        days_beyond_terms(amount, days_late) as days_beyond_terms,
    from marts.recent_receipts
    where left_out_because is null
),
figures as (
    select
        now_and_then.*,
        days_of_sales(receivables, sales) as dso,
        days_of_sales(not_overdue, sales) as best_possible_dso,
        collection_effectiveness(begin_receivables, sales_of_30_days, receivables, not_overdue) as cei,
        case when knowledge.has_due_days then missing else coalesce(missing, 'due days of the invoices') end
            as best_possible_missing,
        habits.payments,
        habits.paid,
        case when habits.payments >= 3 then habits.days_beyond_terms end as days_beyond_terms,
    from now_and_then
    cross join habits
    cross join marts.receivable_knowledge as knowledge
),
answer as (
    select
        receivables,
        sales,
        dso,
        count_back_dso,
        best_possible_dso,
        days_delinquent(dso, best_possible_dso) as average_days_delinquent,
        cei,
        begin_on as cei_from_on,
        begin_receivables,
        sales_of_30_days,
        not_overdue,
        days_beyond_terms,
        payments,
        paid,
        missing as dso_missing,
        best_possible_missing,
        case
            when cei is not null then null
            when best_possible_missing is not null then best_possible_missing
            when begin_receivables is null then 'the days on which invoices were paid'
            else 'sales or open invoices in the last 30 days'
        end as cei_missing,
        case when days_beyond_terms is null then '3 payments, of invoices with a due day, in the last 180 days' end
            as days_beyond_terms_missing,
    from figures
)
select * from answer
