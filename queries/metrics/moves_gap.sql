-- title: Moves the gap
-- question: By how much would the gap of the next 30 days shrink if this invoice were paid now?
-- formula: open amount x (1 - chance of being paid within 30 days)
-- unit: money
-- better: down
-- needs: invoice, payment
-- note: The rest is in the cover already. Where nothing can be predicted the whole amount counts.
create or replace macro moves_gap(balance, chance_30) as cast(round(balance * (1 - coalesce(chance_30, 0)), 2) as decimal(18, 2));
