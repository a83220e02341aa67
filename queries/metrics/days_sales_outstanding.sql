-- title: Days sales outstanding
-- question: How many days of sales are still owed to us?
-- formula: open invoices / sales of the last 90 days x 90
-- unit: days
-- better: down
-- needs: invoice, payment
-- note: Sales are invoices less credit notes, by their day, with tax. Needs invoices that go back 90 days, and a list of all of them, not of
--   the open ones alone.
create or replace macro days_of_sales(receivables, sales) as
    case when sales > 0 then receivables / nullif(sales, 0) * 90 end;
