-- title: Deals in review
-- row: a deal that is open, or was won or lost within the days of the review
-- parameters: rep
-- keys: deal_id, source_file, source_row
-- metrics: pipeline_review
-- adds up: amount = sum(amount)
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
listed as (
    select
        deal_id,
        account,
        rep,
        stage,
        outcome,
        amount,
        coalesce(closed_on, close_on) as close_on,
        deal as name,
        is_past_due,
        days_past_close,
        created_on,
        age_days,
        source_file,
        source_row,
    from counted
)
select * from listed
order by
    case outcome when 'won' then 1 when 'lost' then 2 else 3 end,
    is_past_due,
    close_on nulls last,
    amount desc nulls last,
    deal_id
