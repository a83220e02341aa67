"""The cash forecast once more, in plain Python: slow, one step after the other, from the definitions alone.

Nothing here is shared with the SQL. A world holds everything that the exports ever told; each function is given a day
and looks at nothing that happened after it.
"""

import datetime
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

Day = datetime.date
Curve = list[float]
FIRST, LAST = -90, 180
AHEAD = 91
FAR = Day.max


@dataclass(frozen=True)
class Invoice:
    """receipts are (day, amount); an invoice that names a deal bills it."""

    key: str
    customer: str
    issued: Day
    due: Day | None
    total: float
    receipts: tuple[tuple[Day, float], ...] = ()
    deal: str | None = None

    def owed(self, day: Day) -> float:
        return max(self.total - sum(amount for on, amount in self.receipts if on <= day), 0.0)

    def settled(self, day: Day) -> Day | None:
        """The day on which the last of it was paid, if that was by the day."""
        left = self.total
        for on, amount in sorted(self.receipts):
            left -= amount
            if left < 0.005:
                return on if on <= day else None
        return None


@dataclass(frozen=True)
class Deal:
    key: str
    customer: str | None
    created: Day
    closed: Day | None
    is_won: bool
    amount: float | None

    def outcome(self, day: Day) -> str:
        if self.closed is None or self.closed > day:
            return "open"
        return "won" if self.is_won else "lost"


@dataclass(frozen=True)
class Spell:
    """How long an invoice was watched, in days from its due day."""

    invoice: Invoice
    entry: int
    exit: int
    ended: Day
    is_settled: bool
    weight: float


def clip(days: int, low: int = FIRST, high: int = LAST) -> int:
    return min(max(days, low), high)


def half_up(value: float) -> int:
    return math.floor(value + 0.5)


