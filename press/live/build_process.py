"""A build for a writer, in a process of its own or in this one."""

import os
import signal
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path

from press import places
from press.live import last_good
from press.live.channel import Channel, Kind, current
from study import paths
from study.language import spoken

_LEFT = "the build stopped; make book says more"


def run(connection: Connection, language: str) -> None:
    """Build an edition, and speak through ``connection``: a `Message` from here, anything to go on
    from there.

    Ctrl-C is for the process that started this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[spoken.VARIABLE] = language
    spoken.speak(language)
    build(Channel(connection.send, connection.recv))


def build(channel: Channel) -> None:
    """Set Sphinx up, wait until ``channel`` says so, and build into `places.live`."""
    from jupyter_book.sphinx import build_sphinx

    config = {
        "external_toc_path": (paths.ROOT / "_toc.yml").as_posix(),
        "latex_individualpages": False,
        "language": spoken.spoken(),
    }
    token = current.set(channel)
    try:
        with (
            Path(os.devnull).open("w") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(channel.log),
        ):
            build_sphinx(
                paths.ROOT,
                places.shown(spoken.spoken()),
                noconfig=True,
                path_config=paths.ROOT / "_config.yml",
                confoverrides=config,
                doctreedir=places.live(spoken.spoken()) / ".doctrees",
            )
    except SystemExit:
        pass  # what was wrong is in the log
    finally:
        current.reset(token)
    if Kind.SHOWN not in channel.told:
        if Kind.READY in channel.told:
            last_good.put_back(places.live(spoken.spoken()), places.shown(spoken.spoken()))
        channel.tell(Kind.WRONG, *channel.problems() or [_LEFT])
    elif problems := channel.problems():  # the check itself stopped
        channel.tell(Kind.CHECKED, *problems)
