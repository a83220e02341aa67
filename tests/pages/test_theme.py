"""One palette everywhere, and nothing that is fetched from elsewhere."""

import re
import tomllib
from pathlib import Path

from pages.parts import theme

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
    for palette in theme.PALETTES.values():
        for colour in (palette.text, palette.muted, palette.blue, palette.orange):
            assert _contrast(colour, palette.tile) >= 4.5, colour
        for colour in (palette.text, palette.muted, palette.blue):
            assert _contrast(colour, palette.ground) >= 4.5, colour
        # Straight on the ground, orange is only used for large bold words.
        assert _contrast(palette.orange, palette.ground) >= 3


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_style_or_setting_loads_from_elsewhere() -> None:
    places = [ROOT / ".streamlit" / "config.toml", *(ROOT / "pages").rglob("*.css"), *(ROOT / "pages").rglob("*.js")]
    for path in places:
        assert not re.search(r"https?://", path.read_text()), path.name
    assert not re.search(r"url\((?!data:)", theme.style_sheet() + theme.wall_sheet(True, "dark"))


def test_the_server_is_private_by_default() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_the_font_has_its_licence() -> None:
    fonts = ROOT / "pages" / "parts" / "fonts"
    assert "SIL Open Font License" in (fonts / "OFL.txt").read_text(encoding="utf-8", errors="replace")
    assert sum(path.stat().st_size for path in fonts.glob("*.woff2")) < 120_000
