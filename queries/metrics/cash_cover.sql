-- title: Cover
-- question: How much of the money we need is likely to come in by then?
-- formula: open invoices x their chance of being paid + won, not yet invoiced deals x the chance of their cash + open deals x the chance of their cash
-- unit: money
-- better: up
-- needs: invoice
-- note: Each unit of money is counted once: an invoice takes it from its deal, winning takes it from the open deals. A layer whose
--   export is missing is left out and named.
create or replace macro cash_cover(collections, signed, closings) as
    case when collections is not null or closings is not null
        then coalesce(collections, 0) + coalesce(signed, 0) + coalesce(closings, 0) end;
