-- title: To collect
-- question: What money do customers owe us?
-- formula: sum of the open amounts of issued invoices, less what is open of the customers' credits
-- unit: money
-- better: down
-- needs: invoice, payment
-- note: Cancelled, deleted and draft invoices are left out and counted, as are those whose export does not say what was paid.
--   A credit pays the oldest invoice of its customer first; what is left of it is an obligation.
create or replace macro total_owed(balance) as sum(balance);
