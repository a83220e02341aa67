-- title: Overdue share
-- question: How much of what customers owe is late?
-- formula: open amounts past their due day / all open amounts
-- unit: percent
-- better: down
-- needs: invoice, payment
create or replace macro overdue_share(overdue, balance) as overdue / nullif(balance, 0);
