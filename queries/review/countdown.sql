-- title: The next review
-- row: the review that is next on a day, or on that very day; empty where the settings name no day of a review
-- parameters: today
-- metrics: pipeline_review
-- note: The days of the reviews follow from review.on and review.days of the settings, before and after that day.
with counted as (
    select
        review_on,
        review_days,
        ((date_diff('day', $today::date, review_on) % review_days) + review_days) % review_days as days_left,
        'settings.toml' as source_file,
        cast(null as integer) as source_row,
    from settings.company
),
dated as (
    select
        add_days($today::date, days_left - review_days) as last_on,
        add_days($today::date, days_left) as next_on,
        days_left,
        days_left = 0 as is_today,
    from counted
)
select * from dated
