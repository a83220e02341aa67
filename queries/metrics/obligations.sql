-- title: Obligations
-- question: How much must we pay within the next 15, 30 or 60 days?
-- formula: unpaid bills, recurring payments and credits owed to customers, due by then, overdue ones included
-- unit: money
-- better: down
-- needs: bill
-- note: Bills come from the bills export or the ledger, payroll and rent from the recurring lines of settings.toml.
--   Suppliers' credits reduce their bills. Credits owed to customers are due at once, and not certain.
create or replace macro is_due_within(due_on, as_of, days) as due_on <= as_of + cast(days as integer);
