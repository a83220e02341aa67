-- title: Coverage of the range
-- question: How often did what came in fall inside the range that we gave?
-- formula: past windows whose actual amount was inside the range / past windows; the range is meant to hold 8 in 10
-- unit: percent
-- better: up
-- needs: invoice, payment
-- note: The range is that of the draws, stretched by what the 26 weeks before needed (split conformal prediction), from 10 closed windows on.
create or replace macro range_coverage(share) as share;
