-- row: what one unit of a currency was worth on a day in the reporting currency, by the file of rates
select
    upper(trim(currency)) as currency,
    rate_on,
    rate,
    source_file,
    source_row,
from raw.rate
