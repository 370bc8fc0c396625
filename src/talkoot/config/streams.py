"""Where a command prints: a reader that has left, or an encoding that lacks a letter, never changes what it does."""

import io
import os
import sys


class Patient(io.FileIO):
    """A stream that goes on into nothing when its reader has left (`talkoot demo | head -1`)."""

    def write(self, data: object) -> int:
        """Write, or point the stream at nothing and carry on."""
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as error:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, self.fileno())
            os.close(nothing)
            if not isinstance(error, BrokenPipeError):
                raise  # a full disk is said, once
            return super().write(data)  # type: ignore[arg-type]


def make_patient() -> None:
    """Put the process's own output streams behind `Patient`. A letter the encoding lacks is escaped (\\u20ac)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        # Python has none where whoever started us closed it.
        setattr(sys, name, _patient(stream) if stream else io.StringIO())


def _patient(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    raw = io.BufferedWriter(Patient(stream.fileno(), "w", closefd=False))
    return io.TextIOWrapper(
        raw, encoding=stream.encoding, errors="backslashreplace", line_buffering=stream.line_buffering
    )
