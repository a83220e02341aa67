-- row: a deal that is open, or was won or lost within the days of the review
select
    deals.*,
    company.as_of - company.review_days + 1 as from_on,
    company.as_of as to_on,
    case when deals.is_past_due then date_diff('day', deals.close_on, company.as_of) end as days_past_close,
    case
        when deals.is_deleted then 'deleted in the CRM'
        when deals.outcome <> 'open' and deals.closed_on is null then 'closed, but on no known day'
    end as left_out_because,
from marts.deals as deals
cross join settings.company as company
where deals.outcome = 'open'
    or deals.closed_on is null
    or deals.closed_on > company.as_of - company.review_days
