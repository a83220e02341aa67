"""The tables of the README that repeat what the code says. python -m tests.readme writes them anew."""

from pathlib import Path

from data.reading.mapping_files import load_mappings
from data.settings import documented
from queries import metrics

README = Path(__file__).parents[1] / "README.md"
PAGES = {
    "/": "the wall: all of it on one screen",
    "/display": "the address of a screen on the wall, built and shown live",
    "/cash": "are we short, when, by how much; 13 weeks; what to collect, with promises; past forecasts; what if",
    "/follow_up": "follow-up by rep, response times, leads that nobody touched",
    "/referrals": "referrals by rep and month against target, three months, share of won business",
    "/accounts": "accounts that went quiet, accounts, deals and leads of those who left",
    "/review": "deals open, won and lost in the last 14 days, by rep",
    "/definitions": "every metric in words",
    "/data": "each export with its age and how it was read, what was not taken in, companies to match, loads, upload",
}

# How the systems of data/columns/*.toml are called, in the order of the table. Practice sets are not in it.
SYSTEMS = {
    "salesforce": "Salesforce",
    "hubspot": "HubSpot",
    "pipedrive": "Pipedrive",
    "zoho": "Zoho CRM",
    "dynamics": "Dynamics 365 Sales",
    "sugarcrm": "SuiteCRM, SugarCRM",
    "close": "Close",
    "highrise": "Highrise",
    "twenty": "Twenty",
    "attio": "Attio",
    "quickbooks": "QuickBooks Online",
    "quickbooks desktop": "QuickBooks Desktop",
    "xero": "Xero",
    "stripe": "Stripe",
    "zoho books": "Zoho Books",
    "freshbooks": "FreshBooks",
    "wave": "Wave",
    "chargebee": "Chargebee",
    "recurly": "Recurly",
    "netsuite": "NetSuite",
    "sage": "Sage",
    "bank": "any bank",
    "bank of america": "Bank of America",
    "capital one": "Capital One",
    "chase": "Chase",
    "german bank": "German banks",
    "ing": "ING",
    "lloyds": "Lloyds, Halifax, Bank of Scotland, TSB",
    "schwab": "Schwab",
    "volksbank": "Volksbank, Raiffeisenbank",
    "plain": "plain files",
}


def _systems() -> str:
    """What is read of each system; a star where nobody has seen the headings in a file or its documentation."""
    kinds: dict[str, dict[str, bool]] = {system: {} for system in SYSTEMS}
    for mapping in load_mappings():
        if not mapping.set_aside and mapping.system in kinds:
            known = kinds[mapping.system]
            known[mapping.kind] = known.get(mapping.kind, False) or mapping.verified
    rows = [f"| {SYSTEMS[system]} | {_listed(found)} |" for system, found in kinds.items()]
    return "| system | what is read |\n|---|---|\n" + "\n".join(rows)


def _listed(kinds: dict[str, bool]) -> str:
    return ", ".join(kind if seen else f"{kind} \\*" for kind, seen in sorted(kinds.items()))


def tables() -> dict[str, str]:
    """The rows of each generated table by the name of its mark."""
    return {
        "pages": "| address | what it shows |\n|---|---|\n"
        + "\n".join(f"| `{address}` | {what} |" for address, what in PAGES.items()),
        "systems": _systems(),
        "settings": "| setting | what it is |\n|---|---|\n"
        + "\n".join(f"| `{name}` | {what} |" for name, what in documented().items()),
        "metrics": "| metric | question | formula |\n|---|---|---|\n"
        + "\n".join(f"| {item.title} | {item.question} | {item.formula} |" for item in metrics().values()),
    }


def rewritten(text: str) -> str:
    """The README with its generated tables as they should be."""
    for name, rows in tables().items():
        before, rest = text.split(f"<!-- {name} -->\n", 1)
        text = f"{before}<!-- {name} -->\n{rows}\n<!-- end -->" + rest.split("<!-- end -->", 1)[1]
    return text


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
