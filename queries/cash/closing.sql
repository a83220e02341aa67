-- title: What is about to close
-- row: an open deal that should close within 60 days or should have closed, the most valuable first
-- parameters: rep
-- keys: deal_id, source_file, source_row
-- metrics: about_to_close
-- adds up: amount = sum(amount)
-- adds up: expected_value = sum(expected_value)
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
worklist as (
    select
        deal_id,
        account,
        rep,
        stage,
        amount,
        close_on,
        chance_60 as win_chance,
        expected_cash_on,
        deal as name,
        system,
        expected_value,
        is_past_due,
        age_days,
        source_file,
        source_row,
    from counted
)
select * from worklist
order by is_past_due, expected_value desc nulls last, amount desc, deal_id
