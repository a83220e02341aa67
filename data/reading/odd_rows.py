"""The rows of a list that may be no records: found by what they lack, judged once the last row is known."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce

import pyarrow as pa
from pyarrow import compute

from data.reading.header import Recognition
from data.reading.row_kinds import NotData, Row, kinds_in_list
from data.reading.rows import Records
from data.reading.sheet import required_positions
from data.reading.text import BLANKS


class OddRows:
    """Gathers rows without what every record has, rows with one cell, and rows that begin like the headings."""

    def __init__(self, recognition: Recognition) -> None:
        self.recognition = recognition
        self.used = recognition.used_positions()
        groups = required_positions(recognition)
        self.required = groups if all(groups) else []
        self.rows: list[Row] = []
        self.last_record = 0  # the line of the last row that is surely one

    def look_at(self, records: Records, cells: Mapping[int, pa.Array], blank_lines: Collection[int] = ()) -> None:
        """Looks at the next records, which are all of one width.

        Args:
            cells: the same records as one array for each position in use, as `trimmed` makes them
            blank_lines: lines on which blank records end
        """
        lines = records.lines
        if not lines or not self.used:
            self.last_record = max([self.last_record, *lines[-1:]])
            return
        is_odd = self._is_odd(cells)
        width = records.widths[0]
        for index in compute.indices_nonzero(is_odd).to_pylist():
            row = records.cells[index * width : (index + 1) * width]
            self.rows.append(Row(lines[index], row, lines[index] - 1 in blank_lines))
        surely = compute.indices_nonzero(compute.invert(is_odd))
        if len(surely):
            self.last_record = max(self.last_record, lines[surely[-1].as_py()])

    def _is_odd(self, cells: Mapping[int, pa.Array]) -> pa.Array:
        first, others = self.used[0], self.used[1:]
        heading = self.recognition.headings[first].strip(BLANKS)
        masks = [compute.fill_null(compute.equal(cells[first], heading), False)]
        if self.required:
            masks.append(_all(_any(compute.is_null(cells[place]) for place in group) for group in self.required))
        if others:
            masks.append(_all(compute.is_null(cells[place]) for place in others))
        return _any(masks)

    def kinds(self, ends_with_newline: bool) -> list[NotData]:
        """What the odd rows are, those left out that are records after all."""
        self.rows.sort(key=lambda row: row.line)
        return kinds_in_list(self.rows, self.recognition.headings, self.last_record, ends_with_newline)


def trimmed(cells: Sequence[str]) -> pa.Array:
    """Cells without blanks around them, null where nothing is left."""
    kept = compute.utf8_trim(pa.array(cells, pa.string()), characters=BLANKS)
    return compute.if_else(compute.equal(kept, ""), pa.scalar(None, pa.string()), kept)


def _any(masks: Iterable[pa.Array]) -> pa.Array:
    return reduce(compute.or_, masks)


def _all(masks: Iterable[pa.Array]) -> pa.Array:
    return reduce(compute.and_, masks)
