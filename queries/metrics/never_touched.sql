-- title: Never touched
-- question: Which open leads has nobody reached out to?
-- formula: open leads past their 5 business days without any touch
-- unit: count
-- better: down
-- needs: lead, activity
create or replace macro is_never_touched(is_open, is_young, touched_at) as is_open and not is_young and touched_at is null;
