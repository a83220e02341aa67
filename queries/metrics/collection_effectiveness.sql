-- title: Collection effectiveness
-- question: How much of what could be collected in the last 30 days was collected?
-- formula: (open 30 days ago + sales since - open now) / (open 30 days ago + sales since - open now and not overdue)
-- unit: percent
-- better: up
-- needs: invoice, payment
-- note: 100 % means that nothing is overdue. Needs the days on which invoices were paid, for nine tenths of the money paid.
create or replace macro collection_effectiveness(begun_with, sales, open_now, not_overdue_now) as
    (begun_with + sales - open_now) / nullif(begun_with + sales - not_overdue_now, 0);
