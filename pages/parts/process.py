"""The process of a server that runs for months: its memory stays flat, and a load never makes the viewers wait."""

import ctypes
import gc
import os
import sys
import threading
from contextlib import suppress

ARENAS = 2
NICENESS = 10
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


def give_way() -> None:
    """The thread that calls this, and all that it starts from now on, take what the viewers leave of the processor."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
