"""The other types: yes and no, and whole numbers. And what a person is told that a column should hold."""

WANTED = {
    "text": "text",
    "integer": "a whole number",
    "money": "an amount of money",
    "rate": "a rate",
    "fraction": "a share or percentage",
    "date": "a date",
    "timestamp": "a date or time",
    "boolean": "yes or no",
}

_TRUE = "('1', 'true', 'yes', 'y', 't', 'on')"
_FALSE = "('0', 'false', 'no', 'n', 'f', 'off')"


def boolean_sql(cell: str) -> str:
    return f"case when lower({cell}) in {_TRUE} then true when lower({cell}) in {_FALSE} then false end"


def integer_sql(cell: str) -> str:
    return f"case when regexp_full_match({cell}, '[-+]?[0-9]+([.]0+)?') then try_cast({cell} as bigint) end"
