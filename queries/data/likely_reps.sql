-- title: Likely the same rep
-- row: a name of an owner and the rep that it may be
-- keys: name_key, person_key
-- metrics: match_rate
with counted as (
    select *, cast(null as varchar) as source_file, cast(null as integer) as source_row
    from marts.likely_reps
),
listed as (
    select
        name_key,
        person_key,
        name,
        rep,
        score,
        alike,
        records,
        systems,
        rep_systems,
    from counted
)
select * from listed
order by records desc, score desc, name_key, person_key
