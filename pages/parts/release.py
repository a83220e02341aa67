"""Which state of the program a server runs: a display that was opened by an earlier one loads itself anew."""

import hashlib
from functools import cache
from pathlib import Path

import streamlit

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("dashboard.py", "data/**/*.py", "data/**/*.toml", "queries/**/*.py", "queries/**/*.sql", "pages/**/*")
SUFFIXES = {".py", ".sql", ".toml", ".css", ".js", ".woff2"}
NOT_THE_PROGRAM = ("data/exports", "data/store", "data/sample")


@cache
def release() -> str:
    """The same for the same files and the same Streamlit; read once, when the server starts."""
    digest = hashlib.sha256(streamlit.__version__.encode())
    for path in sorted({path for part in PARTS for path in ROOT.glob(part) if path.suffix in SUFFIXES}):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_THE_PROGRAM):
            digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
