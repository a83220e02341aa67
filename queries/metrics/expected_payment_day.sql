-- title: Expected payment day
-- question: When will this invoice be paid?
-- formula: the first day by which being paid is as likely as not; empty (at risk) where that is unlikely within 180 days
-- unit: date
-- better: up
-- needs: invoice, payment
create or replace macro payment_state(expected_on, chance, days_past_due) as case
    when chance is not null and expected_on is null then 'at risk'
    when days_past_due > 0 then 'late'
    else 'due'
end;
