-- row: an owner as the records of one system write it
-- stands on: nothing
with records as (
    select system, owner_id, owner_key, owner_name from staging.leads
    union all
    select system, owner_id, owner_key, owner_name from staging.deals
    union all
    select system, owner_id, owner_key, owner_name from staging.accounts
    union all
    select system, owner_id, owner_key, owner_name from staging.invoices
    union all
    select system, owner_id, owner_key, owner_name from staging.activities
),
names as (
    select
        system,
        owner_id,
        owner_key,
        owner_name,
        count(*) as records,
    from records
    group by system, owner_id, owner_key, owner_name
)
select * from names
