-- title: Every file of calls, mails, meetings or tasks says what they hang on
-- harm: Activities that hang on no lead, contact, account or deal follow nobody up, whoever did them.
with files as (
    select source_file, count(*) as activities
    from staging.activities
    group by source_file
),
linked as (
    select distinct source_file from staging.activity_links
)
select files.source_file, cast(null as integer) as source_row, files.activities
from files
left join linked on linked.source_file = files.source_file
where linked.source_file is null
