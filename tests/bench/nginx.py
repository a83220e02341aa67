"""nginx as pages/hanging/nginx.conf says, on a port and in a folder of one's own, so that anybody may start it."""

import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.bench.server import ROOT, free_port

CONFIGURATION = ROOT / "pages" / "hanging" / "nginx.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def executable() -> str | None:
    """Where nginx is, if it is installed; an ordinary user seldom has /usr/sbin in the path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Nginx:
    """nginx in front of a server on this machine, until the `with` block ends."""

    def __init__(self, place: Path, server_port: int) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        place.mkdir()
        self._file = place / "nginx.conf"
        self._file.write_text(_moved(CONFIGURATION.read_text(encoding="utf-8"), place, self.port, server_port))

    def __enter__(self) -> Self:
        command = [str(executable()), "-c", str(self._file), "-g", "daemon off;"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1)
            except OSError:
                time.sleep(0.1)
            else:
                return self
        self.__exit__(None, None, None)
        raise RuntimeError("nginx did not start")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()


def _moved(text: str, place: Path, port: int, server_port: int) -> str:
    """The configuration with its files below one folder and its ports replaced."""
    for folder in ("/run/", "/var/log/nginx/", "/var/cache/"):
        text = text.replace(folder, f"{place}/")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8501", f"127.0.0.1:{server_port}")
    temporary = "\n".join(f"    {kind}_temp_path {place}/{kind};" for kind in TEMPORARY)
    # The master is the user; as root it would give its workers to another user, who may not look into this folder.
    workers = "user root;\n" if place.owner() == "root" else ""
    return workers + text.replace("http {\n", f"http {{\n{temporary}\n", 1)
