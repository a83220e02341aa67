"""Numbers and money: signs, currencies, thousands and the decimal mark, decided for a whole column."""

import re
from dataclasses import dataclass, field

import duckdb

from data.reading.currencies import SIGNS, currency_expression, known_as
from data.reading.date_forms import plain
from data.reading.dates import Evidence
from data.reading.shapes import Shape, fits_sql, shapes
from data.reading.sql import Parameters, literal
from data.reading.values import is_nothing

CURRENCY_SIGNS = SIGNS
MARKS = {".": "decimal point", ",": "decimal comma"}
MOST_REPLACED = 4  # characters; more of them are cheaper to translate at once

_DASHES = "-−–—‐‑﹣－"
_POWERS = {"": 0, "k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9}
_CURRENCY = currency_expression()
_SIGN = f"[{_DASHES}+]"
_NUMBER = re.compile(
    rf"(?P<guard>')?(?P<open>\()?(?P<sign>{_SIGN})? ?(?P<before>{_CURRENCY})? ?(?P<inner>\()? ?(?P<later>{_SIGN})? ?"
    r"(?P<body>9[9., '’‘ʼ]*|[.,]9+)(?P<power>(?i:k|mn?|bn?))? ?(?P<percent>%{1,2})?"
    rf"(?P<behind>[{_DASHES}])?(?P<shut>\))? ?(?P<after>{_CURRENCY})? ?(?P<side>(?i:CR|DR))?"
    rf"(?P<trailing> ?[{_DASHES}])?(?P<close>\))?"
)
_POWER_OF_TEN = re.compile(r"[+-]?9{1,15}[eE][+-]?9{1,2}")
_ZERO = re.compile(rf"{_CURRENCY} ?[{_DASHES}]|[{_DASHES}] ?{_CURRENCY}")


@dataclass(frozen=True)
class NumberShape:
    """A form of cell that can be a number."""

    shape: Shape
    body: str = ""
    currency: str | None = None
    is_percent: bool = False
    power: int = 0  # of ten: 3 for K, 6 for M, 9 for B
    side: str = ""  # CR or DR
    is_power_of_ten: bool = False  # 1E+05

    def valid_with(self, mark: str) -> bool:
        if self.is_power_of_ten:
            return True
        other = "," if mark == "." else "."
        thousands = rf"9{{1,3}}(?P<mark>[{other} '’‘ʼ])9{{3}}(?:(?P=mark)9{{3}})*"
        lakhs = rf"9{{1,2}}(?P<comma>[{other} ])9{{2}}(?:(?P=comma)9{{2}})*(?P=comma)9{{3}}"
        return re.fullmatch(rf"(?:{thousands}|{lakhs}|9+)(?:[{mark}]9*)?|[{mark}]9+", self.body) is not None

    def decimals_with(self, mark: str) -> int:
        return max(0, len(self.body.rpartition(mark)[2]) - self.power) if mark in self.body else 0


@dataclass
class NumberStudy:
    """What a column of numbers says about its decimal mark."""

    forms: list[NumberShape] = field(default_factory=list)
    strangers: int = 0  # cells that are no number at all
    blanks: dict[str, int] = field(default_factory=dict)  # cells that stand for no number, and how often
    zeros: dict[str, int] = field(default_factory=dict)  # "$ -": what a spreadsheet shows for nothing owed
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
        """The shapes that carry a currency, with its code or sign."""
        return {form.shape.text: form.currency for form in self.forms if form.currency}


def study_numbers(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> NumberStudy:
    """Reads the forms of a column of text, and the cells that settle the decimal mark."""
    study = NumberStudy()
    for shape in shapes(connection, table, column):
        text = plain(shape.text).strip()
        form = _read(shape, text)
        if form is not None:
            study.forms.append(form)
            _weigh(study, form)
        elif is_nothing(text):
            study.blanks[shape.text] = shape.count
        elif _ZERO.fullmatch(text):
            study.zeros[shape.text] = shape.count
        else:
            study.strangers += shape.count
    return study


def _read(shape: Shape, text: str) -> NumberShape | None:
    if _POWER_OF_TEN.fullmatch(text):
        return NumberShape(shape, is_power_of_ten=True)
    match = _NUMBER.fullmatch(text)
    if match is None or not _is_signed_once(match):
        return None
    currencies = [known_as(match[name]) for name in ("after", "before") if match[name]]
    form = NumberShape(
        shape,
        match["body"].strip(),
        currencies[0] if currencies else None,
        match["percent"] is not None,
        _POWERS[(match["power"] or "").lower()],
        (match["side"] or "").upper(),
    )
    is_doubtful = len(currencies) == 2 and any("." in currency for currency in currencies)
    return form if any(map(form.valid_with, MARKS)) and not is_doubtful else None


def _is_signed_once(match: re.Match[str]) -> bool:
    signs = [match[name] for name in ("open", "inner", "sign", "later", "behind", "trailing") if match[name]]
    if (match["side"] or "").upper() == "DR":
        signs.append("DR")
    opened = sum(match[name] is not None for name in ("open", "inner"))
    if match["body"].endswith((".", ",")) and (match["behind"] or match["trailing"]):
        return False  # "5,-" is five of something, and no debt
    return len(signs) <= 1 and opened == sum(match[name] is not None for name in ("shut", "close"))


def _weigh(study: NumberStudy, form: NumberShape) -> None:
    """Takes the first cell of each kind as evidence."""
    body, evidence = form.body, Evidence(form.shape.row, form.shape.example)
    points, commas = body.count("."), body.count(",")
    if points and commas:
        mark = "." if body.rfind(".") > body.rfind(",") else ","
    elif points + commas > 1:
        mark = "," if points else "."  # what repeats are the thousands
    elif points + commas == 1:
        used = "." if points else ","
        before, _, after = body.partition(used)
        if len(after) == 3 and 1 <= len(before) <= 3 and not form.shape.begins_with_zero:
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
    cell: str,
    study: NumberStudy,
    mark: str | None,
    sql_type: str,
    percent: bool,
    parameters: Parameters,
    bank: bool = False,
) -> str:
    """SQL for a cell as an exact number; NULL where the cell is none.

    Args:
        percent: a bare 40 is 0.4 too
        bank: the amount is money in a bank, so that CR is ours and DR is owed; elsewhere nobody can tell
    """
    mark = mark or "."
    valid = [form for form in study.forms if form.valid_with(mark) and (bank or not form.side)]
    written = [form for form in valid if not form.is_power_of_ten]
    cases = []
    if study.zeros:
        cases.append((f"list_contains({literal(list(study.zeros))}, {cell})", f"0::{sql_type}"))
    if len(written) < len(valid):
        powers = [form.shape.text for form in valid if form.is_power_of_ten]
        cases.append((fits_sql(cell, powers, parameters), f"try_cast({cell} as {sql_type})"))
    if written:
        value = _value(cell, written, mark, sql_type, percent, parameters)
        is_sure = len(valid) == len(study.forms) and not study.strangers
        known = "true" if is_sure else fits_sql(cell, [form.shape.text for form in written], parameters)
        cases.append((known, value))
    if not cases:
        return f"null::{sql_type}"
    if [condition for condition, _ in cases] == ["true"]:
        return cases[0][1]
    return f"case {' '.join(f'when {condition} then {value}' for condition, value in cases)} end"


def _value(cell: str, forms: list[NumberShape], mark: str, sql_type: str, percent: bool, parameters: Parameters) -> str:
    """SQL for cells that have one of these forms."""
    dotted = sorted({form.currency for form in forms if form.currency and "." in form.currency})
    used = sorted({char for form in forms for char in form.shape.text if char not in ("9", mark)})
    digits = _without(_without_all(cell, dotted), used)
    if mark == ",":
        digits = f"replace({digits}, ',', '.')"
    negative = [f"contains({cell}, '{char}')" for char in (*_DASHES, "(") if char in used]
    owed = [form.shape.text for form in forms if form.side == "DR"]
    if owed:
        negative.append(fits_sql(cell, owed, parameters))
    if negative:
        digits = f"case when {' or '.join(negative)} then '-' else '' end || {digits}"
    factor = _factor(cell, forms, percent, parameters)
    if not factor:
        return f"try_cast({digits} as {sql_type})"
    return f"try_cast(try_cast({digits} as decimal(26,8)) * {factor} as {sql_type})"


def _without(cell: str, chars: list[str]) -> str:
    if len(chars) > MOST_REPLACED:
        return f"translate({cell}, {literal(''.join(chars))}, '')"
    return _without_all(cell, chars)


def _without_all(cell: str, texts: list[str]) -> str:
    for text in texts:
        cell = f"replace({cell}, {literal(text)}, '')"
    return cell


def _factor(cell: str, forms: list[NumberShape], percent: bool, parameters: Parameters) -> str:
    """SQL for what the digits are multiplied by; empty where that is 1. A division would leave the decimals."""
    cases = []
    for power in sorted({form.power for form in forms if form.power}):
        shaped = [form.shape.text for form in forms if form.power == power]
        cases.append(f"when {fits_sql(cell, shaped, parameters)} then {10**power}")
    if percent:
        return "0.01"
    if any(form.is_percent for form in forms):
        cases.append(f"when contains({cell}, '%') then 0.01")
    return f"(case {' '.join(cases)} else 1 end)::decimal(12,2)" if cases else ""


def lost_decimals(study: NumberStudy, mark: str | None, kept: int) -> int:
    """How many cells have more decimals than are kept."""
    return sum(form.shape.count for form in study.forms if form.decimals_with(mark or ".") > kept)
