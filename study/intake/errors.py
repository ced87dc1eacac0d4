"""What the researcher reads when a file cannot be taken in."""


class IntakeError(Exception):
    """One line: where it is wrong, what is wrong, and what to do about it.

    ``inner`` is a file within the archive, ``line`` the line in the file (the first is 1) and
    ``column`` the name of a column or an attribute.
    """

    def __init__(
        self,
        file: str,
        message: str,
        remedy: str,
        *,
        inner: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        place = [file]
        if inner is not None:
            place.append(inner)
        if line is not None:
            place.append(f"line {line}")
        if column is not None:
            place.append(f"column {column}")
        # Names in a damaged file may hold line ends; the message stays one line.
        super().__init__(" ".join(f"{', '.join(place)}: {message}. {remedy}.".split()))
