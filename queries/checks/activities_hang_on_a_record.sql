-- title: Every call, mail, meeting or task hangs on a record
-- harm: An activity that hangs on no lead, contact, account or deal follows nobody up, whoever did it.
select activities.activity_id, activities.source_file, activities.source_row
from staging.activities as activities
left join staging.activity_links as links
    on links.system = activities.system
    and links.activity_id = activities.activity_id
where links.activity_id is null
