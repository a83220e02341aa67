-- row: a customer and the last day on which it paid anything
select
    company_id,
    max(last_payment_on) as last_payment_on,
from marts.invoices
where company_id is not null
group by company_id
