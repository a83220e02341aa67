-- title: Follow-up rate
-- question: How many of the leads given to a rep were followed up in time?
-- formula: leads that the rep reached out to within 5 business days / leads old enough to judge
-- unit: percent
-- better: up
-- needs: lead, activity
-- claim: An article behind this board asks for 100 % and says that 75 to 90 % of inquiries are never followed up.
-- note: Counts a done call, mail, meeting, task or note that was not inbound, by the lead's owner, on the lead or on the contact, account or
--   deal it became. Leads of the last 90 days; those whose 5 business days are not over are left out. The interval is Wilson's, 95 %.
create or replace macro follow_up_rate(followed_up, judged) as followed_up / nullif(judged, 0);
create or replace macro wilson_middle(successes, trials) as
    (successes + 1.959963984540054 * 1.959963984540054 / 2) / nullif(trials + 1.959963984540054 * 1.959963984540054, 0);
create or replace macro wilson_half(successes, trials) as
    1.959963984540054 * sqrt(successes * (trials - successes) / nullif(trials, 0) + 1.959963984540054 * 1.959963984540054 / 4)
    / nullif(trials + 1.959963984540054 * 1.959963984540054, 0);
create or replace macro wilson_low(successes, trials) as
    case when trials > 0 then greatest(wilson_middle(successes, trials) - wilson_half(successes, trials), 0) end;
create or replace macro wilson_high(successes, trials) as
    case when trials > 0 then least(wilson_middle(successes, trials) + wilson_half(successes, trials), 1) end;