def median(values: list[int]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@dataclass
class World:
    invoices: list[Invoice]
    deals: list[Deal] = field(default_factory=list)

    @cached_property
    def parts(self) -> list[tuple[Invoice, Deal, float]]:
        """Which invoice bills which deal, and with how much of it."""
        by_key = {deal.key: deal for deal in self.deals}
        named = [
            (each, by_key[each.deal], each.total) for each in self.invoices if each.deal in by_key and each.total > 0
        ]
        return named or self._first_in_first_out()

    def _first_in_first_out(self) -> list[tuple[Invoice, Deal, float]]:
        won = [deal for deal in self.deals if deal.is_won and deal.closed and deal.customer and deal.amount]
        found: list[tuple[Invoice, Deal, float]] = []
        for customer in {deal.customer for deal in won}:
            wins = sorted(
                (deal for deal in won if deal.customer == customer), key=lambda deal: (deal.closed or FAR, deal.key)
            )
            bills = sorted(
                (each for each in self.invoices if each.customer == customer and each.total > 0),
                key=lambda each: (each.issued, each.key),
            )
            waiting: list[tuple[Deal, float]] = []
            last: Day | None = None
            for day in sorted({deal.closed or FAR for deal in wins} | {each.issued for each in bills}):
                for deal in wins:
                    if deal.closed == day:
                        if last is not None and (day - last).days > 180:
                            waiting = []
                        waiting.append((deal, deal.amount or 0.0))
                        last = day
                for each in bills:
                    if each.issued != day or last is None or (day - last).days > 180:
                        continue
                    left = each.total
                    while waiting and left > 0.004:
                        deal, room = waiting.pop(0)
                        taken = min(left, room)
                        found.append((each, deal, taken))
                        left -= taken
                        if room - taken > 0.004:
                            waiting.insert(0, (deal, room - taken))
        return found

    @cached_property
    def billed_deal(self) -> dict[str, Deal]:
        """The deal behind an invoice, where deals are behind half of it or more: the one that it bills for the most."""
        of_invoice = defaultdict(list)
        for invoice, deal, amount in self.parts:
            of_invoice[invoice.key].append((amount, deal, invoice))
        return {
            key: max(shares, key=lambda share: share[0])[1]
            for key, shares in of_invoice.items()
            if 2 * sum(share[0] for share in shares) >= shares[0][2].total - 0.005
        }

    def invoiced(self, deal: Deal, day: Day) -> float:
        return self._invoiced_on[deal.key](day)

    @cached_property
    def _invoiced_on(self) -> dict[str, Callable[[Day], float]]:
        of_deal = defaultdict(list)
        for invoice, deal, amount in self.parts:
            of_deal[deal.key].append((invoice.issued, amount))

        def until(key: str) -> Callable[[Day], float]:
            return lambda day: sum(amount for issued, amount in of_deal[key] if issued <= day)

        return {deal.key: until(deal.key) for deal in self.deals}

    def at(self, day: Day) -> "Forecast":
        return Forecast(self, day)


@dataclass
class Forecast:
    world: World
    day: Day

    # -- how customers pay -------------------------------------------------------------------------------------------

    @cached_property
    def spells(self) -> list[Spell]:
        found = []
        for each in self.world.invoices:
            if each.issued > self.day or each.due is None:
                continue
            settled = each.settled(self.day)
            ended = settled or self.day
            entry, leaving = clip((each.issued - each.due).days), clip((ended - each.due).days)
            if leaving >= entry:
                weight = 0.5 ** ((self.day - ended).days / 180)
                found.append(Spell(each, entry, leaving, ended, settled is not None, weight))
        return found

    def _rates(self, spells: list[Spell]) -> tuple[dict[int, float], dict[int, float]]:
        """Settled and open on each day from the due day, each averaged over the seven days around it."""
        settled: dict[int, float] = defaultdict(float)
        watched: dict[int, float] = defaultdict(float)
        for spell in spells:
            if spell.is_settled:
                settled[spell.exit] += spell.weight
            for at in range(spell.entry, spell.exit + 1):
                watched[at] += spell.weight
        smooth = {
            at: (
                sum(settled.get(near, 0.0) for near in range(at - 3, at + 4)) / 7,
                sum(watched.get(near, 0.0) for near in range(at - 3, at + 4)) / 7,
            )
            for at in range(FIRST, LAST + 1)
        }
        return {at: pair[0] for at, pair in smooth.items()}, {at: pair[1] for at, pair in smooth.items()}

    @cached_property
    def _pool(self) -> dict[int, float]:
        settled, watched = self._rates(self.spells)
        return {at: settled[at] / watched[at] if watched[at] > 1e-9 else 0.0 for at in settled}

    @cached_property
    def pool_hazard(self) -> dict[int, float]:
        return added_up(self._pool)

    @cached_property
    def own_hazard(self) -> dict[str, dict[int, float]]:
        found = {}
        for customer in {spell.invoice.customer for spell in self.spells}:
            settled, watched = self._rates([spell for spell in self.spells if spell.invoice.customer == customer])
            found[customer] = added_up({at: (settled[at] + 3 * self._pool[at]) / (watched[at] + 3) for at in settled})
        return found

    @cached_property
    def pace(self) -> float | None:
        """Settled in the last 60 days over what the record lets expect of the invoices watched in them."""
        if sum(spell.is_settled for spell in self.spells) < 10:
            return None
        since = self.day - datetime.timedelta(days=60)
        seen, expected = 0, 0.0
        for spell in self.spells:
            if spell.ended <= since:
                continue
            seen += spell.is_settled
            due = spell.invoice.due
            assert due is not None
            from_day = max((since - due).days, (spell.invoice.issued - due).days - 1)
            hazard = self.own_hazard[spell.invoice.customer]
            expected += hazard_at(hazard, spell.exit) - hazard_at(hazard, from_day)
        return (seen + 20) / (expected + 20)

    def chance(self, invoice: Invoice, days: int) -> float:
        """Of being paid within so many days."""
        assert invoice.due is not None
        assert self.pace is not None
        now = (self.day - invoice.due).days
        hazard = self.own_hazard[invoice.customer]
        return 1 - math.exp(-self.pace * (hazard_at(hazard, now + days) - hazard_at(hazard, now)))

    def open_invoices(self) -> list[Invoice]:
        return [
            each
            for each in self.world.invoices
            if each.issued <= self.day and each.due is not None and each.owed(self.day) > 0.004
        ]

    def collections(self, days: int) -> float:
        return sum(each.owed(self.day) * self.chance(each, days) for each in self.open_invoices())

    # -- invoices to come --------------------------------------------------------------------------------------------

    @cached_property
    def new_invoice(self) -> Curve:
        """The chance that an invoice is paid so many days after its issue, over the terms of the last year."""
        assert self.pace is not None
        terms: dict[int, float] = defaultdict(float)
        for each in self.world.invoices:
            if each.due and each.total > 0 and 0 <= (self.day - each.issued).days < 365:
                terms[clip((each.due - each.issued).days, 0, 90)] += each.total
        return [
            sum(
                amount
                / sum(terms.values())
                * (
                    1
                    - math.exp(
                        -self.pace * (hazard_at(self.pool_hazard, days - term) - hazard_at(self.pool_hazard, -term))
                    )
                )
                for term, amount in terms.items()
            )
            for days in range(AHEAD + 1)
        ]

    @cached_property
    def lag(self) -> int:
        """Days from winning a deal to the first invoice that names it, in the middle."""
        lags = []
        for deal in self.world.deals:
            if deal.outcome(self.day) != "won":
                continue
            issued = [each.issued for each in self.world.invoices if each.deal == deal.key and each.issued <= self.day]
            if issued:
                assert deal.closed is not None
                lags.append(max((min(issued) - deal.closed).days, 0))
        return half_up(median(lags)) if lags else 0

    def signed(self) -> list[tuple[Deal, float, int]]:
        """Deals won in 180 days with what is not invoiced of them and in how many days it is likely to be."""
        found = []
        for deal in self.world.deals:
            if deal.outcome(self.day) != "won" or deal.amount is None:
                continue
            assert deal.closed is not None
            since = (self.day - deal.closed).days
            left = max(deal.amount - self.world.invoiced(deal, self.day), 0.0)
            if since < 180 and left > 0.004:
                found.append((deal, left, max(self.lag - since, 1)))
        return found

    def signed_cash(self, days: int) -> float:
        return sum(left * self.new_invoice[days - issue] for _, left, issue in self.signed() if issue <= days)

    # -- how deals are won -------------------------------------------------------------------------------------------

    @cached_property
    def deal_ends(self) -> list[tuple[Deal, int, str]]:
        """Each deal with its age when it closed, or now. One recorded after it closed tells nothing."""
        found = []
        for deal in self.world.deals:
            if deal.created > self.day or (deal.closed is not None and deal.closed < deal.created):
                continue
            outcome = deal.outcome(self.day)
            end = self.day if outcome == "open" else deal.closed
            assert end is not None
            found.append((deal, (end - deal.created).days, outcome))
        return found

    @cached_property
    def winning(self) -> tuple[Curve, Curve, Curve]:
        """By age: the chance of being won at that age (given open before), open after it, won by it."""
        oldest = max(age for _, age, _ in self.deal_ends)
        ends = [age for _, age, _ in self.deal_ends]
        ordered = sorted(ends)
        hazard, still_open, won_by = [], [], []
        before, won = 1.0, 0.0
        for age in range(oldest + AHEAD + 1):
            at_risk = len(ends) - bisect_right(ordered, age - 1)
            wins = sum(end == age and outcome == "won" for _, end, outcome in self.deal_ends)
            losses = sum(end == age and outcome == "lost" for _, end, outcome in self.deal_ends)
            rate = wins / at_risk if at_risk else 0.0
            won += before * rate
            before *= 1 - (wins + losses) / at_risk if at_risk else 1.0
            hazard.append(rate)
            still_open.append(before)
            won_by.append(won)
        return hazard, still_open, won_by

    @cached_property
    def closing_pace(self) -> float | None:
        if sum(outcome == "won" for _, _, outcome in self.deal_ends) < 10:
            return None
        hazard, _, _ = self.winning
        since = self.day - datetime.timedelta(days=60)
        seen, expected = 0, 0.0
        for deal, age, outcome in self.deal_ends:
            if outcome != "open" and deal.closed is not None and deal.closed <= since:
                continue
            seen += outcome == "won"
            expected += sum(hazard[max((since - deal.created).days + 1, 0) : age + 1])
        return (seen + 20) / (expected + 20)

    def win_chance(self, age: int, days: int) -> float:
        assert self.closing_pace is not None
        _, still_open, won_by = self.winning
        if still_open[age] < 1e-12:
            return 0.0
        return min(self.closing_pace * (won_by[age + days] - won_by[age]) / still_open[age], 1.0)

    def cash_chance(self, age: int, days: int) -> float:
        """Won on some day, invoiced a lag later, and paid by the end."""
        return sum(
            (self.win_chance(age, won) - (self.win_chance(age, won - 1) if won > 1 else 0.0))
            * self.new_invoice[days - won - self.lag]
            for won in range(1, days - self.lag + 1)
        )

    def closing_cash(self, days: int) -> float:
        chances: dict[int, float] = {}
        total = 0.0
        for deal, age, outcome in self.deal_ends:
            if outcome != "open" or deal.amount is None:
                continue
            left = deal.amount - self.world.invoiced(deal, self.day)
            if left > 0.004:
                if age not in chances:
                    chances[age] = self.cash_chance(age, days)
                total += left * chances[age]
        return total

    # -- what no record announces ------------------------------------------------------------------------------------

    def layer(self, invoice: Invoice) -> str:
        """Where the money of an invoice stood on the day."""
        if invoice.issued <= self.day:
            return "collection"
        deal = self.world.billed_deal.get(invoice.key)
        if deal is None or deal.created > self.day:
            return "unrecorded"
        if deal.outcome(self.day) == "won":
            assert deal.closed is not None
            return "signed" if (self.day - deal.closed).days < 180 else "unrecorded"
        return "closing"

    def run_rate(self, days: int) -> float | None:
        """Invoices of 13 weeks whose deal was in no record so many days before, at the same rate from now on."""
        first = min((each.issued for each in self.world.invoices), default=self.day)
        length = min(91, (self.day - first).days + 1)
        if length < 28:
            return None
        recent = [each for each in self.world.invoices if 0 <= (self.day - each.issued).days < 91]
        total = 0.0
        for lag in range(1, days + 1):
            total += self.new_invoice[days - lag] * sum(
                each.total
                for each in recent
                if World.at(self.world, each.issued - datetime.timedelta(days=lag)).layer(each) == "unrecorded"
            )
        return total / length


def added_up(rates: dict[int, float]) -> dict[int, float]:
    total, found = 0.0, {}
    for at in range(FIRST, LAST + 1):
        total += rates[at]
        found[at] = total
    return found


def hazard_at(hazard: dict[int, float], at: int) -> float:
    """Added up to a day: nothing before the first, no more after the last."""
    return 0.0 if at < FIRST else hazard[min(at, LAST)]
