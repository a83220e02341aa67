-- title: Review by rep
-- row: a rep with deals in review
-- parameters: rep
-- keys: rep
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
        rep,
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
    group by rep
)
select * from sums
order by open_amount desc nulls last, rep
