-- row: one line of the sum for one horizon: an obligation, the reserve, a bank balance, or cash expected from an item
with horizons as (
    select unnest([15, 30, 60, 91]) as horizon_days
),
obligations as (
    select
        horizons.horizon_days,
        'obligation' as part,
        obligations.what,
        cast(null as varchar) as rep,
        obligations.amount,
        obligations.amount as face_amount,
        cast(null as double) as chance,
        obligations.due_on as day,
        obligations.is_certain,
        obligations.source_file,
        obligations.source_row,
    from horizons
    cross join settings.company as company
    inner join marts.obligations as obligations
        on is_due_within(obligations.due_on, company.as_of, horizons.horizon_days)
),
weekly as (
    select cents(coalesce(sum(obligations.amount), 0) / 60.0 * 7) as weekly_obligations
    from marts.obligations as obligations
    cross join settings.company as company
    where is_due_within(obligations.due_on, company.as_of, 60)
),
reserve as (
    select
        horizons.horizon_days,
        'reserve' as part,
        'reserve' as what,
        cast(null as varchar) as rep,
        greatest(company.reserve, cents(company.reserve_weeks * weekly.weekly_obligations)) as amount,
        greatest(company.reserve, cents(company.reserve_weeks * weekly.weekly_obligations)) as face_amount,
        cast(null as double) as chance,
        cast(null as date) as day,
        true as is_certain,
        'settings.toml' as source_file,
        cast(null as integer) as source_row,
    from horizons
    cross join settings.company as company
    cross join weekly
),
bank_lines as (
    select bank_account as what, balance as amount, balance_on as day, source_file, source_row
    from marts.bank_accounts
    where left_out_because is null
    union all
    select 'restricted' as what, -restricted as amount, null as day, 'settings.toml' as source_file, null as source_row
    from settings.company
    where restricted <> 0
    union all
    select 'paid but not cleared' as what, -uncleared as amount, null as day, 'settings.toml' as source_file, null as source_row
    from settings.company
    where uncleared <> 0
),
cash as (
    select
        horizons.horizon_days,
        'cash' as part,
        bank_lines.what,
        cast(null as varchar) as rep,
        bank_lines.amount,
        bank_lines.amount as face_amount,
        cast(null as double) as chance,
        bank_lines.day,
        true as is_certain,
        bank_lines.source_file,
        bank_lines.source_row,
    from horizons
    cross join bank_lines
),
cover as (
    select
        days.day_number as horizon_days,
        items.layer as part,
        items.what,
        items.rep,
        cents(items.amount * days.chance) as amount,
        items.amount as face_amount,
        days.chance,
        cast(null as date) as day,
        false as is_certain,
        items.source_file,
        items.source_row,
    from marts.cash_items as items
    inner join marts.cash_item_days as days
        on days.layer = items.layer
        and days.path = items.path
        and days.path_from = items.path_from
        and days.promised_in = items.promised_in
        and days.day_number in (15, 30, 60, 91)
),
lines as (
    select * from obligations
    union all
    select * from reserve
    union all
    select * from cash
    union all
    select * from cover
)
select * from lines
