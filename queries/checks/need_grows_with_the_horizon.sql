-- title: The need of a longer horizon is at least that of a shorter one
-- harm: A need that shrinks with time would mean an obligation is lost on the way.
select later.horizon_days, later.need, earlier.need as earlier_need
from marts.cash_sums as later
inner join marts.cash_sums as earlier on earlier.horizon_days < later.horizon_days
where later.need < earlier.need
