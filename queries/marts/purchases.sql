-- row: a day on which a company bought something
-- note: purchases are invoices; where no export has any, the days on which deals were won stand in.
with bought as (
    select
        company_id,
        issued_on as bought_on,
        total as amount,
        'invoices' as known_from,
        source_file,
        source_row,
    from marts.invoices
    where not_counted_because is null
        or (not_counted_because = 'no amount' and issued_on is not null)
    union all
    select
        company_id,
        closed_on as bought_on,
        amount,
        'won deals' as known_from,
        source_file,
        source_row,
    from marts.deals
    where outcome = 'won'
        and closed_on is not null
        and not is_deleted
        and (select count(*) from marts.invoices) = 0
),
days as (
    select
        company_id,
        bought_on,
        sum(amount) as amount,
        count(*) as documents,
        min(known_from) as known_from,
        arg_min(source_file, source_row) as source_file,
        min(source_row) as source_row,
        lag(bought_on) over (
            partition by company_id
            order by bought_on
        ) as bought_before_on,
    from bought
    where company_id is not null
    group by company_id, bought_on
)
select * from days
