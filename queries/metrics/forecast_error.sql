-- title: Error of the forecast
-- question: How far off was what we forecast?
-- formula: sum of the distances between forecast and actual / sum of the actual amounts (WAPE), over past windows
-- unit: percent
-- better: down
-- needs: invoice, payment
create or replace macro forecast_error(distance, actual) as distance / nullif(actual, 0);
-- A layer is part of itself, of the total, and of the cover unless it was in no record.
create or replace macro is_part_of(layer, whole) as
    layer = whole or whole = 'total' or (whole = 'cover' and layer <> 'unrecorded');
