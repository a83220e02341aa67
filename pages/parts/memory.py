"""Memory of a server that runs for months: what is loaded for good is out of the way, what was used is given back."""

import ctypes
import gc
import sys
from contextlib import suppress

ARENAS = 2
_M_ARENA_MAX = -8

_frozen_modules = 0


def freeze() -> None:
    """Keep what is loaded for good out of the garbage collection that Streamlit does after every run."""
    global _frozen_modules
    if len(sys.modules) != _frozen_modules:
        _frozen_modules = len(sys.modules)
        gc.collect()
        gc.freeze()


def use_few_arenas() -> None:
    """glibc gives every few threads a heap of their own and keeps what is free in each; a server of short-lived threads
    would seem to grow with every load. Elsewhere nothing is done.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """After a load: what it used goes back to the system."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
