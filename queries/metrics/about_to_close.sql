-- title: About to close
-- question: Which deals should close soon, and what are they worth?
-- formula: value of each open deal x its chance of being won within 60 days
-- unit: money
-- better: up
-- needs: deal
-- note: The chance comes from this company's own deals of the same age, winning and losing competing (Aalen-Johansen), scaled by the
--   pace of the last 60 days. Needs 10 won deals.
create or replace macro expected_value(amount, win_chance) as cast(round(amount * win_chance, 2) as decimal(18, 2));
