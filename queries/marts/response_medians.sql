-- row: a rep or a team, and one row with an empty rep for all: the hours after which half of the leads had heard from us
-- note: Kaplan-Meier: a lead that nobody has touched yet is still waiting, not left out. Leads of the window only.
with judged as (
    select coalesce(rep, 'unassigned') as rep, clock_hours, response_hours is not null as is_answered
    from marts.leads
    where left_out_because is null and is_in_window and clock_hours is not null
),
waits as (
    select rep, clock_hours, is_answered from judged
    union all
    select members.team as rep, judged.clock_hours, judged.is_answered
    from judged
    inner join marts.team_members as members on members.rep = judged.rep
    union all
    select '' as rep, clock_hours, is_answered from judged
),
steps as (
    select
        rep,
        clock_hours,
        sum(case when is_answered then 1 else 0 end) as answered,
        sum(count(*)) over (
            partition by rep
            order by clock_hours desc
            rows between unbounded preceding and current row
        ) as waiting,
    from waits
    group by rep, clock_hours
),
survival as (
    select
        rep,
        clock_hours,
        case
            when max(case when answered = waiting then 1 else 0 end) over until_now = 1 then 0.0
            else exp(sum(case when answered < waiting then ln(1 - answered / nullif(waiting, 0)) else 0 end) over until_now)
        end as still_waiting,
    from steps
    window until_now as (
        partition by rep
        order by clock_hours
        rows between unbounded preceding and current row
    )
),
medians as (
    select
        rep,
        min(clock_hours) as median_response_hours,
    from survival
    where still_waiting <= 0.5 + 1e-9
    group by rep
)
select * from medians
