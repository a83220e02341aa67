"""File reports as text for a terminal."""

from decimal import Decimal

from data.reading.reports import FileReport, Reason

LABEL_WIDTH = 14


def as_text(reports: list[FileReport]) -> str:
    """Every file as a short block, then one line that adds them up."""
    if not reports:
        return "There is no export in the folder."
    blocks = [_block(report) for report in reports]
    counts = {status: sum(report.status == status for report in reports) for status in ("read", "set aside", "refused")}
    summary = ", ".join(f"{count} {status}" for status, count in counts.items())
    rows = (
        f"{sum(report.rows_read for report in reports):,} rows read = "
        f"{sum(report.rows_kept for report in reports):,} kept + "
        f"{sum(report.rows_repeated for report in reports):,} repeated + "
        f"{sum(report.rows_rejected for report in reports):,} rejected"
    )
    return "\n\n".join([*blocks, f"{len(reports)} {'file' if len(reports) == 1 else 'files'}: {summary}\n{rows}"])


def _block(report: FileReport) -> str:
    lines = [f"{report.file}", _line(report.status, report.message)]
    if report.header_row is not None:
        lines.append(_line("file", f"{report.encoding}, {report.delimiter}, headings in line {report.header_row}"))
        lines.append(
            _line(
                "rows",
                f"{report.rows_read:,} read = {report.rows_kept:,} kept + {report.rows_repeated:,} repeated "
                f"+ {report.rows_rejected:,} rejected",
            )
        )
    if report.exported_on is not None:
        lines.append(_line("exported on", f"{report.exported_on} ({report.exported_on_proof}), {report.extent}"))
    if report.date_order is not None:
        lines.append(_line("date order", f"{report.date_order}: {report.date_order_proof}"))
    width = max((len(column) for column in report.totals), default=0)
    for number, (column, total) in enumerate(report.totals.items()):
        lines.append(_line("" if number else "totals", f"{column:<{width}}  {Decimal(total):>18,}"))
    lines += [line for reason in report.reasons if reason.severity != "set aside" for line in _reason(report, reason)]
    return "\n".join(lines)


def _reason(report: FileReport, reason: Reason) -> list[str]:
    if reason.severity == "refused":
        return []  # the status line says it already
    shown = ", ".join(f"{row:,}" for row in reason.rows)
    more = ", ..." if reason.count > len(reason.rows) else ""
    place = f" (line{'s' if reason.count > 1 else ''} {shown}{more})" if reason.rows else ""
    return [
        _line(reason.severity, f"{reason.count:,} {reason.code}{place}"),
        _line("", f"such as {reason.message.removeprefix(report.file + ', ')}"),
    ]


def _line(label: str, text: str) -> str:
    return f"  {label:<{LABEL_WIDTH}} {text}"
