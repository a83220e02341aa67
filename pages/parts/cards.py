"""Small pieces of HTML that every page uses: headings, cards, notes. Texts from exports are always escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pages.parts.html import html


def heading(title: str, about: str) -> None:
    """The page's name, and one line for who meets it for the first time: what question, what day, what to do next."""
    html(f'<div class="mb-heading"><h1>{escape(title)}</h1><p>{escape(about)}</p></div>')


def section(title: str, about: str = "") -> None:
    """A heading inside a page with one muted line."""
    line = f"<p>{escape(about)}</p>" if about else ""
    html(f'<div class="mb-section"><h2>{escape(title)}</h2>{line}</div>')


def note(body: str, *, act: bool = False) -> None:
    """A line of plain words; `body` is HTML with every export text escaped. `act` asks for something to be done."""
    html(f'<div class="mb-note{" mb-act" if act else ""}">{body}</div>')


def problem(folder: Path, message: str) -> None:
    """What could not be read, line by line, and where."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in message.splitlines() if line.strip())
    html(
        f'<div class="mb-note mb-act"><b>▲ Nothing could be read in {escape(str(folder))}</b><ul>{lines}</ul>'
        "<p>Put exports of your CRM and billing system there as CSV or Excel files. "
        "<code>python -m data check FOLDER</code> says what it makes of each file.</p></div>"
    )


def missing(needs: list[str], what: str = "This") -> None:
    """Instead of a number that cannot be made: the exports that it needs."""
    names = "".join(f"<li>{escape(name)}</li>" for name in needs)
    html(
        f'<div class="mb-note mb-grey"><b>{escape(what)} needs exports that are not there:</b><ul>{names}</ul>'
        '<p>The <a href="data">Data page</a> has an empty template for each.</p></div>'
    )


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """Short texts with their names, one a line."""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text)
    html(f'<dl class="mb-facts">{lines}</dl>')


def sql(text: str, summary: str) -> str:
    """The text of a query, folded away behind its summary, as HTML."""
    body = f'<pre class="mb-sql">{escape(text)}</pre>'
    return f'<details class="mb-more"><summary>{escape(summary)}</summary>{body}</details>'


def matrix(columns: list[str], lines: list[tuple[str, list[str], bool]]) -> None:
    """A small table with a name before each line; the cells are HTML already, True makes a line strong."""
    head = "".join(f"<th>{escape(column)}</th>" for column in ["", *columns])
    body = "".join(
        f'<tr class="{"mb-strong" if strong else ""}"><td>{escape(name)}</td>'
        f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for name, cells, strong in lines
    )
    html(f'<div class="mb-scroll"><table class="mb-matrix"><tr>{head}</tr>{body}</table></div>')


@dataclass(frozen=True)
class Card:
    """One number: its name, its value, one line beneath it, the link that opens it, and a sign for what needs doing."""

    label: str
    value: str
    line: str = ""
    href: str = ""
    sign: str = ""
    act: bool = False
    grey: bool = False


def row(items: Iterable[Card]) -> None:
    """Cards side by side; they wrap on a narrow screen."""
    html(f'<div class="mb-cards">{"".join(_card(item) for item in items)}</div>')


def _card(card: Card) -> str:
    state = " mb-act" if card.act else " mb-grey" if card.grey else ""
    sign = f'<span class="mb-sign">{card.sign}</span> ' if card.sign else ""
    body = (
        f'<div class="mb-label">{escape(card.label)}</div>'
        f'<div class="mb-value">{sign}{escape(card.value)}</div>'
        f'<div class="mb-line">{escape(card.line)}</div>'
    )
    if not card.href:
        return f'<div class="mb-card{state}">{body}</div>'
    return (
        f'<a class="mb-card{state}" href="{escape(card.href, quote=True)}" title="Open the rows behind it">{body}</a>'
    )
