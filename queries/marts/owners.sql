-- row: an owner as the records of one system name it
-- note: a person is found by id in the user list of the same system, else by name in any user list.
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
owners as (
    select
        system,
        owner_id,
        owner_key,
        max(trim(owner_name)) as owner_name,
    from records
    group by system, owner_id, owner_key
),
listed_names as (
    select
        name_key,
        min(name) as name,
        bool_or(is_active) as is_active,
        max(left_on) as left_on,
        bool_or(is_person) as is_person,
    from staging.reps
    group by name_key
),
matched as (
    select
        owners.system,
        owners.owner_id,
        owners.owner_key,
        owners.owner_name,
        coalesce(by_id.name, by_name.name) as listed_name,
        coalesce(by_id.is_active, by_name.is_active) as is_active,
        coalesce(by_id.left_on, by_name.left_on) as left_on,
        coalesce(by_id.is_person, by_name.is_person, true) as is_person,
        owners.system in (select system from staging.reps) as has_user_list,
    from owners
    left join staging.reps as by_id
        on by_id.system = owners.system
        and by_id.rep_id = owners.owner_id
    left join listed_names as by_name
        on by_id.rep_id is null
        and by_name.name_key = owners.owner_key
),
dated as (
    select
        matched.*,
        coalesce(left_reps.left_on, matched.left_on) as leaving_on,
        coalesce(left_reps.has_left and left_reps.left_on is null, false) as left_some_day,
    from matched
    left join settings.left_reps as left_reps
        on left_reps.name_key = coalesce(person_key(matched.listed_name), matched.owner_key)
),
judged as (
    select
        dated.system,
        dated.owner_id,
        dated.owner_key,
        case
            when dated.owner_id is null and dated.owner_key is null then 'nobody'
            when nobody.means is not null then 'nobody'
            when dated.listed_name is null and exists (
                select 1 from settings.words as words
                where words.about = 'nobody_id'
                    and regexp_matches(lower(dated.owner_id), words.pattern)
            ) then 'nobody'
            when not dated.is_person then 'nobody'
            when dated.leaving_on <= company.as_of or dated.left_some_day then 'left'
            when dated.is_active = false and dated.leaving_on is null then 'inactive'
            when dated.listed_name is not null then 'active'
            when dated.has_user_list then 'not in the user list'
            else 'unknown'
        end as owner_status,
        case when dated.leaving_on <= company.as_of then dated.leaving_on end as left_on,
        coalesce(dated.listed_name, dated.owner_name, dated.owner_id) as owner_name,
    from dated
    cross join settings.company as company
    left join marts.meanings as nobody
        on nobody.about = 'nobody'
        and nobody.word = dated.owner_key
),
named as (
    select
        system,
        owner_id,
        owner_key,
        owner_status,
        left_on,
        case when owner_status <> 'nobody' then owner_name end as rep,
        owner_status in ('left', 'inactive', 'not in the user list', 'nobody') as is_orphaning,
    from judged
)
select * from named
