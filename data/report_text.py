"""File reports as text for a terminal."""

from decimal import Decimal

from data.reading.reports import ColumnReport, FileReport, Reason

LABEL_WIDTH = 14


def as_text(reports: list[FileReport], columns: bool = False) -> str:
    """Every file as a short block, then one line that adds them up.

    Args:
        columns: every column with its counts and an example, instead of those alone for which something was decided
    """
    if not reports:
        return "There is no export in the folder."
    blocks = [_block(report, columns) for report in reports]
    counts = {status: sum(report.status == status for report in reports) for status in ("read", "set aside", "refused")}
    summary = ", ".join(f"{count} {status}" for status, count in counts.items())
    total = FileReport(
        "",
        rows_read=sum(report.rows_read for report in reports),
        rows_kept=sum(report.rows_kept for report in reports),
        rows_repeated=sum(report.rows_repeated for report in reports),
        rows_rejected=sum(report.rows_rejected for report in reports),
        rows_not_data=sum(report.rows_not_data for report in reports),
    )
    files = f"{len(reports)} {'file' if len(reports) == 1 else 'files'}: {summary}"
    return "\n\n".join([*blocks, f"{files}\n{_rows(total, 'rows read')}"])


def _block(report: FileReport, columns: bool) -> str:
    lines = [f"{report.file}", _line(report.status, report.message)]
    if report.header_row is not None:
        lines.append(_line("file", f"{report.encoding}, {report.delimiter}, headings in line {report.header_row}"))
        lines.append(_line("rows", _rows(report, "read")))
    if report.exported_on is not None:
        lines.append(_line("exported on", f"{report.exported_on} ({report.exported_on_proof}), {report.extent}"))
    told = [_column(column, columns) for column in report.columns if columns or column.decided]
    if told:
        lines += _labelled("columns", told)
    elif report.date_order is not None:
        lines.append(_line("date order", f"{report.date_order}: {report.date_order_proof}"))
    width = max((len(column) for column in report.totals), default=0)
    lines += _labelled("totals", [f"{name:<{width}}  {Decimal(sum_):>18,}" for name, sum_ in report.totals.items()])
    lines += [line for reason in report.reasons if reason.severity != "set aside" for line in _reason(report, reason)]
    return "\n".join(lines)


def _rows(report: FileReport, read: str) -> str:
    """How the rows that were read add up; what is no record is named where a file has any."""
    parts = {
        "kept": report.rows_kept,
        "repeated": report.rows_repeated,
        "rejected": report.rows_rejected,
        "no record": report.rows_not_data,
    }
    shown = " + ".join(f"{count:,} {name}" for name, count in parts.items() if count or name != "no record")
    return f"{report.rows_read:,} {read} = {shown}"


def _column(column: ColumnReport, counted: bool) -> str:
    named = f'{column.decided or "as it is"}: "{column.heading}"'
    proven = f"{named}, {column.proof}" if column.proof else named
    if not counted:
        return proven
    example = "; ".join(raw if raw == read else f"{raw} -> {read}" for raw, read in column.examples[:1])
    said = f"{proven} ({column.table}.{column.column}: {column.filled:,} filled, {column.blank:,} blank"
    return f"{said}, such as {example})" if example else f"{said})"


def _reason(report: FileReport, reason: Reason) -> list[str]:
    if reason.severity == "refused":
        return []  # the status line says it already
    shown = ", ".join(f"{row:,}" for row in reason.rows)
    more = ", ..." if reason.count > len(reason.rows) else ""
    place = f" (line{'s' if reason.count > 1 else ''} {shown}{more})" if reason.rows else ""
    return [
        _line(reason.severity, f"{reason.count:,} {reason.code}{place}"),
        _line("", f"such as {reason.message.removeprefix(report.file).lstrip(',: ')}"),
    ]


def _labelled(label: str, texts: list[str]) -> list[str]:
    return [_line("" if number else label, text) for number, text in enumerate(texts)]


def _line(label: str, text: str) -> str:
    return f"  {label:<{LABEL_WIDTH}} {text}"
