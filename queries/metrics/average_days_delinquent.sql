-- title: Average days delinquent
-- question: How many days of sales does being late cost us?
-- formula: days sales outstanding - best possible days sales outstanding
-- unit: days
-- better: down
-- needs: invoice, payment
create or replace macro days_delinquent(dso, best_possible_dso) as dso - best_possible_dso;
