-- title: Review, in all
-- row: all deals in review
-- parameters: rep
-- metrics: pipeline_review
-- adds up: open_deals = count(*) where outcome = 'open'
-- adds up: open_amount = total_of_deals(amount) where outcome = 'open'
-- adds up: won_deals = count(*) where outcome = 'won'
-- adds up: won_amount = total_of_deals(amount) where outcome = 'won'
-- adds up: lost_deals = count(*) where outcome = 'lost'
-- adds up: lost_amount = total_of_deals(amount) where outcome = 'lost'
-- adds up: past_due = count(*) where is_past_due
with counted as (
    select * from marts.review_deals
    where left_out_because is null
        and is_of(rep, $rep::varchar)
),
left_out as (
    select left_out_because as reason, deal_id, deal, account, rep, amount, source_file, source_row
    from marts.review_deals
    where left_out_because is not null
        and is_of(rep, $rep::varchar)
),
sums as (
    select
        count(*) filter (where outcome = 'open') as open_deals,
        case when count(*) filter (where outcome = 'open') = 0 then 0 else sum(amount) filter (where outcome = 'open') end
            as open_amount,
        count(*) filter (where outcome = 'won') as won_deals,
        case when count(*) filter (where outcome = 'won') = 0 then 0 else sum(amount) filter (where outcome = 'won') end
            as won_amount,
        count(*) filter (where outcome = 'lost') as lost_deals,
        case when count(*) filter (where outcome = 'lost') = 0 then 0 else sum(amount) filter (where outcome = 'lost') end
            as lost_amount,
        count(*) filter (where is_past_due) as past_due,
    from counted
),
answer as (
    select
        case when tables.is_filled then sums.open_deals end as open_deals,
        case when tables.is_filled then sums.open_amount end as open_amount,
        case when tables.is_filled then sums.won_deals end as won_deals,
        case when tables.is_filled then sums.won_amount end as won_amount,
        case when tables.is_filled then sums.lost_deals end as lost_deals,
        case when tables.is_filled then sums.lost_amount end as lost_amount,
        case when tables.is_filled then sums.past_due end as past_due,
        company.as_of - company.review_days + 1 as from_on,
        company.as_of as to_on,
    from sums
    cross join settings.company as company
    inner join settings.tables as tables on tables.table_name = 'deal'
)
select * from answer
