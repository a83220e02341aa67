"""What is drawn from a board's numbers, kept with the board: it never changes, so neither does the drawing."""

from collections.abc import Callable, Hashable
from threading import RLock
from typing import TypeVar

import queries

Drawn = TypeVar("Drawn")
_making = RLock()


def kept(board: queries.Board, key: Hashable, make: Callable[[], Drawn]) -> Drawn:
    """The figure or table kept under a key, made on first use. Viewers share it, so nobody may change it."""
    found: Drawn | None = board.answers.get(("drawn", key))
    if found is None:
        # When a new board comes all displays ask at once; one of them makes it, the others wait for that.
        with _making:
            found = board.answers.get(("drawn", key))
            if found is None:
                found = make()
                board.answers.keep(("drawn", key), found)
    return found
