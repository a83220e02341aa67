-- title: The referrals
-- row: a referred lead of the last 12 months, the newest first
-- parameters: rep
-- keys: lead_id, source_file, source_row
-- metrics: referrals
with counted as (
    select referrals.*
    from marts.referrals as referrals
    cross join settings.company as company
    where referrals.left_out_because is null
        and referrals.month >= add_months(month_of(company.as_of), -11)
        and is_of(referrals.rep, $rep::varchar)
),
left_out as (
    select left_out_because as reason, lead_id, lead, company, rep, kind, source, created_at, source_file, source_row
    from marts.referrals
    where left_out_because is not null
        and is_of(rep, $rep::varchar)
),
listed as (
    select
        lead_id,
        lead,
        company,
        rep,
        kind,
        source,
        created_at,
        month,
        source_file,
        source_row,
    from counted
)
select * from listed
order by created_at desc, lead_id
