"""The look: the two palettes, the fonts that are shipped, and the style sheets of the pages and of the wall."""

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Mode = Literal["light", "dark"]
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, for what cannot follow the style sheet: the drawn charts."""

    ground: str
    tile: str
    text: str
    muted: str
    blue: str
    blue_second: str
    blue_third: str
    orange: str
    track: str
    band: str


PALETTES: dict[Mode, Palette] = {
    "dark": Palette(
        ground="#0d1320",
        tile="#141c2c",
        text="#eef2f8",
        muted="#93a1b8",
        blue="#5aa7ff",
        blue_second="#2f6fb8",
        blue_third="#1f4874",
        orange="#ffad42",
        track="#253047",
        band="#1b3554",
    ),
    "light": Palette(
        ground="#f3f5f9",
        tile="#ffffff",
        text="#101828",
        muted="#5d6b82",
        blue="#1769c2",
        blue_second="#5495dd",
        blue_third="#b4d2f2",
        orange="#ad5600",
        track="#dfe5ee",
        band="#d6e5f7",
    ),
}


def _font_face(family: str, file: str, only: str = "") -> str:
    data = base64.b64encode((HERE / "fonts" / file).read_bytes()).decode()
    letters = f"unicode-range:{only};" if only else ""
    return (
        f"@font-face{{font-family:'{family}';font-weight:400 700;font-display:block;{letters}"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


@cache
def style_sheet() -> str:
    """The fonts and the pages' rules; the same text for everybody, so that the browser keeps it."""
    fonts = _font_face("Inter", "Inter.woff2") + _font_face("Inter Tabular", "InterTabularDigits.woff2", "U+30-39")
    return f"<style>{fonts}{_colours()}{_charts()}{(HERE / 'pages.css').read_text()}</style>"


def _colours() -> str:
    # light-dark() follows the theme that is active in the viewer's browser, also when it is changed there.
    light, dark = PALETTES["light"], PALETTES["dark"]
    names = Palette.__dataclass_fields__
    pairs = (f"--{name.replace('_', '-')}:light-dark({getattr(light, name)},{getattr(dark, name)});" for name in names)
    return f".stApp{{{''.join(pairs)}}}"


def _charts() -> str:
    # A drawn chart keeps its colours when the viewer changes the theme; these rules repaint it at once.
    rules = []
    for palette in PALETTES.values():
        for name in Palette.__dataclass_fields__:
            red, green, blue = (int(getattr(palette, name)[index : index + 2], 16) for index in (1, 3, 5))
            for paint in ("fill", "stroke"):
                drawn = f'.js-plotly-plot [style*="{paint}: rgb({red}, {green}, {blue})"]'
                rules.append(f"{drawn}{{{paint}:var(--{name.replace('_', '-')}) !important}}")
    return "".join(rules)
