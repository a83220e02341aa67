-- title: Response time
-- question: How fast does a new lead hear from us?
-- formula: hours from the lead coming in to the first touch by anyone; median over all leads, the untouched ones still waiting (Kaplan-Meier)
-- unit: hours
-- better: down
-- needs: lead, activity
-- claim: An article behind this board says answering within 6 hours converts 40 % more, within 1 hour 48 % more.
-- note: Leads without a time of day are left out of the clock; elapsed hours, nights and weekends included.
create or replace macro share_within(within, judged) as within / nullif(judged, 0);
