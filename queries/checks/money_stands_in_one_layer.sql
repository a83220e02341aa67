-- title: A deal is expected as cash once only
-- harm: The same money counted as signed and as about to close would cover the need twice.
select source_file, source_row, count(*) as layers
from marts.cash_items
group by source_file, source_row
having count(*) > 1
