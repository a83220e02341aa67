-- title: Free cash
-- question: How much money do we have today that is free to use?
-- formula: bank balances - restricted money - payments on their way
-- unit: money
-- better: up
-- needs: cash_balance
create or replace macro free_cash(bank, restricted, uncleared) as bank - restricted - uncleared;
