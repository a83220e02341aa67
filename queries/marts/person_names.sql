-- row: a name of a person that stands for another one, by the owner's file or by a pair that somebody accepted
-- note: a name may lead to a name that leads on; where names lead in a circle, the first of the alphabet is the one to go by.
-- stands on: nothing
with recursive stated as (
    select
        alias_key as name_key,
        rep_key as leads_to,
        1 as source,
        0 as number,
    from staging.rep_aliases
    union all
    select
        left_id as name_key,
        right_id as leads_to,
        2 as source,
        number,
    from settings.pair_decisions
    where about = 'rep' and answer = 'same'
),
numbered as (
    select
        stated.*,
        row_number() over (partition by name_key order by source, number desc, leads_to) as place,
    from stated
    where name_key is not null and leads_to is not null and name_key <> leads_to
),
followed as (
    select name_key, leads_to, 1 as steps from numbered
    where place = 1
    union all
    select followed.name_key, numbered.leads_to, followed.steps + 1 as steps
    from followed
    inner join numbered on numbered.name_key = followed.leads_to
    where numbered.place = 1 and followed.steps < 10
),
ends as (
    select
        name_key,
        case
            when bool_or(leads_to = name_key) then min(leads_to)
            else arg_max(leads_to, steps)
        end as person_key,
    from followed
    group by name_key
)
select * from ends
where person_key <> name_key
