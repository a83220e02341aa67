"""The wall put together: style, watchdog, and the tiles in a part of the page that refreshes by itself."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

import queries
from pages.parts import board_of_day, charts, frame, links, theme
from pages.parts.format import clock
from pages.parts.html import html
from pages.parts.kept import kept
from pages.parts.wall import leaderboards, needs, quiet, tile, top, worklists
from pages.parts.wall.tile import Wall

MISSED_REFRESHES = 3
WATCHDOG = Path(__file__).with_name("watchdog.js")

TILES: tuple[tuple[str, str, Callable[[Wall], str]], ...] = (
    *((f"need{days}", f"Next {days} days", partial(needs.need, horizon=days)) for days in needs.HORIZONS),
    ("collect", "Collect first", worklists.collect),
    ("closing", "About to close", worklists.closing),
    ("follow", "Leads followed up", leaderboards.follow_up),
    ("refer", "Referrals this month", leaderboards.referrals),
    ("orphans", "Nobody's accounts", quiet.orphans),
    ("quiet", "Gone quiet", quiet.gone_quiet),
)


def show(opened: frame.Open) -> None:
    """Draw the wall and keep it fresh."""
    html(theme.wall_sheet(opened.alone, opened.mode if opened.alone else None))
    seconds = max(opened.board.version.settings.wall.refresh_seconds, 1)
    if opened.alone:
        script = WATCHDOG.read_text().replace("SILENT_SECONDS", str(seconds * MISSED_REFRESHES))
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    else:
        address = "?" + links.query_string({"wall": 1, "rep": opened.rep, "as_of": opened.as_of})
        st.sidebar.html(links.anchor(address, "Show the wall alone, for a screen", "mb-alone"))
    with st.container(key="wall"):
        st.fragment(_screen, run_every=seconds)(opened)


def _screen(opened: frame.Open) -> None:
    state = frame.look(opened.folder)
    if state.version is None:
        return
    wall = Wall(queries.open_board(state.version, opened.as_of), opened.rep, opened.as_of)
    trouble = f"exports not loaded since {clock(state.trouble.since)}" if state.trouble else ""
    header = partial(top.top, sample=board_of_day.is_sample(opened.folder), trouble=trouble)
    top_line, _ = tile.last_good("top", wall, header)
    html((top_line or "") + "".join(tile.standing(area, title, wall, make) for area, title, make in TILES))
    _path_tile(wall, opened.palette)
    # The watchdog looks at this mark: when it stops changing, the wall is no longer alive.
    now, version = datetime.now().timestamp(), state.version.name
    html(f'<i class="mb-beat" data-beat="{now}" data-version="{version}"></i>')


def _path_tile(wall: Wall, palette: theme.Palette) -> None:
    title = "Cash, next 13 weeks"
    if missing := wall.board.needs("cash/path"):
        html(tile.needs("path", title, missing))
        return
    rows, since = tile.last_good("path", wall, lambda wall: wall.rows("cash/path"))
    if not rows:
        html(tile.unavailable("path", title))
        return
    if all(row["balance"] is None for row in rows):
        html(tile.unknown("path", title, wall.first("cash/need").get("missing")))
        return
    address = links.page("cash", rep=wall.rep, as_of=wall.as_of)
    title = f"Cash, next {(rows[-1]['day'] - rows[0]['day']).days // 7} weeks"
    with st.container(key="path"):
        html(
            links.anchor(
                address, tile.head(title, wall.aside("cash/path", "likely path, 8-in-10 band")), "mb-path-head"
            )
        )
        figure = kept(wall.board, ("path", palette), lambda: charts.cash_path(rows, palette, wall.board.currency))
        st.plotly_chart(figure, key="cash_path", theme=None, config=charts.QUIET)
        mark = tile.aged(since) if since else ""
        html(charts.path_caption(rows, wall.day, wall.board.currency) + mark)
