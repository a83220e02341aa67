"""Finds the header row of a file by known headings, and with it the mapping that fits the file."""

from dataclasses import dataclass

from data.reading.mapping import Mapping, normal
from data.reading.refusal import RefusedError
from data.reading.rows import DELIMITERS, Records, chunks

# Titles, dates and blank lines above the headings; more than this is not a list with a title.
SEARCHED_RECORDS = 50
SEARCHED_CHARACTERS = 1_000_000
# One heading in common, such as "Name" or "Total", makes no export alike.
CLOSE_ENOUGH = 2


@dataclass(frozen=True)
class Recognition:
    """The mapping of a file, and where its headings stand."""

    mapping: Mapping
    delimiter: str
    index: int  # of the header among the records
    line: int
    headings: tuple[str, ...]

    def position(self, *choices: str) -> int | None:
        """The column of the first of these headings that the file has; of equal headings the first counts."""
        for choice in choices:
            wanted = normal(choice)
            for position, heading in enumerate(self.headings):
                if normal(heading) == wanted:
                    return position
        return None


def recognise(text: str, mappings: list[Mapping]) -> Recognition:
    """The best match over every delimiter, every early record and every mapping."""
    beginning = text[:SEARCHED_CHARACTERS]
    samples = {
        delimiter: next(chunks(beginning, delimiter, SEARCHED_RECORDS), Records([], [])) for delimiter in DELIMITERS
    }
    if not any(sample.rows for sample in samples.values()):
        raise RefusedError("empty", "The file is empty.")
    best: tuple[tuple[bool, int, int, int], Recognition] | None = None
    for delimiter, sample in samples.items():
        for index, row in enumerate(sample.rows):
            present = {normal(cell) for cell in row}
            for mapping in mappings:
                if _missing(mapping, present):
                    continue
                matched = len({normal(name) for name in mapping.heading_names()} & present)
                score = (mapping.is_own, matched, len(mapping.required), -index)
                if best is None or score > best[0]:
                    found = Recognition(mapping, delimiter, index, sample.lines[index], tuple(row))
                    best = (score, found)
    if best is None:
        raise RefusedError("not recognised", _closest(list(samples.values()), mappings))
    return best[1]


def _missing(mapping: Mapping, present: set[str]) -> list[str]:
    return [choices[0] for choices in mapping.required if not any(normal(choice) in present for choice in choices)]


def _closest(samples: list[Records], mappings: list[Mapping]) -> str:
    """Names the mapping that came nearest, and the headings that it still wants."""
    best: tuple[tuple[int, float], Mapping, list[str], int] | None = None
    for sample in samples:
        for index, row in enumerate(sample.rows):
            present = {normal(cell) for cell in row}
            for mapping in (mapping for mapping in mappings if not mapping.set_aside):
                missing = _missing(mapping, present)
                found = len(mapping.required) - len(missing)
                matched = len({normal(name) for name in mapping.heading_names()} & present)
                score = (matched, found / len(mapping.required))
                if found >= CLOSE_ENOUGH and (best is None or score > best[0]):
                    best = (score, mapping, missing, sample.lines[index])
    if best is None:
        return "No line of the file has the headings of an export that the board knows."
    _, mapping, missing, line = best
    headings = ", ".join(f'"{heading}"' for heading in missing)
    return (
        f"The headings are not those of an export that the board knows. The closest is {mapping.title} (line {line}), "
        f"but {headings} {'is' if len(missing) == 1 else 'are'} missing."
    )
