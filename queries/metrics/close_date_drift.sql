-- title: Close date drift
-- question: How much later than planned does a rep win deals?
-- formula: day won - the close date that stood 30 days before; median by rep, over the deals won in the last 365 days
-- unit: days
-- better: down
-- needs: deal, deal_change
-- note: Below zero is earlier than planned. For a deal that took less than 30 days its first close date counts. Only deals whose close dates
--   are known for that time count, from a history that the CRM exports or from the differences between its exports; fewer than 5 of a
--   rep say nothing. Pushes are moves of the close date to a later day before the deal was won.
create or replace macro days_after_plan(won_on, planned_on) as date_diff('day', planned_on, won_on);
create or replace macro share_late(late, deals) as late / nullif(deals, 0);
