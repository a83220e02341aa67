"""Twenty browser sessions that ask for the wall and the cash page without a pause: how long each of them waits."""

import asyncio
import statistics
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.server import Server

SESSIONS = 20
SECONDS = 20
WARM_UP_SECONDS = 4
LONGEST_END = 200
PAGES = ("", "cash")


def main() -> None:
    """Start a server on the sample company, load it, print the waits."""
    with Server() as server:
        asyncio.run(_session(server.port, time.perf_counter() + WARM_UP_SECONDS))
        waits = asyncio.run(_many(server.port))
    for page in (*PAGES, None):
        found = [seconds for asked, seconds in waits if page in (asked, None)]
        cuts = statistics.quantiles(found, n=20)
        name = "both" if page is None else f"/{page}"
        middle = statistics.median(found)
        print(f"{name:6} {len(found)} pictures, median {middle:.2f} s, 95 % within {cuts[18]:.2f} s")


async def _many(port: int) -> list[tuple[str, float]]:
    until = time.perf_counter() + SECONDS
    found = await asyncio.gather(*(_session(port, until) for _ in range(SESSIONS)))
    return [wait for waits in found for wait in waits[1:]]


async def _session(port: int, until: float) -> list[tuple[str, float]]:
    """The waits of one session that goes to and fro between the pages, each from asking for a picture to having it."""
    waits: list[tuple[str, float]] = []
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as browser:
        while time.perf_counter() < until:
            page = PAGES[len(waits) % len(PAGES)]
            started = time.perf_counter()
            await _ask(browser, page)
            waits.append((page, time.perf_counter() - started))
    return waits


async def _ask(browser: ClientConnection, page: str) -> None:
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = page
    await browser.send(message.SerializeToString())
    while True:
        received = await browser.recv(decode=False)
        # The end of a run is a short message; a browser that draws the long ones has a processor of its own.
        if len(received) < LONGEST_END and _is_end(received):
            return


def _is_end(received: bytes) -> bool:
    answer = ForwardMsg()
    answer.ParseFromString(received)
    return answer.WhichOneof("type") == "script_finished"


if __name__ == "__main__":
    main()
