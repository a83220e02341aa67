-- What a scenario changes, as tables that the scenario queries share. changes is a JSON list such as
--   [{"on": "invoice", "system": "xero", "id": "INV-1", "do": "date", "day": "2026-07-20"}]; an empty system means any.
--   on: invoice, deal, bill, recurring, collections; do: out, in, date (with day), percent (with value).
--   The last change of a thing counts. What is no such list changes nothing, nor does a day or a percentage that is none.
--   Nothing of it is stored.
create or replace macro scenario_changes(changes) as table (
    select
        thing,
        system,
        id,
        what,
        day,
        share,
        place,
    from (
        select
            change."on" as thing,
            coalesce(change.system, '') as system,
            coalesce(change.id, '') as id,
            change.do as what,
            try_cast(change.day as date) as day,
            change.value / 100 as share,
            place,
        from (
            select
                unnest(listed) as change,
                generate_subscripts(listed, 1) as place,
            from (
                select from_json(
                    case when json_valid(changes) then changes else '[]' end,
                    '[{"on": "VARCHAR", "system": "VARCHAR", "id": "VARCHAR", "do": "VARCHAR", "day": "VARCHAR", "value": "DOUBLE"}]'
                ) as listed
            ) as parsed
        ) as numbered
    ) as told
    where what in ('out', 'in')
        or (what = 'date' and isfinite(day))
        or (what = 'percent' and share between 0 and 10)
);

-- Every item that may bring cash, with what the scenario does to it; change_in counts the days to the day that it names.
create or replace macro scenario_items(changes) as table (
    with everything as (
        select max_by(share, place) as share from scenario_changes(changes)
        where thing = 'collections'
            and what = 'percent'
    )
    select
        items.layer,
        items.item_id,
        items.what,
        items.rep,
        items.amount,
        items.path,
        items.path_from,
        items.promised_in,
        coalesce(own.what, '') as change,
        case
            when own.what = 'date' then greatest(date_diff('day', company.as_of, own.day), 1)
            when own.what = 'in' and items.layer = 'collection'
                then greatest(coalesce(date_diff('day', company.as_of, dates.expected_on), 1), 1)
            when own.what = 'in' then 0
        end as change_in,
        case
            when own.what = 'percent' then own.share
            when own.what is null and items.layer = 'collection' then coalesce(everything.share, 1)
            else 1
        end as share,
        terms.lag_days,
        items.source_file,
        items.source_row,
    from marts.cash_items as items
    cross join settings.company as company
    inner join marts.payment_terms as terms on terms.origin = company.as_of
    left join scenario_changes(changes) as own
        on own.thing = case when items.layer = 'collection' then 'invoice' else 'deal' end
        and own.id = items.item_id
        and own.system in ('', items.system)
    cross join everything
    left join marts.receivable_dates as dates
        on items.layer = 'collection'
        and dates.source_file = items.source_file
        and dates.source_row = items.source_row
    qualify row_number() over (
        partition by items.item_number
        order by own.place desc
    ) = 1
);

-- Every obligation with its day and amount in the scenario; of a recurring payment only the next one moves.
create or replace macro scenario_obligations(changes) as table (
    select
        obligations.what,
        obligations.due_on as base_due_on,
        obligations.amount as base_amount,
        case
            when own.what = 'date' and (obligations.kind <> 'recurring' or obligations.turn = 1) then own.day
            else obligations.due_on
        end as due_on,
        case when own.what = 'out' then cast(0 as decimal(18, 2)) else obligations.amount end as amount,
        coalesce(own.what, '') as change,
        obligations.source_file,
        obligations.source_row,
    from (
        select
            *,
            row_number() over (
                partition by kind, what
                order by due_on
            ) as turn,
            row_number() over () as number,
        from marts.obligations
    ) as obligations
    left join scenario_changes(changes) as own
        on own.thing = obligations.kind
        and own.id = case when obligations.kind = 'bill' then obligations.bill_id else obligations.what end
        and own.system in ('', obligations.system)
    qualify row_number() over (
        partition by obligations.number
        order by own.place desc
    ) = 1
);

-- The chance of cash in the scenario. curve_chance is that of an invoice issued when the deal is won.
create or replace macro scenario_chance(layer, change, chance, day_number, change_in, curve_chance, share) as case
    when change = 'out' then 0.0
    when change in ('in', 'date') and layer = 'collection' then case when day_number >= change_in then 1.0 else 0.0 end
    when change in ('in', 'date') then coalesce(curve_chance, 0.0)
    else least(chance * share, 1.0)
