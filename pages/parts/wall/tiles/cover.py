"""What covers the money needed: each layer of it in 15, 30 and 60 days."""

from typing import Any

from pages.parts.wall.tile import Content, Tile, Wall, changing, unknown
from pages.parts.wall.tiles.figures import Line, sheet

TITLE = "What covers it"
LAYERS = (
    ("collections", "to collect", "mb-layer-1"),
    ("signed", "signed", "mb-layer-2"),
    ("closings", "to close", "mb-layer-3"),
)


def cover(wall: Wall) -> Content:
    """A line for each layer with the colour that it has in the bars above, and what is missing or left in the end."""
    rows = wall.rows("cash/need")
    if not rows or all(row["cover"] is None for row in rows):
        return unknown(TITLE, wall.first("cash/need").get("missing"))
    lines = [
        Line([f'<i class="mb-key {css}"></i>{words}', *(_amount(wall, row, layer) for row in rows)])
        for layer, words, css in LAYERS
    ]
    lines.append(Line(["covered", *(_amount(wall, row, "cover") for row in rows)], "mb-sum"))
    lines.append(Line(['<i class="mb-key mb-layer-gap"></i>short or over', *(_left(wall, row) for row in rows)]))
    body = sheet(["", *(f"{row['horizon_days']} days" for row in rows)], lines)
    return Content(TITLE, body, wall.page("cash"), wall.aside("cash/need"))


COVER = Tile("cover", TITLE, ("cash/need",), cover)


def _amount(wall: Wall, row: dict[str, Any], layer: str) -> str:
    return changing(f"{layer} {row['horizon_days']}", wall.short(row[layer]))


def _left(wall: Wall, row: dict[str, Any]) -> str:
    """What is short with its sign, or what is left."""
    gap = row["gap"]
    key = f"gap {row['horizon_days']}"
    if gap is None:
        return changing(key, "–")
    if gap > 0:
        return changing(key, f"▲ {wall.short(gap)}", "mb-act")
    return changing(key, f'<i class="mb-tick">✓ </i>{wall.short(-gap)}', "mb-ok")
