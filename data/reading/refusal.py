"""The one exception with which a step of reading gives a file back."""


class RefusedError(Exception):
    """A file that cannot be read; the text says why in words for the person whose file it is."""

    def __init__(
        self, code: str, message: str, row: int | None = None, heading: str | None = None, cell: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.row = row
        self.heading = heading
        self.cell = cell
