-- title: Cash need
-- question: How much money must come in within the next 15, 30 or 60 days?
-- formula: obligations + reserve - free cash, never below zero
-- unit: money
-- better: down
-- needs: bill, cash_balance
create or replace macro cash_need(obligations, reserve, free_cash) as
    case when obligations + reserve - free_cash > 0 then obligations + reserve - free_cash
        when obligations + reserve - free_cash is not null then cast(0 as decimal(18, 2)) end;
