-- row: a billing customer and an account of the CRM of which somebody said that they are two companies
select
    decisions.left_system as system,
    decisions.left_id as customer_id,
    accounts.company_id,
from settings.pair_decisions as decisions
inner join marts.crm_accounts as accounts
    on accounts.system = decisions.right_system
    and accounts.account_id = decisions.right_id
where decisions.about = 'company' and decisions.answer = 'different'
