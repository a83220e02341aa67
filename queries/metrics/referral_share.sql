-- title: Referral share of won business
-- question: How much of what we win comes from referrals?
-- formula: value of deals won in the last 365 days with a referral source / value of all deals won in them
-- unit: percent
-- better: up
-- needs: deal
-- claim: An article behind this board says 41 % for the best.
create or replace macro referral_share(referral_value, won_value) as referral_value / nullif(won_value, 0);
