-- title: Gap
-- question: How much of the need is not covered?
-- formula: cash need - cover; above zero we are short
-- unit: money
-- better: down
-- needs: bill, cash_balance, invoice
-- note: The range is the middle 80 of 100 draws in which every invoice and deal is paid or not by its own chance; it is not yet
--   calibrated against past days. The chance is the share of draws that cover the need.
create or replace macro cash_gap(need, cover) as need - cover;
