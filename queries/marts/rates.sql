-- row: a currency and what one unit of it is worth in the reporting currency
-- note: the settings come first, then the newest day by the as-of day in a file of rates. A currency that neither names is valued by the
--   documents' own rates, where they have them.
with told as (
    select
        upper(trim(currency)) as currency,
        rate,
        cast(null as date) as rate_on,
        'settings' as known_from,
        1 as rank,
        'settings.toml' as source_file,
        cast(null as integer) as source_row,
    from settings.rates
    union all
    select
        rates.currency,
        rates.rate,
        rates.rate_on,
        'exchange rates' as known_from,
        2 as rank,
        rates.source_file,
        rates.source_row,
    from staging.rates as rates
    cross join settings.company as company
    where rates.rate_on <= company.as_of
        and rates.rate > 0
),
ranked as (
    select
        told.*,
        row_number() over (
            partition by currency
            order by rank, rate_on desc, source_file desc, source_row desc
        ) as place,
    from told
),
best as (
    select
        currency,
        rate,
        rate_on,
        known_from,
        source_file,
        source_row,
    from ranked
    where place = 1
)
select * from best
