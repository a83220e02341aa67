-- title: Checks
-- row: a check that found rows, with the harm it guards against
-- keys: name
-- metrics: data_age
-- adds up: rows = sum(rows)
with counted as (
    select *, cast(null as varchar) as source_file, cast(null as integer) as source_row
    from marts.check_results
    where rows > 0
),
failing as (
    select
        title as "check",
        harm,
        rows,
        name,
    from counted
)
select * from failing
order by rows desc, name
