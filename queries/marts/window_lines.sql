-- row: a closed window of a past forecast and a receipt that fell in it, once for each layer that holds it
-- kept as: view
select
    days.origin as made_on,
    horizons.horizon_days,
    layers.layer,
    receipts.layer as came_from,
    receipts.invoice_id,
    receipts.received_on,
    receipts.amount,
    receipts.source_file,
    receipts.source_row,
from marts.window_days as days
cross join settings.company as company
inner join marts.forecast_horizons as horizons on days.origin + horizons.horizon_days <= company.as_of
inner join marts.receipt_windows as receipts
    on receipts.origin = days.origin
    and receipts.received_on <= days.origin + horizons.horizon_days
inner join (select unnest(['collection', 'signed', 'closing', 'unrecorded', 'cover', 'total']) as layer) as layers
    on is_part_of(receipts.layer, layers.layer)
