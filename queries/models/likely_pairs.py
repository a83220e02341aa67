"""Names that are likely the same company or the same rep, as tables that SQL joins (see data.matching)."""

from collections.abc import Sequence
from functools import lru_cache

import duckdb
import pyarrow

from data.matching import Likely, Party, Person, likely_companies, likely_people

COMPANY_NEEDS = ("billed_customers", "customer_heads", "customer_ways", "crm_accounts", "account_domains")
PEOPLE_NEEDS = ("owners", "listed_people")


def add_likely_companies(connection: duckdb.DuckDBPyConnection) -> None:
    """Make marts.likely_companies(left, right, score, alike).

    left is the company of a billing customer that is no account of the CRM by itself, right the account that it may be.
    Pairs that somebody accepted are among them: so a decision changes no input, and nothing is compared again.
    """
    customers = connection.execute(
        """
        select
            customers.system || ' customer ' || customers.customer_id as company_id,
            customers.name_key,
            customers.domain,
            customers.city,
        from marts.billed_customers as customers
        left join marts.customer_heads as heads
            on heads.system = customers.system and heads.customer_id = customers.customer_id
        left join marts.customer_ways as ways
            on ways.system = customers.system
            and ways.customer_id = customers.customer_id
            and ways.matched_by <> 'accepted pair'
        where heads.customer_id is null
            and ways.customer_id is null
        order by company_id
        """
    ).fetchall()
    accounts = connection.execute(
        """
        select
            accounts.company_id,
            accounts.name_key,
            list(domains.domain order by domains.domain) filter (where domains.domain is not null) as domains,
            accounts.city,
        from marts.crm_accounts as accounts
        left join marts.account_domains as domains on domains.company_id = accounts.company_id
        group by accounts.company_id, accounts.name_key, accounts.city
        order by accounts.company_id
        """
    ).fetchall()
    found = _likely_companies(
        tuple(_party(key, name, [domain] if domain else [], city) for key, name, domain, city in customers),
        tuple(_party(key, name, domains or [], city) for key, name, domains, city in accounts),
    )
    _add_table(connection, "likely_companies", found)


def add_likely_people(connection: duckdb.DuckDBPyConnection) -> None:
    """Make marts.likely_people(left, right, score, alike): keys of people, right the one to go by."""
    rows = connection.execute(
        """
        select
            owners.person_key,
            max(listed.email) as email,
            list(distinct listed.system) filter (where listed.system is not null) as lists,
        from (
            select distinct person_key from marts.owners
            where person_key is not null
            union
            select person_key from marts.listed_people
            where is_person and person_key is not null
        ) as owners
        left join marts.listed_people as listed on listed.person_key = owners.person_key
        group by owners.person_key
        order by owners.person_key
        """
    ).fetchall()
    people = tuple(Person(name, email or "", frozenset(lists or ())) for name, email, lists in rows)
    _add_table(connection, "likely_people", likely_people(people))


@lru_cache(maxsize=2)
def _likely_companies(customers: tuple[Party, ...], accounts: tuple[Party, ...]) -> list[Likely]:
    # The same names come again with every board of another day, and mostly with the next export.
    return likely_companies(customers, accounts) if customers and accounts else []


def _party(key: str, name: str | None, domains: Sequence[str], city: str | None) -> Party:
    return Party(key, name or "", frozenset(domains), city or "")


def _add_table(connection: duckdb.DuckDBPyConnection, name: str, pairs: Sequence[Likely]) -> None:
    table = pyarrow.table(
        {
            "left": pyarrow.array([pair.left for pair in pairs], pyarrow.string()),
            "right": pyarrow.array([pair.right for pair in pairs], pyarrow.string()),
            "score": pyarrow.array([pair.score for pair in pairs], pyarrow.int32()),
            "alike": pyarrow.array([pair.alike for pair in pairs], pyarrow.string()),
        }
    )
    connection.register(f"found_{name}", table)
    connection.execute(f"create table marts.{name} as select * from found_{name}")
    connection.unregister(f"found_{name}")
