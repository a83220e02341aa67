-- row: a deal won in the last 365 days, with the close date that stood 30 days before it was won; or an open deal past its close date
-- note: a history is known from its first change of any close date on; a deal without a change kept its close date.
--   A deal whose record was made after it was won (brought over from elsewhere) says nothing.
with moves as (
    select
        system,
        deal_id,
        changed_at,
        changed_on,
        try_cast(from_value as date) as from_day,
        try_cast(to_value as date) as to_day,
    from marts.deal_changes
    where field = 'close date'
),
histories as (
    select
        system,
        min(changed_on) as known_from,
    from moves
    group by system
),
deals as (
    select
        deals.system,
        deals.deal_id,
        deals.deal,
        deals.account,
        deals.rep,
        deals.outcome,
        deals.amount,
        deals.close_on,
        deals.closed_on,
        deals.is_past_due,
        greatest(deals.closed_on - 30, deals.created_on) as looked_on,
        histories.known_from,
        deals.source_file,
        deals.source_row,
    from marts.deals as deals
    cross join settings.company as company
    left join histories on histories.system = deals.system
    where not deals.is_deleted
        and (
            deals.is_past_due
            or (deals.outcome = 'won' and deals.closed_on > company.as_of - 365)
        )
),
moved as (
    select
        deals.source_file,
        deals.source_row,
        max_by(moves.to_day, moves.changed_at) filter (where moves.changed_on <= deals.looked_on) as stood_before,
        min_by(coalesce(moves.from_day, moves.to_day), moves.changed_at) filter (where moves.changed_on > deals.looked_on)
            as stood_after,
        count(*) filter (where moves.to_day > moves.from_day and (deals.closed_on is null or moves.changed_on < deals.closed_on))
            as pushes,
    from deals
    inner join moves
        on moves.system = deals.system
        and moves.deal_id = deals.deal_id
    group by deals.source_file, deals.source_row
),
planned as (
    select
        deals.*,
        coalesce(moved.pushes, 0) as pushes,
        case
            when deals.outcome = 'won' and deals.known_from <= deals.looked_on and deals.looked_on <= deals.closed_on
                then coalesce(moved.stood_before, moved.stood_after, deals.close_on)
        end as planned_on,
    from deals
    left join moved
        on moved.source_file = deals.source_file
        and moved.source_row = deals.source_row
)
select
    system,
    deal_id,
    deal,
    account,
    rep,
    outcome,
    amount,
    close_on,
    closed_on,
    planned_on,
    days_after_plan(closed_on, planned_on) as days_late,
    pushes,
    coalesce(is_past_due, false) as is_past_due,
    case
        when outcome = 'won' and looked_on > closed_on then 'recorded after it was won'
        when outcome = 'won' and planned_on is null then 'its close date of 30 days before is not known'
    end as left_out_because,
    source_file,
    source_row,
from planned
where (select count(*) from histories) > 0
