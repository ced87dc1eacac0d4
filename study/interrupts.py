"""Ctrl-C, or being ended by another program: one line at any moment, from the first import on.

So it is where nobody can be told anything: without a terminal, with a full disk, or in letters that
a terminal has not.

Imported before anything that takes long, and imports nothing that does.
"""

import _thread
import os
import signal
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:  # as in the library's module, which takes long
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import NoReturn

STOPPED = 130
"""Exit status after Ctrl-C, as shells count it."""

NOT_READ = 141
"""Exit status when nobody reads on what is said, as after ``| head``."""

NOT_DONE = 3
"""Exit status of what could not be done; 1 and 2 mean something else to `python -m press`."""

SAID = "Stopped."

_MOMENT = 0.01
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def end_at_once() -> None:
    """Until `raise_error`: end in a line. So it is while imports go on and nothing is begun."""
    _open_what_is_closed()

    def handle(*_: object) -> "NoReturn":
        os.write(2, f"{SAID}\n".encode())
        os._exit(STOPPED)

    _on_signal(handle)


def raise_error() -> None:
    """From now on: a KeyboardInterrupt, so that what was begun is ended well. The second ends all.

    Python gives up one that comes while it clears something away, or at its very end, with a
    traceback: the first is raised again then, and at the end there is nothing left to stop.
    """
    shown, main = sys.unraisablehook, _thread.get_ident()
    raised = giving_up = False

    def raise_once(*_: object) -> None:
        nonlocal raised
        if not giving_up:
            raised = True
            _on_signal(lambda *_: os._exit(STOPPED))
            raise KeyboardInterrupt

    def given_up(lost: "sys.UnraisableHookArgs") -> None:
        nonlocal raised, giving_up
        if not issubclass(lost.exc_type, KeyboardInterrupt):
            shown(lost)
        elif not sys.is_finalizing():
            giving_up, raised = True, False
            _on_signal(raise_once)
            _thread.start_new_thread(raise_again, ())
            giving_up = False

    def raise_again() -> None:
        """Not from where it was given up: it would be so once more."""
        import time

        while not raised:
            time.sleep(_MOMENT)
            if hasattr(signal, "pthread_kill"):
                signal.pthread_kill(main, _heard())
            else:  # Windows
                _thread.interrupt_main(_heard())

    sys.unraisablehook = given_up
    sys.excepthook = _one_line
    _on_signal(raise_once)


@contextmanager
def held() -> "Iterator[None]":
    """Keep a signal until this is done: for a few steps of which all or none may be taken."""
    import threading  # by now others have

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    _on_signal(lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def run(command: "Callable[[], int]") -> "NoReturn":
    """Run a command to the end of this program; Ctrl-C is one line, and a status of its own."""
    raise_error()
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        # What is told may hold letters that the terminal has not, and halves of letters.
        stream.reconfigure(errors="backslashreplace")
    try:
        status = command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(SAID, file=sys.stderr)
        status = STOPPED
    except BrokenPipeError:
        if not _unread():
            raise
        status = NOT_READ
    except OSError as error:
        try:
            sys.stdout.flush()
        except OSError:
            _say_no_more()
        where = error.filename or "Not written"
        print(f"{where}: {error.strerror or error}", file=sys.stderr)
        status = NOT_DONE
    sys.exit(status)


def _unread() -> bool:
    """Whether nobody reads on what is said."""
    try:
        os.write(sys.stdout.fileno(), b"\n")
    except BrokenPipeError:
        _say_no_more()
        return True
    return False


def _say_no_more() -> None:
    """Let Python not try once more at its end to say what cannot be said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Give a program that was started without input or output some that leads nowhere.

    What is printed would end up in the first file that it opens, which gets that number.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
            setattr(sys, name, open(number, mode, closefd=False))  # noqa: SIM115


def _on_signal(handler: "Callable[..., object]") -> None:
    """Set the handler, but of what this program was told to ignore (`stoppable.sh`)."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _heard() -> int:
    """A signal that is not ignored here."""
    return next(each for each in _SIGNALS if signal.getsignal(each) is not signal.SIG_IGN)


def _one_line(
    kind: type[BaseException], error: BaseException, trace: "TracebackType | None"
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print(SAID, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)
