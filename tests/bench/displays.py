"""Twenty displays on one server, as an office might hang them: how long a refresh takes when nothing is new, and how
long until all of them show a new load.

The displays open at the same moment, so that they also refresh at the same moment: nothing is worse for the server.
"""

import asyncio
import html
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.processes import busy_seconds
from tests.bench.server import Company, Server

DISPLAYS = 20
QUIET_REFRESHES = 4
LONGEST_LOAD = 180.0
ADDRESS = "wall=1&boards=every&seconds=5"
BEAT = re.compile(r'data-version="([^"]*)"')
BOARD_BUILT = re.compile(r"board of \S+ built in ([\d.]+) s")


@dataclass
class Display:
    """One display, as the server sees it: a connection that asks for each refreshing part of the page in time."""

    refreshes: list[tuple[float, float]] = field(default_factory=list)  # when asked, and how many seconds it took
    versions: dict[str, float] = field(default_factory=dict)  # when each version was first shown
    opened_after: float = 0.0
    _timers: dict[str, float] = field(default_factory=dict)  # seconds between two refreshes of each part
    _due: dict[str, float] = field(default_factory=dict)  # when each part is asked for next
    _page: str = ""
    _kept: list[str] = field(default_factory=list)  # large messages, which a browser keeps and need not get again

    async def hang(self, port: int, stop: asyncio.Event) -> None:
        """Open the wall and refresh it until told to stop."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as server:
            started = time.time()
            await asyncio.wait_for(self._run(server, None), LONGEST_LOAD)
            self.opened_after = time.time() - started
            while self._due and not stop.is_set():
                part = min(self._due, key=lambda part: self._due[part])
                await asyncio.sleep(max(self._due[part] - time.monotonic(), 0))
                self._due[part] += self._timers[part]
                asked = time.time()
                await asyncio.wait_for(self._run(server, part), LONGEST_LOAD)
                self.refreshes.append((asked, time.time() - asked))

    async def _run(self, server: ClientConnection, part: str | None) -> None:
        """Ask for the page or for one part of it, and take what comes until the run ended."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = ADDRESS
        asked.page_script_hash = self._page
        asked.cached_message_hashes.extend(self._kept)
        if part:
            asked.fragment_id = part
            asked.is_auto_rerun = True
        await server.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await server.recv(decode=False))
            self._take(answer)
            # A run may hand over to another one at once: a part of the page to all of it.
            hands_over = answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if answer.WhichOneof("type") == "script_finished" and not hands_over:
                return

    def _take(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if kind == "auto_rerun":
            part, seconds = answer.auto_rerun.fragment_id, answer.auto_rerun.interval
            self._timers[part], self._due[part] = seconds, time.monotonic() + seconds
        elif kind == "new_session":
            self._page = answer.new_session.page_script_hash
            if not answer.metadata.run.fragment_ids:
                self._due.clear()  # all of the page is drawn anew, and says anew what is to be refreshed
        elif kind == "delta" and answer.delta.new_element.WhichOneof("type") == "html":
            found = BEAT.search(answer.delta.new_element.html.body)
            if found:
                self.versions.setdefault(html.unescape(found[1]), time.time())
        if answer.metadata.cacheable and answer.hash not in self._kept:
            self._kept.append(answer.hash)


def main() -> None:
    """Hang the displays, load once, print what they waited for."""
    with tempfile.TemporaryDirectory(prefix="moneyboard-displays-") as place:
        company = Company(Path(place))
        log = Path(place) / "server.log"
        with Server(company, log=log) as server:
            # The first viewer waits for the load of everything; that is another question.
            asyncio.run(_open_once(server))
            displays = [Display() for _ in range(DISPLAYS)]
            asyncio.run(_office(server, company, displays, log))


async def _open_once(server: Server) -> None:
    stop = asyncio.Event()
    stop.set()
    await Display().hang(server.port, stop)


async def _office(server: Server, company: Company, displays: list[Display], log: Path) -> None:
    stop = asyncio.Event()
    hanging = asyncio.gather(*(display.hang(server.port, stop) for display in displays))
    await _until(hanging, lambda: all(len(display.refreshes) >= 1 for display in displays))
    slowest = max(display.opened_after for display in displays)
    print(f"{len(displays)} displays opened at once, the last after {slowest:.2f} s", flush=True)
    busy, since = busy_seconds(server.process.pid), time.time()
    await _until(hanging, lambda: all(len(display.refreshes) > QUIET_REFRESHES for display in displays))
    busy, changed = busy_seconds(server.process.pid) - busy, time.time()
    calm = _seconds(displays, since, changed)
    print(f"refresh, nothing new: {_waits(calm)}, {busy / len(calm) * 1000:.0f} ms of processor each", flush=True)
    built, before = _built(log), company.version()
    company.change_amount()
    await _until(hanging, lambda: company.version() != before)
    name, loaded = company.version(), company.pointer.stat().st_mtime
    print(f"a changed file was loaded after {loaded - changed:.1f} s", flush=True)
    await _until(hanging, lambda: all(name in display.versions for display in displays))
    shown = sorted(display.versions[name] for display in displays)
    stop.set()
    await hanging
    print(f"from there to the first display {shown[0] - loaded:.1f} s, to the last {shown[-1] - loaded:.1f} s")
    print(f"refresh while the load came: {_waits(_seconds(displays, changed, shown[-1]))}")
    print(f"boards built for them: {_times(_built(log)[len(built) :])}")


async def _until(hanging: "asyncio.Future[list[None]]", is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_LOAD
    while not is_so():
        if hanging.done():
            hanging.result()
        if time.monotonic() > until:
            raise SystemExit("the displays did not get so far")
        await asyncio.sleep(0.05)


def _seconds(displays: list[Display], since: float, until: float) -> list[float]:
    """How long the refreshes took that were asked for between two moments."""
    return [took for display in displays for asked, took in display.refreshes if since <= asked < until]


def _waits(seconds: list[float]) -> str:
    return f"{len(seconds)}, median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s"


def _built(log: Path) -> list[float]:
    """How long each board took that the server told of in its log."""
    return [float(seconds) for seconds in BOARD_BUILT.findall(log.read_text(encoding="utf-8"))]


def _times(seconds: list[float]) -> str:
    listed = ", ".join(f"{each:.1f} s" for each in seconds)
    return f"{len(seconds)} ({listed})" if seconds else "the log tells of none"


if __name__ == "__main__":
    main()
