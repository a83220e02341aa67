"""What a load does not do before somebody says so, and the answers, each for the very content that was asked about."""

import json
from dataclasses import dataclass
from pathlib import Path

ANSWERS = "confirmed.json"


@dataclass(frozen=True)
class Question:
    """A file that would change the board more than an ordinary export does."""

    file: str
    sha256: str
    text: str  # what it would do, in the owner's words


def confirmed(root: Path) -> frozenset[str]:
    """The sha256 of every content that was confirmed."""
    path = root / ANSWERS
    return frozenset(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else frozenset()


def remember(root: Path, question: Question) -> None:
    """Keeps the answer yes. It holds for this content under any name, and for no other content."""
    path = root / ANSWERS
    answers = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    temporary = root / f".{ANSWERS}"
    temporary.write_text(json.dumps(answers | {question.sha256: question.file}, indent=2) + "\n", encoding="utf-8")
    temporary.replace(path)