end;

-- Every line of the sums of a horizon, with its amount as it is (base_amount) and in the scenario.
create or replace macro scenario_lines(changes) as table (
    with horizons as (
        select unnest([15, 30, 60]) as horizon_days
    ),
    cover as (
        select
            days.day_number as horizon_days,
            items.layer as part,
            items.what,
            items.rep,
            cents(items.amount * days.chance) as base_amount,
            cents(items.amount * scenario_chance(
                items.layer, items.change, days.chance, days.day_number, items.change_in, curve.chance, items.share
            )) as amount,
            items.change,
            items.source_file,
            items.source_row,
        from scenario_items(changes) as items
        cross join settings.company as company
        inner join marts.cash_item_days as days
            on days.layer = items.layer
            and days.path = items.path
            and days.path_from = items.path_from
            and days.promised_in = items.promised_in
            and days.day_number in (15, 30, 60)
        left join marts.new_invoice_curve as curve
            on items.layer <> 'collection'
            and curve.origin = company.as_of
            and curve.days_since_issue = days.day_number - greatest(items.change_in + items.lag_days, 1)
    ),
    obligations as (
        select
            horizons.horizon_days,
            'obligation' as part,
            obligations.what,
            cast(null as varchar) as rep,
            case
                when is_due_within(obligations.base_due_on, company.as_of, horizons.horizon_days) then obligations.base_amount
                else 0
            end as base_amount,
            case
                when is_due_within(obligations.due_on, company.as_of, horizons.horizon_days) then obligations.amount
                else 0
            end as amount,
            obligations.change,
            obligations.source_file,
            obligations.source_row,
        from horizons
        cross join settings.company as company
        inner join scenario_obligations(changes) as obligations
            on is_due_within(obligations.base_due_on, company.as_of, horizons.horizon_days)
            or is_due_within(obligations.due_on, company.as_of, horizons.horizon_days)
    ),
    given as (
        select
            horizon_days,
            part,
            what,
            rep,
            amount as base_amount,
            amount,
            '' as change,
            source_file,
            source_row,
        from marts.cash_lines
        where part in ('reserve', 'cash')
            and horizon_days <= 60
    )
    select * from cover
    union all
    select * from obligations
    union all
    select * from given
);

-- The items that a scenario changes one by one, day by day, with their chance as it is (base_chance) and in the scenario.
create or replace macro scenario_days(changes) as table (
    with changed as (
        select items.*
        from scenario_items(changes) as items
        where items.change <> ''
    ),
    days as (
        select cast(unnest(generate_series(1, 91)) as integer) as day_number
    ),
    base as (
        select
            changed.source_file,
            changed.source_row,
            days.day_number,
            promised_chance(
                paid_chance(pace.factor, coalesce(now.cumulative_hazard, 0), coalesce(later.cumulative_hazard, 0)),
                changed.promised_in,
                days.day_number,
                record.kept_share
            ) as chance,
        from changed
        cross join days
        cross join settings.company as company
        cross join marts.promise_record as record
        inner join marts.payment_pace as pace on pace.origin = company.as_of
        left join marts.payment_hazard as now
            on now.origin = company.as_of
            and now.customer = changed.path
            and now.day = changed.path_from
        left join marts.payment_hazard as later
            on later.origin = company.as_of
            and later.customer = changed.path
            and later.day = least(changed.path_from + days.day_number, 180)
        where changed.layer = 'collection'
        union all
        select
            changed.source_file,
            changed.source_row,
            days.day_number,
            days.chance,
        from changed
        inner join marts.cash_item_days as days
            on days.layer = changed.layer
            and days.path = changed.path
            and days.path_from = changed.path_from
        where changed.layer <> 'collection'
    )
    select
        changed.layer,
        base.day_number,
        changed.amount,
        base.chance as base_chance,
        scenario_chance(
            changed.layer, changed.change, base.chance, base.day_number, changed.change_in, curve.chance, changed.share
        ) as chance,
    from changed
    cross join settings.company as company
    inner join base
        on base.source_file = changed.source_file
        and base.source_row = changed.source_row
    left join marts.new_invoice_curve as curve
        on changed.layer <> 'collection'
        and curve.origin = company.as_of
        and curve.days_since_issue = base.day_number - greatest(changed.change_in + changed.lag_days, 1)
);
