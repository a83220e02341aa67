"""What the sample company keeps: people, companies, leads, deals and documents. Money is in cents."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass
class Rep:
    key: str
    first: str
    last: str
    title: str
    team: str
    joined: date
    left: date | None = None
    on_time: float = 0.9  # share of leads touched within five office days
    quick: float = 0.5  # share of those that are touched within hours
    referrals: float = 1.0  # how many leads come through people this rep knows, against the others
    skill: float = 0.0  # added to the chance of winning

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    def works_on(self, day: date) -> bool:
        return self.joined <= day and (self.left is None or day <= self.left)


@dataclass
class Account:
    key: str
    name: str
    billing_name: str
    owner: Rep
    life: str  # regular, lapsed, once, recent or prospect
    industry: str
    town: tuple[str, str]
    created: datetime
    cadence: int = 90  # days between two repeat orders
    order: int = 0  # usual repeat order
    starts: date | None = None  # first repeat order
    stops: date | None = None  # nothing is bought after this day
    terms: int = 30
    late: float = 0.0  # usual days from due day to payment
    contacts: list["Contact"] = field(default_factory=list)
    former_owner: Rep | None = None
    handed_over: date | None = None
    changed: datetime | None = None

    def owner_on(self, day: date) -> Rep:
        if self.former_owner and self.handed_over and day < self.handed_over:
            return self.former_owner
        return self.owner


@dataclass
class Contact:
    key: str
    account: Account
    first: str
    last: str
    title: str
    source: str
    created: datetime
    owner: Rep
    changed: datetime | None = None


@dataclass
class Lead:
    key: str
    first: str
    last: str
    title: str
    company: str
    industry: str
    town: tuple[str, str]
    source: str
    owner: Rep | None  # None: still in the queue
    created: datetime
    status: str = "Open - Not Contacted"
    deleted: bool = False
    touches: list["Activity"] = field(default_factory=list)
    converted: datetime | None = None
    account: Account | None = None
    contact: Contact | None = None
    deal: "Deal | None" = None
    changed: datetime | None = None


@dataclass
class Deal:
    key: str
    account: Account
    contact: Contact
    owner: Rep
    product: str
    source: str
    created: datetime
    closes: date
    outcome: str  # open, won or lost
    amount: int | None
    stage: str = ""
    next_step: str = ""
    new_customer: bool = False
    deleted: bool = False
    changed: datetime | None = None


@dataclass
class Activity:
    key: str
    kind: str  # call, email, task or meeting
    subject: str
    owner: Rep
    created: datetime
    due: date
    done: datetime | None  # None: still to do
    inbound: bool = False
    minutes: int = 0
    lead: Lead | None = None
    deal: Deal | None = None
    account: Account | None = None
    contact: Contact | None = None


@dataclass
class Document:
    """A sales invoice or a supplier's bill."""

    key: str
    number: str
    party: str  # id of the customer or supplier in the ledger
    issued: date
    due: date
    total: int
    pays: date | None  # None: nobody knows, it is in dispute
    status: str
    reference: str = ""
    paid: int = 0
    paid_part_on: date | None = None
    promised: date | None = None
    is_bill: bool = False


@dataclass
class Booking:
    day: date
    text: str
    cents: int
    kind: str
    check: str = ""
