-- title: Expected payment day
-- question: When will this invoice be paid?
-- formula: the day that the customer promised, else the collector's own day, else the first day by which being paid is as likely as not, else the due day
-- unit: date
-- better: up
-- needs: invoice, payment
-- note: An invoice that is unlikely to be paid within 180 days is at risk. One that is overdue and has no day at all is unresolved: it stands
--   apart and never vanishes. A promised day that has passed counts no more.
create or replace macro payment_state(predicted_on, is_predictable, days_past_due) as case
    when is_predictable and predicted_on is null then 'at risk'
    when days_past_due > 0 then 'late'
    else 'due'
end;
