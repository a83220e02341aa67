"""What processes hold and use, as Linux tells it in /proc."""

import os
from pathlib import Path

PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """A process and all that it started, directly or not, as far as they still run."""
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            # The name in brackets may hold blanks; the state and the parent follow it.
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    found = [pid]
    for member in found:
        found += children.get(member, [])
    return found


def resident(pids: list[int]) -> float:
    """The resident memory of some processes in MB; one that ended meanwhile holds nothing."""
    return sum(map(_resident_kilobytes, pids)) / 1024


def busy_seconds(pid: int) -> float:
    """The processor time that a process has used so far."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def with_argument(pids: list[int], argument: str) -> list[int]:
    """Those of some processes that were started with this argument."""
    return [pid for pid in pids if argument in _command(pid)]


def _resident_kilobytes(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def _command(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
