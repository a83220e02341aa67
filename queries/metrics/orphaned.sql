-- title: Orphaned records
-- question: Which accounts, deals and leads belong to nobody who still works here?
-- formula: open leads, open deals and accounts whose owner is missing, inactive, has left, or is not in the user list
-- unit: count
-- better: down
-- needs: account
-- note: An account has one class only: orphaned before lapsed before one-time. Owners can be judged only with a users export.
create or replace macro orphan_reason(owner_status) as case owner_status
    when 'nobody' then 'no owner'
    when 'left' then 'owner left'
    when 'inactive' then 'owner inactive'
    when 'not in the user list' then 'owner not in the user list'
end;
