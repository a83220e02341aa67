-- title: Count-back days sales outstanding
-- question: How far back do our sales have to go to cover what is owed to us?
-- formula: days walked back from today until the sales of those days cover the open invoices, the last day in proportion
-- unit: days
-- better: down
-- needs: invoice, payment
-- note: Where sales go up and down this says more than the plain figure, which takes each of the 90 days for the same.
create or replace macro count_back_days(days_before, still_to_cover, sales_of_day) as
    days_before + still_to_cover / nullif(sales_of_day, 0);
