-- title: Promises kept
-- question: How often do customers pay when they say they will?
-- formula: promises of which 95 % of the invoice was paid by the business day after the promised day / promises that fell due
-- unit: percent
-- better: up
-- needs: invoice
-- note: A promise that was replaced or taken back before it fell due does not count, nor does one where the export does not say when
--   the money came. A forecast takes (kept + 2) / (due + 4), so that few promises prove little.
create or replace macro promises_kept(kept, due) as kept / nullif(due, 0);
create or replace macro expected_kept_share(kept, due) as (kept + 2) / nullif(due + 4, 0);
