"""One palette everywhere, and nothing that is fetched from elsewhere."""

import math
import re
import tomllib
from pathlib import Path

import pytest

from pages.parts import theme
from pages.parts.wall import style

ROOT = Path(__file__).parents[2]


def test_streamlit_has_the_same_palette() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for mode, palette in theme.PALETTES.items():
        assert config[mode]["backgroundColor"] == palette.ground
        assert config[mode]["secondaryBackgroundColor"] == palette.tile
        assert config[mode]["textColor"] == palette.text
        assert config[mode]["primaryColor"] == palette.blue
        assert config[mode]["orangeColor"] == palette.orange


def test_texts_stand_out_from_what_is_behind_them() -> None:
    """WCAG 2.2 AA: 4.5 to 1 for texts of any size."""
    for palette in theme.PALETTES.values():
        for colour in (palette.text, palette.muted, palette.blue, palette.orange):
            assert _contrast(colour, palette.tile) >= 4.5, colour
            assert _contrast(colour, palette.ground) >= 4.5, colour
        assert _contrast(palette.ground, palette.muted) >= 4.5, "the chips"


def test_what_is_drawn_stands_out_from_what_is_behind_it() -> None:
    """WCAG 2.2 AA: 3 to 1 for bars and lines; the third layer of the cover has an outline of the first blue."""
    for palette in theme.PALETTES.values():
        for colour in (palette.blue, palette.blue_second, palette.orange):
            assert _contrast(colour, palette.tile) >= 3, colour
        for colour in (palette.blue, palette.orange):
            assert _contrast(colour, palette.track) >= 3, colour


COLOUR_BLIND = {
    # Machado, Oliveira and Fernandes (2009), full strength, on linear light.
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@pytest.mark.parametrize("kind", COLOUR_BLIND)
def test_the_two_hues_differ_for_whoever_is_colour_blind(kind: str) -> None:
    """At least 20 apart in CIE Lab, where 2.3 can just be seen; each has a sign and a word beside it all the same."""
    for palette in theme.PALETTES.values():
        seen = [_lab(_seen_by(colour, COLOUR_BLIND[kind])) for colour in (palette.blue, palette.orange)]
        assert math.dist(*seen) >= 20


def _seen_by(colour: str, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    linear = _linear(colour)
    mixed = [sum(share * part for share, part in zip(row, linear, strict=True)) for row in matrix]
    return [min(max(part, 0.0), 1.0) for part in mixed]


def _lab(linear: list[float]) -> tuple[float, float, float]:
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = [sum(share * part for share, part in zip(row, linear, strict=True)) for row in to_xyz]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (value / full for value, full in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> list[float]:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def test_no_style_or_setting_loads_from_elsewhere() -> None:
    places = [ROOT / ".streamlit" / "config.toml", *(ROOT / "pages").rglob("*.css"), *(ROOT / "pages").rglob("*.js")]
    for path in places:
        assert not re.search(r"https?://", path.read_text()), path.name
    assert not re.search(r"url\((?!data:)", theme.style_sheet() + style.of_display())


def test_the_server_is_private_by_default() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_the_font_has_its_licence() -> None:
    fonts = ROOT / "pages" / "parts" / "fonts"
    assert "SIL Open Font License" in (fonts / "OFL.txt").read_text(encoding="utf-8", errors="replace")
    assert sum(path.stat().st_size for path in fonts.glob("*.woff2")) < 120_000
