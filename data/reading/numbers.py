"""Numbers and money: signs, currencies, thousands and the decimal mark, decided for a whole column."""

import re
from dataclasses import dataclass, field

import duckdb

from data.reading.dates import Evidence
from data.reading.shapes import Shape, shape_of, shapes
from data.reading.sql import Parameters

CURRENCY_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
}
MARKS = {".": "decimal point", ",": "decimal comma"}

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009", " "))
_CURRENCY = r"(?:[A-Z]{0,2}[$€£¥₹]|[A-Z]{3})"
_NUMBER = re.compile(
    rf"(?P<guard>')?(?P<open>\()?(?P<sign>[-+−–])? ?(?P<before>{_CURRENCY})? ?(?P<later>[-+−–])?"
    rf"(?P<body>9[9., '’]*|[.,]9+) ?(?P<percent>%)? ?(?P<after>{_CURRENCY})?(?P<trailing>[-−–])?(?P<close>\))?"
)


@dataclass(frozen=True)
class NumberShape:
    """A form of cell that can be a number."""

    shape: Shape
    body: str
    currency: str | None
    is_percent: bool

    def valid_with(self, mark: str) -> bool:
        other = "," if mark == "." else "."
        groups = rf"9{{1,3}}(?:[{other} '’]9{{2,3}})*[{other} '’]9{{3}}|9+"
        return re.fullmatch(rf"(?:{groups})(?:[{mark}]9*)?|[{mark}]9+", self.body) is not None

    def decimals_with(self, mark: str) -> int:
        return len(self.body.rpartition(mark)[2]) if mark in self.body else 0


@dataclass
class NumberStudy:
    """What a column of numbers says about its decimal mark."""

    forms: list[NumberShape] = field(default_factory=list)
    strangers: int = 0  # forms that are no number at all
    point: Evidence | None = None
    comma: Evidence | None = None
    lone_point: Evidence | None = None  # "1.000": a thousand, or one
    lone_comma: Evidence | None = None

    @property
    def proven(self) -> str | None:
        if self.point and self.comma:
            return None
        return "." if self.point else "," if self.comma else None

    @property
    def needs_mark(self) -> bool:
        return any((self.point, self.comma, self.lone_point, self.lone_comma))

    @property
    def currencies(self) -> dict[str, str]:
        """The shapes that carry a currency."""
        return {form.shape.text: form.currency for form in self.forms if form.currency}


def study_numbers(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> NumberStudy:
    """Reads the forms of a column of text, and the cells that settle the decimal mark."""
    study = NumberStudy()
    for shape in shapes(connection, table, column):
        match = _NUMBER.fullmatch(shape.text.translate(_SPACES))
        if match is None or not _is_signed_once(match):
            study.strangers += 1
            continue
        body = match["body"].strip()
        currency = match["before"] or match["after"]
        study.forms.append(NumberShape(shape, body, currency, match["percent"] is not None))
        _weigh(study, shape, body)
    return study


def _is_signed_once(match: re.Match[str]) -> bool:
    signs = [match[name] for name in ("open", "sign", "later", "trailing") if match[name] is not None]
    return len(signs) <= 1 and (match["open"] is None) == (match["close"] is None)


def _weigh(study: NumberStudy, shape: Shape, body: str) -> None:
    """Takes the first cell of each kind as evidence."""
    evidence = Evidence(shape.row, shape.example)
    points, commas = body.count("."), body.count(",")
    if points and commas:
        mark = "." if body.rfind(".") > body.rfind(",") else ","
    elif points + commas > 1:
        mark = "," if points else "."  # what repeats are the thousands
    elif points + commas == 1:
        used = "." if points else ","
        before, _, after = body.partition(used)
        if len(after) == 3 and 1 <= len(before) <= 3 and not shape.begins_with_zero:
            if used == ".":
                study.lone_point = study.lone_point or evidence
            else:
                study.lone_comma = study.lone_comma or evidence
            return
        mark = used
    else:
        return
    if mark == ".":
        study.point = study.point or evidence
    else:
        study.comma = study.comma or evidence


def number_sql(
    cell: str, study: NumberStudy, mark: str | None, sql_type: str, percent: bool, parameters: Parameters
) -> str:
    """SQL for a cell as an exact number; NULL where the cell is none. With `percent`, a bare 40 is 0.4 too."""
    mark = mark or "."
    valid = [form for form in study.forms if form.valid_with(mark)]
    if not valid:
        return f"null::{sql_type}"
    removed = sorted({char for form in valid for char in form.shape.text if char not in ("9", mark)})
    digits = f"translate({cell}, {parameters(''.join(removed))}, '')" if removed else cell
    if mark == ",":
        digits = f"replace({digits}, ',', '.')"
    negative = " or ".join(f"contains({cell}, '{char}')" for char in "-−–(" if char in removed)
    if negative:
        digits = f"case when {negative} then '-' else '' end || {digits}"
    if percent or any(form.is_percent for form in valid):
        # Times 0.01, because a division would leave the decimals.
        whole = f"try_cast({digits} as decimal(26,8))"
        share = (
            f"{whole} * 0.01" if percent else f"case when contains({cell}, '%') then {whole} * 0.01 else {whole} end"
        )
        value = f"try_cast({share} as {sql_type})"
    else:
        value = f"try_cast({digits} as {sql_type})"
    if len(valid) == len(study.forms) and not study.strangers:
        return value
    return (
        f"case when list_contains({parameters([form.shape.text for form in valid])}, {shape_of(cell)}) then {value} end"
    )


def lost_decimals(study: NumberStudy, mark: str | None, kept: int) -> int:
    """How many cells have more decimals than are kept."""
    return sum(form.shape.count for form in study.forms if form.decimals_with(mark or ".") > kept)
