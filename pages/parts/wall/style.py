"""Style sheets and scripts of the wall: on a page of the app, and alone on a screen, with the places of its tiles."""

from functools import cache
from pathlib import Path

from pages.parts.theme import Mode
from pages.parts.wall.address import Display
from pages.parts.wall.board import WallBoard, layout_rules, wall_boards
from pages.parts.wall.tile import TEXT_SIZES

HERE = Path(__file__).parent


@cache
def of_page() -> str:
    """The rules of the wall as a page of the app, which scrolls and has a side bar."""
    return f"<style>{_tiles()}</style>"


@cache
def of_display() -> str:
    """The rules of the wall alone on a screen."""
    rules = f"{_tiles()}{(HERE / 'display.css').read_text()}{_upright()}{_turns()}"
    return f"<style>{rules}</style>"


@cache
def script(*, alone: bool) -> str:
    """What the browser does: it draws the lines, and alone on a screen all that a display does by itself."""
    files = ("lines.js", "display.js") if alone else ("lines.js",)
    return f"<script>{''.join((HERE / name).read_text() for name in files)}</script>"


def of_wishes(display: Display, mode: Mode) -> str:
    """What one display wants: its theme whatever its browser likes, its size, and its first board until it turns."""
    spared = _SPARED if display.size == "hall" else ""
    first = f":root:not([data-board]) .st-key-board_{display.slots[0].board}"
    return (
        f"<style>.stApp{{color-scheme:{mode} !important}}.st-key-wall{{--size:{TEXT_SIZES[display.size]}}}{spared}"
        f"{first}{{{_IN_FRONT}}}@media (max-width:640px){{{first}{{display:grid !important}}}}</style>"
    )


# From far away only the numbers and the verdicts are read.
_SPARED = (
    ".mb-none,.mb-made,.mb-odds,.mb-spark,.mb-legend,.mb-verdict small{display:none !important}"
    ".st-key-wall{--headline:6}@media (orientation:portrait){.st-key-wall{--headline:5.1}}"
    ".st-key-board_all .mb-aside,.st-key-board_all .mb-axis span:last-child{display:none}"
    ".mb-stale+.mb-aside,.mb-split>div:not(.mb-first)>span:last-child{display:none}.mb-split{column-gap:calc(.7*var(--u))}"
)
_IN_FRONT = "opacity:1;visibility:visible;content-visibility:visible;z-index:1;transition:opacity .8s"


@cache
def _tiles() -> str:
    places = (_place(name, board) for name, board in wall_boards().items())
    return (HERE / "wall.css").read_text() + "".join(places)


def _place(name: str, board: WallBoard) -> str:
    """Where the tiles of a board stand: on a wide page, side by side on a narrow one, in one column on a phone."""
    here = f".st-key-board_{name}"
    areas = list(dict.fromkeys(tile.area for tile in board.tiles))
    column = " ".join(f'"{area}"' for area in ["top", *areas])
    return (
        f"{here}{{--scale:{board.scale};{layout_rules(board.landscape)}}}"
        f"@container page (max-width: 1000px){{{here}{{{layout_rules(board.portrait)};grid-template-rows:auto}}}}"
        f"@container page (max-width: 640px){{{here}{{grid-template-columns:minmax(0,1fr);"
        f"grid-template-areas:{column}}}}}"
    )


@cache
def _upright() -> str:
    """The layouts of a screen, whose rows fill its height, lying and standing; a narrow page has others."""
    boards = wall_boards().items()
    lying = "".join(f".st-key-wall .st-key-board_{name}{{{layout_rules(board.landscape)}}}" for name, board in boards)
    standing = "".join(f".st-key-wall .st-key-board_{name}{{{layout_rules(board.portrait)}}}" for name, board in boards)
    return f"@media (min-width: 641px){{{lying}}}@media (min-width: 641px) and (orientation: portrait){{{standing}}}"


@cache
def _turns() -> str:
    """The board whose turn it is stands in front; the next one and the last one are laid out behind it."""
    turned = ",".join(f':root[data-board="{name}"] .st-key-board_{name}' for name in wall_boards())
    behind = ",".join(
        f':root[data-{when}="{name}"] .st-key-board_{name}' for name in wall_boards() for when in ("next", "last")
    )
    return (
        f"{behind}{{content-visibility:visible}}{turned}{{{_IN_FRONT}}}"
        f"@media (max-width:640px){{{turned}{{display:grid !important}}}}"
    )
