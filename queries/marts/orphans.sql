-- row: an account, open deal or open lead whose owner is missing, inactive, has left or is not in the user list
-- stands on: staging.deals, staging.leads
with found as (
    select
        'account' as kind,
        account_id as record_id,
        account as name,
        rep as owner,
        orphan_reason(owner_status) as reason,
        value,
        left_on,
        source_file,
        source_row,
    from marts.accounts
    where class = 'orphan'
    union all
    select
        'deal' as kind,
        deal_id as record_id,
        deal as name,
        rep as owner,
        orphan_reason(owner_status) as reason,
        amount as value,
        left_on,
        source_file,
        source_row,
    from marts.deals
    where is_orphaned and outcome = 'open' and not is_deleted
    union all
    select
        'lead' as kind,
        lead_id as record_id,
        coalesce(lead, company) as name,
        rep as owner,
        orphan_reason(owner_status) as reason,
        cast(null as decimal(18, 2)) as value,
        left_on,
        source_file,
        source_row,
    from marts.leads
    where is_orphaned and is_open and left_out_because is null
),
dated as (
    select
        found.*,
        date_diff('day', found.left_on, company.as_of) as days_since_left,
    from found
    cross join settings.company as company
)
select * from dated
