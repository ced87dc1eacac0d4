"""Runs in a kernel before its notebook: notes which of the watched files the notebook opens.

PRESS_WATCHED names the watched files and folders, PRESS_OPENED the file that gets a line for each
one opened. A folder that is listed, or a program that is started and could open anything, counts as
everything watched.
"""


def _watch() -> None:
    import os
    import sys

    watched = os.environ["PRESS_WATCHED"].split(os.pathsep)
    log = os.open(os.environ["PRESS_OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    listing = {"os.listdir", "os.scandir"}
    opening = {"open", "sqlite3.connect"}
    starting = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork"}
    noted = set()

    def note(path: str) -> None:
        if path not in noted:
            noted.add(path)
            os.write(log, f"{path}\n".encode())

    def heed(event: str, arguments: tuple) -> None:
        if event in starting:
            for path in watched:
                note(path)
        if event not in opening and event not in listing:
            return
        try:
            path = os.path.realpath(os.fsdecode(arguments[0] or "."))
        except (TypeError, ValueError):
            return  # an open file's number, or a name no file can have
        for part in watched:
            if path == part or path.startswith(part + os.sep):
                note(part if event in listing else path)

    sys.addaudithook(heed)


_watch()
del _watch
