"""The number that a tile begins with: alone with its words, or against its goal with a bar and a verdict."""

from collections.abc import Sequence
from html import escape

from pages.parts.wall.tile import changing

FITS, FITS_SECOND = 3.6, 6.0
"""Letters of a great number, and of a smaller one, that have room in the narrowest tile."""


def standing(
    number: str, words: Sequence[str], share: float, goal: float | None, verdict: str, *, is_good: bool
) -> str:
    """The body of a tile; `share` of the bar is filled and a mark stands at `goal`. `verdict` is HTML, or empty."""
    mark = f'<i class="mb-mark" style="left:{min(goal, 0.997) * 100:.1f}%"></i>' if goal is not None else ""
    lines = "<br>".join(escape(line) for line in words if line)
    told = f'<b class="{"mb-ok" if is_good else "mb-act"}">{changing("verdict", verdict)}</b>' if verdict else ""
    return (
        f"{great(number, lines)}"
        f'<div class="mb-bar"><span class="mb-layer-1" style="width:{min(share, 1) * 100:.1f}%"></span>{mark}</div>'
        f'<div class="mb-verdict">{told}</div>'
    )


def great(number: str, words: str = "") -> str:
    """The largest number of a tile, smaller when it is long; `words` stand beside it and are HTML."""
    beside = f'<span class="mb-beside">{words}</span>' if words else ""
    fit = f"--fit:{min(1.0, FITS / len(number)):.2f}"
    return (
        f'<div class="mb-second mb-great" style="{fit}">{changing("number", escape(number), "mb-number")}{beside}</div>'
    )


def second(number: str, words: str) -> str:
    """A number with its words beside it, for a tile that shows more below; `words` are HTML."""
    fit = f"--fit:{min(1.0, FITS_SECOND / len(number)):.2f}"
    return (
        f'<div class="mb-second mb-fitting" style="{fit}">{changing("number", escape(number), "mb-number")}'
        f'<span class="mb-beside">{words}</span></div>'
    )
