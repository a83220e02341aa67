-- title: Days beyond terms
-- question: How many days after its due day does a customer pay?
-- formula: amount paid x days after the due day, summed / amount paid, over the payments of the last 180 days
-- unit: days
-- better: down
-- needs: invoice, payment
-- note: Below zero is before the due day. A customer with fewer than 3 such payments has the figure of all customers, and is marked.
create or replace macro days_beyond_terms(amount, days_late) as
    sum(amount * cast(days_late as integer)) / nullif(sum(amount), 0);
