"""Twenty browser sessions that ask for the wall and the cash page without a pause: how long each of them waits."""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
SESSIONS = 20
SECONDS = 20
WARM_UP_SECONDS = 4
LONGEST_END = 200
PAGES = ("", "cash")


def main() -> None:
    """Start a server on the sample company, load it, print the waits."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.headless", "true"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        asyncio.run(_session(port, time.perf_counter() + WARM_UP_SECONDS))
        waits = asyncio.run(_many(port))
        for page in (*PAGES, None):
            found = [seconds for asked, seconds in waits if page in (asked, None)]
            cuts = statistics.quantiles(found, n=20)
            name = "both" if page is None else f"/{page}"
            middle = statistics.median(found)
            print(f"{name:6} {len(found)} pictures, median {middle:.2f} s, 95 % within {cuts[18]:.2f} s")
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


async def _many(port: int) -> list[tuple[str, float]]:
    until = time.perf_counter() + SECONDS
    found = await asyncio.gather(*(_session(port, until) for _ in range(SESSIONS)))
    return [wait for waits in found for wait in waits[1:]]


async def _session(port: int, until: float) -> list[tuple[str, float]]:
    """The waits of one session that goes to and fro between the pages, each from asking for a picture to having it."""
    waits: list[tuple[str, float]] = []
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as browser:  # type: ignore[list-item]
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
        received = await browser.recv()
        # The end of a run is a short message; a browser that draws the long ones has a processor of its own.
        if len(received) < LONGEST_END and _is_end(received):
            return


def _is_end(received: bytes | str) -> bool:
    answer = ForwardMsg()
    answer.ParseFromString(received)  # type: ignore[arg-type]
    return answer.WhichOneof("type") == "script_finished"


if __name__ == "__main__":
    main()
