-- title: What changed in the deals
-- row: a change of a deal within the days of the review
-- parameters: rep
-- keys: deal_id, field, changed_at
-- metrics: pipeline_review
-- note: From the history that the CRM exports; without one, from the differences between the exports, each dated by the day of the
--   newer export.
with counted as (
    select
        changes.*,
        case
            when changes.field = 'close date' and changes.to_value > changes.from_value then 'moved out'
            when changes.field = 'close date' and changes.to_value < changes.from_value then 'moved in'
        end as moved,
    from marts.deal_changes as changes
    cross join settings.company as company
    where changes.changed_on > company.as_of - company.review_days
        and not changes.is_deleted
        and is_of(changes.rep, $rep::varchar)
),
listed as (
    select
        deal_id,
        deal as name,
        account,
        rep,
        outcome,
        changed_on,
        field,
        from_value,
        to_value,
        moved,
        changed_at,
        source_file,
        source_row,
    from counted
)
select * from listed
order by changed_at desc, account, deal_id, field
