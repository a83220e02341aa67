-- row: a past day and a receipt of the 91 days after it, with the layer in which the money stood on that day
-- kept as: view
-- note: an invoice issued by then is a collection; of a later one, the deal that it bills tells: won by then (and not more than 180 days
--   before), open then, or in no record.
with placed as (
    select
        origins.origin,
        receipts.received_on,
        receipts.amount,
        receipts.system,
        receipts.invoice_id,
        case
            when records.issued_on <= origins.origin then 'collection'
            when records.deal_won_on <= origins.origin and records.deal_won_on > origins.origin - 180 then 'signed'
            when records.deal_won_on <= origins.origin then 'unrecorded'
            when records.deal_created_on <= origins.origin then 'closing'
            else 'unrecorded'
        end as layer,
        receipts.source_file,
        receipts.source_row,
    from marts.receipts as receipts
    inner join marts.window_days as origins
        on receipts.received_on > origins.origin
        and receipts.received_on <= origins.origin + 91
    left join marts.invoice_records as records
        on records.system = receipts.system
        and records.invoice_id = receipts.invoice_id
)
select * from placed
