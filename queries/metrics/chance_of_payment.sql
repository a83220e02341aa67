-- title: Chance of being paid
-- question: How likely is an open invoice to be paid within the next days?
-- formula: 1 - exp(-pace x (hazard summed up to that day - hazard summed up to today)), from how late this customer and all customers paid before
-- unit: percent
-- better: up
-- needs: invoice
-- note: Discrete hazard on days from the due day, watched from the invoice day (left truncation); a customer's record is pulled
--   towards all customers' with the weight of three invoices, newer invoices weigh more (half after 180 days), and the pace of the last
--   60 days scales it. Needs 10 settled invoices. A promised day counts for as much as promises were kept before: with that chance the
--   money comes on the day, else as it always does.
create or replace macro paid_chance(pace, hazard_now, hazard_then) as round(1 - exp(-pace * (hazard_then - hazard_now)), 9);
create or replace macro promised_chance(chance, promised_in, day_number, kept_share) as case
    when promised_in = 0 then chance
    when day_number < promised_in then (1 - kept_share) * chance
    else (1 - kept_share) * chance + kept_share
end;
