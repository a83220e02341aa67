-- title: Aging
-- question: How late are the open invoices?
-- formula: open amounts by days past the due day: not due, 1-30, 31-60, 61-90, 91 and more
-- unit: money
-- better: down
-- needs: invoice, payment
create or replace macro aging_order(bucket) as case bucket
    when 'not due' then 1 when '1-30' then 2 when '31-60' then 3 when '61-90' then 4 when '91+' then 5 else 6 end;
