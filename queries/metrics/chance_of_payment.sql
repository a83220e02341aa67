-- title: Chance of being paid
-- question: How likely is an open invoice to be paid within the next days?
-- formula: 1 - exp(-pace x (hazard summed up to that day - hazard summed up to today)), from how late this customer and all customers paid before
-- unit: percent
-- better: up
-- needs: invoice
-- note: Discrete hazard on days from the due day, watched from the invoice day (left truncation); a customer's record is pulled
--   towards all customers' with the weight of three invoices, newer invoices weigh more (half after 180 days), and the pace of the last
--   60 days scales it. Needs 10 settled invoices.
create or replace macro paid_chance(pace, hazard_now, hazard_then) as round(1 - exp(-pace * (hazard_then - hazard_now)), 9);
