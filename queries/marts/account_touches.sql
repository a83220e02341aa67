-- row: an account with invoices that are not paid, which somebody has touched: the last day and who it was
-- note: a touch is a call, mail, meeting, task or note that was done, in either direction, on the account, its contacts, its deals or a
--   lead that became it. Of two people at the same moment the later by name counts.
-- stands on: nothing
with owing_targets as (
    select targets.*
    from marts.touch_targets as targets
    where targets.company_id in (select company_id from marts.receivables)
),
touches as (
    select
        activities.system,
        activities.activity_id,
        activities.touched_at,
        owners.rep,
    from staging.activities as activities
    inner join marts.owners as owners
        on owners.system = activities.system
        and owners.owner_id is not distinct from activities.owner_id
        and owners.owner_key is not distinct from activities.owner_key
    where activities.is_done
        and activities.activity_type in ('call', 'email', 'meeting', 'task', 'note')
        and activities.touched_at < (select as_of + interval 1 day from settings.company)
),
latest as (
    select
        targets.company_id,
        max({'touched_at': touches.touched_at, 'rep': coalesce(touches.rep, '')}) as touch,
    from touches
    inner join staging.activity_links as links
        on links.system = touches.system
        and links.activity_id = touches.activity_id
    inner join owing_targets as targets
        on targets.system = links.system
        and targets.target_kind = links.target_kind
        and targets.target_id = links.target_id
    group by targets.company_id
),
account_touches as (
    select
        company_id,
        cast(touch.touched_at as date) as last_touch_on,
        nullif(touch.rep, '') as last_touch_by,
    from latest
)
select * from account_touches
