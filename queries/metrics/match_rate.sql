-- title: Match rate
-- question: How much of what is billed belongs to a company that the CRM knows?
-- formula: billed to customers found among the CRM's accounts / billed to all customers, in the last 365 days
-- unit: percent
-- better: up
-- needs: account, invoice
-- note: A customer that is not found stays on the board as a company of its own, with all its money. It is found by an id, by its
--   name but for the legal form, by its parent's name, by the file of other names, or because somebody said so on the Data page.
create or replace macro match_rate(matched, everything) as matched / nullif(everything, 0);
