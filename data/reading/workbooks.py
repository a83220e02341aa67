"""Workbooks to text: every sheet of an Excel or OpenDocument file as a grid."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine

from data.reading import workbook_gaps
from data.reading.grid import Grid
from data.reading.refusal import RefusedError
from data.reading.unpacking import refuse_large_workbook

_MIDNIGHT = time()
_OWN_OF_A_PROGRAM = python_calamine.SheetVisibleEnum.VeryHidden


def sheets(path: Path) -> Iterator[tuple[str, Grid]]:
    """The sheets that hold anything, with their names; a sheet that only programs can show is none of them."""
    try:
        refuse_large_workbook(path)
        with path.open("rb") as file:
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
            notes = workbook_gaps.notes(path)
            for sheet in workbook.sheets_metadata:
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet and sheet.visible != _OWN_OF_A_PROGRAM:
                    rows = workbook.get_sheet_by_name(sheet.name).iter_rows()
                    grid = Grid.of([as_text(cell) for cell in row] for row in rows)
                    grid.notes.extend(notes.get(sheet.name, []))
                    if grid.rows:
                        yield sheet.name, grid
    except RefusedError:
        raise
    except python_calamine.PasswordError as error:
        message = "The workbook is locked by a password. Save it without one, and try again."
        raise RefusedError("not a workbook", message) from error
    except Exception as error:  # the library has many errors for a broken workbook, and no common one
        raise RefusedError("not a workbook", f"The workbook cannot be opened, or is half-written: {error}.") from error


def as_text(cell: Any) -> str:
    """A cell as an export would write it: days and times in ISO form, numbers with a decimal point."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return number_as_text(cell)
    if isinstance(cell, datetime):
        second = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
        return second.isoformat(sep=" ") if second.time() != _MIDNIGHT else second.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell) if not isinstance(cell, timedelta) else number_as_text(cell.total_seconds())


def number_as_text(cell: float) -> str:
    """Fifteen digits, as the program that wrote it keeps them; 1.125 as 1.1250, so that it is no thousand."""
    text = format(Decimal(format(cell + 0.0, ".15g")), "f")
    _, _, decimals = text.partition(".")
    return text + "0" if len(decimals) == 3 else text
