-- title: What is about to close, in all
-- row: all open deals that should close within 60 days or should have closed
-- parameters: rep
-- metrics: about_to_close
-- adds up: deals = count(*)
-- adds up: amount = total_of_deals(amount)
-- adds up: expected_value = sum(expected_value)
-- adds up: past_due = count(*) where is_past_due
with counted as (
    select * from marts.open_deals
    where not_soon_because is null
        and is_of(rep, $rep::varchar)
),
left_out as (
    select
        not_soon_because as reason,
        deal_id,
        deal,
        account,
        rep,
        amount,
        close_on,
        source_file,
        source_row,
    from marts.open_deals
    where not_soon_because is not null
        and is_of(rep, $rep::varchar)
),
sums as (
    select
        count(*) as deals,
        sum(amount) as amount,
        sum(expected_value) as expected_value,
        count(*) filter (where is_past_due) as past_due,
    from counted
),
knowledge as (
    select
        is_filled
        and (
            exists (select 1 from counted)
            or not exists (select 1 from left_out where reason = 'no amount')
        ) as can_tell
    from settings.tables
    where table_name = 'deal'
),
answer as (
    select
        case when knowledge.can_tell then sums.deals end as deals,
        case when knowledge.can_tell then coalesce(sums.amount, 0) end as amount,
        sums.expected_value,
        case when knowledge.can_tell then sums.past_due end as past_due,
    from sums
    cross join knowledge
)
select * from answer
