-- title: To collect
-- question: What money do customers owe us?
-- formula: sum of the open amounts of issued invoices
-- unit: money
-- better: down
-- needs: invoice, payment
-- note: Cancelled, deleted and draft invoices are left out and counted, as are those whose export does not say what was paid.
create or replace macro total_owed(balance) as sum(balance);
