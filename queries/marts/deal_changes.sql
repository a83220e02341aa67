-- row: a change of a deal that is known on the as-of day
-- note: owners that the export names by an id are shown by their name.
with owner_names as (
    select
        system,
        owner_id,
        min(rep) as rep,
    from marts.owners
    where owner_id is not null
    group by system, owner_id
),
placed as (
    select
        changes.system,
        changes.deal_id,
        deals.deal,
        deals.account,
        deals.rep,
        deals.outcome,
        deals.is_deleted,
        changes.changed_at,
        changes.changed_on,
        changes.field,
        case when changes.field = 'owner' then coalesce(old_owner.rep, changes.from_value) else changes.from_value end
            as from_value,
        case when changes.field = 'owner' then coalesce(new_owner.rep, changes.to_value) else changes.to_value end
            as to_value,
        changes.source_file,
        changes.source_row,
    from staging.deal_changes as changes
    cross join settings.company as company
    inner join marts.deals as deals
        on deals.system = changes.system
        and deals.deal_id = changes.deal_id
    left join owner_names as old_owner
        on old_owner.system = changes.system
        and old_owner.owner_id = changes.from_value
    left join owner_names as new_owner
        on new_owner.system = changes.system
        and new_owner.owner_id = changes.to_value
    where changes.changed_on <= company.as_of
)
select * from placed
