-- title: Best possible days sales outstanding
-- question: How many days of sales would be owed to us if nobody were late?
-- formula: open invoices that are not overdue / sales of the last 90 days x 90
-- unit: days
-- better: down
-- needs: invoice, payment
-- note: An open invoice without a due day is not overdue; where none has one the figure is empty.
create or replace macro not_overdue(receivables, overdue) as receivables - overdue;
