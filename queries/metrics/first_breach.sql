-- title: First day below the reserve
-- question: On which day would cash fall below the reserve?
-- formula: the first day within 91 on which free cash + expected cash - obligations due by then is below the reserve
-- unit: date
-- better: up
-- needs: bill, cash_balance, invoice
create or replace macro balance_after(free_cash, cover, obligations) as free_cash + cover - obligations;
