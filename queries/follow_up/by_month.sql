-- title: Follow-up by month
-- row: a month in which leads came in, the last 12
-- parameters: rep
-- keys: month
-- metrics: follow_up_rate
-- adds up: judged = count(*)
-- adds up: followed_up = count(*) where is_followed_up
with counted as (
    select
        month_of(leads.assigned_at) as month,
        leads.lead_id,
        leads.lead,
        leads.rep,
        leads.created_at,
        leads.touched_at,
        leads.is_followed_up,
        leads.source_file,
        leads.source_row,
    from marts.leads as leads
    cross join settings.company as company
    where leads.left_out_because is null
        and not leads.is_young
        and leads.assigned_at >= add_months(month_of(company.as_of), -11)
        and is_of(coalesce(leads.rep, 'unassigned'), $rep::varchar)
        and (select is_filled from settings.tables where table_name = 'activity')
),
months as (
    select
        month,
        count(*) as judged,
        count(*) filter (where is_followed_up) as followed_up,
        follow_up_rate(count(*) filter (where is_followed_up), count(*)) as rate,
    from counted
    group by month
)
select * from months
order by month
