-- row: an owner as the records of one system name it, and the rep it is
-- note: a person is found by id in the user list of the same system, else by name there, else by name in any user list. A name
--   with a mark such as "(Deactivated User)" is that of somebody who cannot look after anything.
-- stands on: nothing
with owners as (
    select
        owner_names.system,
        owner_names.owner_id,
        owner_names.owner_key,
        coalesce(names.person_key, owner_names.owner_key) as person_key,
        max(person_name(owner_names.owner_name)) as owner_name,
        bool_or(is_deactivated(owner_names.owner_name)) as is_marked,
    from marts.owner_names as owner_names
    left join marts.person_names as names on names.name_key = owner_names.owner_key
    group by
        owner_names.system,
        owner_names.owner_id,
        owner_names.owner_key,
        coalesce(names.person_key, owner_names.owner_key)
),
listed_here as (
    select
        system,
        person_key,
        bool_or(is_active) as is_active,
        max(left_on) as left_on,
        bool_or(is_person) as is_person,
    from marts.listed_people
    group by system, person_key
),
listed_anywhere as (
    select
        person_key,
        bool_or(is_active) as is_active,
        max(left_on) as left_on,
        bool_or(is_person) as is_person,
    from marts.listed_people
    group by person_key
),
matched as (
    select
        owners.system,
        owners.owner_id,
        owners.owner_key,
        owners.owner_name,
        owners.is_marked,
        coalesce(by_id.person_key, owners.person_key) as person_key,
        coalesce(by_id.person_key, here.person_key, anywhere.person_key) is not null as is_listed,
        coalesce(by_id.is_active, here.is_active, anywhere.is_active) as is_active,
        coalesce(by_id.left_on, here.left_on, anywhere.left_on) as left_on,
        coalesce(by_id.is_person, here.is_person, anywhere.is_person, true) as is_person,
        owners.system in (select system from staging.reps) as has_user_list,
    from owners
    left join marts.listed_people as by_id
        on by_id.system = owners.system
        and by_id.rep_id = owners.owner_id
    left join listed_here as here
        on by_id.rep_id is null
        and here.system = owners.system
        and here.person_key = owners.person_key
    left join listed_anywhere as anywhere
        on by_id.rep_id is null
        and here.person_key is null
        and anywhere.person_key = owners.person_key
),
told_left as (
    select
        coalesce(names.person_key, left_reps.name_key) as person_key,
        max(left_reps.left_on) as left_on,
        bool_or(left_reps.left_on is null) as has_no_day,
    from settings.left_reps as left_reps
    left join marts.person_names as names on names.name_key = left_reps.name_key
    group by coalesce(names.person_key, left_reps.name_key)
),
dated as (
    select
        matched.*,
        coalesce(told_left.left_on, matched.left_on) as leaving_on,
        coalesce(told_left.has_no_day and told_left.left_on is null, false) as left_some_day,
    from matched
    left join told_left on told_left.person_key = matched.person_key
),
judged as (
    select
        dated.system,
        dated.owner_id,
        dated.owner_key,
        dated.person_key,
        case
            when dated.owner_id is null and dated.owner_key is null then 'nobody'
            when nobody.means is not null then 'nobody'
            when not dated.is_listed and exists (
                select 1 from settings.words as words
                where words.about = 'nobody_id'
                    and regexp_matches(lower(dated.owner_id), words.pattern)
            ) then 'nobody'
            when not dated.is_person then 'nobody'
            when dated.leaving_on <= company.as_of or dated.left_some_day then 'left'
            when (dated.is_marked or dated.is_active = false) and dated.leaving_on is null then 'inactive'
            when dated.is_listed then 'active'
            when dated.has_user_list then 'not in the user list'
            else 'unknown'
        end as owner_status,
        case when dated.leaving_on <= company.as_of then dated.leaving_on end as left_on,
        coalesce(people.name, dated.owner_name, dated.owner_id) as owner_name,
    from dated
    cross join settings.company as company
    left join marts.people as people on people.person_key = dated.person_key
    left join marts.meanings as nobody
        on nobody.about = 'nobody'
        and nobody.word = dated.owner_key
),
named as (
    select
        system,
        owner_id,
        owner_key,
        case when owner_status <> 'nobody' then person_key end as person_key,
        owner_status,
        left_on,
        case when owner_status <> 'nobody' then owner_name end as rep,
        owner_status in ('left', 'inactive', 'not in the user list', 'nobody') as is_orphaning,
    from judged
)
select * from named
