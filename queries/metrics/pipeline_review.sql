-- title: Deals in review
-- question: Which deals are open, and which were won or lost since the last review?
-- formula: open deals, and deals won or lost in the last 14 days
-- unit: money
-- better: up
-- needs: deal
-- claim: An article behind this board asks for a review of current, won and lost deals every two weeks.
create or replace macro is_past_due(close_on, as_of) as close_on < as_of;
create or replace macro total_of_deals(amount) as case when count(*) = 0 then 0 else sum(amount) end;
