-- title: Moves the gap
-- question: By how much would the gap of the next 30 days shrink if this invoice were paid in time?
-- formula: open amount x (1 - chance of being paid within 30 days) of what is due within 30 days or overdue
-- unit: money
-- better: down
-- needs: invoice, payment
-- note: The rest is in the cover already. What is due later can't be asked for yet: 0. Where nothing can be predicted the whole amount counts.
create or replace macro moves_gap(balance, chance_30, days_past_due) as case
    when days_past_due < -30 then cast(0 as decimal(18, 2))
    else cast(round(balance * (1 - coalesce(chance_30, 0)), 2) as decimal(18, 2))
end;
