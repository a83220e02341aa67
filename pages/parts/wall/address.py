"""What a display shows, and how: all of it stands in its address, so that a screen needs no hand and no login.

/?wall=1&boards=money:30,follow_up&seconds=15&theme=dark&size=hall&names=initials&amounts=bands&rep=West&night=22:00-06:00
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Literal, TypeVar, get_args
from urllib.parse import urlencode

from pages.parts.theme import Mode

Size = Literal["desk", "room", "hall"]
Names = Literal["full", "initials"]
Amounts = Literal["full", "rounded", "bands"]
NightLook = Literal["dim", "off"]
Word = TypeVar("Word", bound=str)

EVERY = "every"
"""In the place of a board's name: all boards there are, also those of later."""
SECONDS = 20
SHORTEST, LONGEST = 3, 3600
MOST_BOARDS = 50
OTHERS = ("team", "embed", "embed_options")
"""What an address may say beside what write() says: another word for rep, and Streamlit's own."""
SHOWN = 30
"""Of a value that is not understood so many letters are repeated."""


@dataclass(frozen=True)
class Slot:
    """One board of the rotation and how long it stays."""

    board: str
    seconds: int


@dataclass(frozen=True)
class Night:
    """The hours in which the screen is dimmed or black; they may go over midnight."""

    begins: time
    ends: time
    look: NightLook = "dim"


@dataclass(frozen=True)
class Display:
    """One screen on a wall."""

    slots: tuple[Slot, ...]
    theme: Mode | None = None
    """None: the one of the settings."""
    size: Size = "room"
    names: Names = "full"
    amounts: Amounts = "rounded"
    rep: str | None = None
    """A rep or a team; None is everybody."""
    as_of: date | None = None
    night: Night | None = None
    drift: bool = False
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What the address says and nobody understands, in words, with what is shown instead."""

    @property
    def is_private(self) -> bool:
        """True where names or amounts are held back; then no tile opens the rows behind it either."""
        return self.names != "full" or self.amounts == "bands"

    @property
    def way(self) -> tuple[object, ...]:
        """All that makes the same tile look different on two displays of one board and one theme."""
        return self.rep, self.as_of, self.size, self.names, self.amounts

    def among(self, people: Sequence[str]) -> "Display":
        """The same display; a rep or team that nobody knows is everybody, and said."""
        if self.rep is None or self.rep in people:
            return self
        return replace(self, rep=None, notes=(*self.notes, f"rep {quoted(self.rep)} is not known: everybody"))


def read(said: Mapping[str, str], boards: Sequence[str]) -> Display:
    """The display that an address asks for, `boards` being the names of all boards, the first the usual one.

    Never fails: what is not understood is replaced by what is usual, and named in `notes`.
    """
    notes: list[str] = []
    seconds = _seconds(said.get("seconds"), SECONDS, notes)
    display = Display(
        slots=_slots(said.get("boards", ""), boards, seconds, notes),
        theme=_word(said, "theme", get_args(Mode), None, notes),
        size=_word(said, "size", get_args(Size), "room", notes),
        names=_word(said, "names", get_args(Names), "full", notes),
        amounts=_word(said, "amounts", get_args(Amounts), "rounded", notes),
        rep=said.get("rep") or said.get("team") or None,
        as_of=_day(said.get("as_of", ""), notes),
        night=_night(said, notes),
        drift=_word(said, "drift", ("0", "1"), "0", notes) == "1",
    )
    strangers = [name for name in said if name not in (*values(display), *OTHERS)]
    notes += [f"{quoted(name)} says nothing here" for name in strangers]
    return replace(display, notes=tuple(notes))


def values(display: Display) -> dict[str, str]:
    """What the address of a display says, by name; what is usual is "" and left out."""
    usual = display.slots[0].seconds if len({slot.seconds for slot in display.slots}) == 1 else SECONDS
    slots = [slot.board if slot.seconds == usual else f"{slot.board}:{slot.seconds}" for slot in display.slots]
    night = display.night
    return {
        "wall": "1",
        "boards": ",".join(slots),
        "seconds": _unless(str(usual), str(SECONDS)),
        "theme": display.theme or "",
        "size": _unless(display.size, "room"),
        "names": _unless(display.names, "full"),
        "amounts": _unless(display.amounts, "rounded"),
        "rep": display.rep or "",
        "as_of": display.as_of.isoformat() if display.as_of else "",
        "night": f"{night.begins:%H:%M}-{night.ends:%H:%M}" if night else "",
        "night_look": _unless(night.look, "dim") if night else "",
        "drift": "1" if display.drift else "",
    }


def write(display: Display) -> str:
    """The address of a display, behind the question mark."""
    return urlencode({name: text for name, text in values(display).items() if text}, safe=":,")


def _unless(text: str, usual: str) -> str:
    return "" if text == usual else text


def quoted(value: str) -> str:
    """A value of an address as a note repeats it: short, and nothing but letters and signs that can be seen."""
    seen = "".join(letter if letter.isprintable() else "·" for letter in value)
    return f"“{seen[:SHOWN]}…”" if len(seen) > SHOWN else f"“{seen}”"


def _slots(text: str, boards: Sequence[str], seconds: int, notes: list[str]) -> tuple[Slot, ...]:
    found: list[Slot] = []
    for part in filter(None, (part.strip() for part in text.split(",")[:MOST_BOARDS])):
        name, _, own = part.partition(":")
        stay = _seconds(own, seconds, notes) if own else seconds
        if name == EVERY:
            found += [Slot(board, stay) for board in boards]
        elif name in boards:
            found.append(Slot(name, stay))
        else:
            notes.append(f"board {quoted(name)} is not known: left out")
    return tuple(found[:MOST_BOARDS]) or (Slot(boards[0], seconds),)


def _seconds(text: str | None, usual: int, notes: list[str]) -> int:
    if not text:
        return usual
    if re.fullmatch(r"[0-9]{1,6}", text) and SHORTEST <= int(text) <= LONGEST:
        return int(text)
    notes.append(f"{quoted(text)} is no number of seconds from {SHORTEST} to {LONGEST}: {usual}")
    return usual


def _word(said: Mapping[str, str], name: str, words: Sequence[str], usual: Word | None, notes: list[str]) -> Word:
    text = said.get(name, "")
    if text in words:
        return text  # type: ignore[return-value]
    if text:
        instead = usual or "the one of the settings"
        notes.append(f"{name} {quoted(text)} is not one of {', '.join(words)}: {instead}")
    return usual  # type: ignore[return-value]


def _day(text: str, notes: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        notes.append(f"as_of {quoted(text)} is no day like 2026-06-30: the newest")
        return None


def _night(said: Mapping[str, str], notes: list[str]) -> Night | None:
    text = said.get("night", "")
    look: NightLook = _word(said, "night_look", get_args(NightLook), "dim", notes)
    if not text:
        return None
    try:
        begins, ends = (time.fromisoformat(part) for part in text.split("-"))
    except ValueError:
        notes.append(f"night {quoted(text)} is not like 22:00-06:00: no night")
        return None
    return Night(begins.replace(second=0, tzinfo=None), ends.replace(second=0, tzinfo=None), look)
