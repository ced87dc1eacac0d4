"""An audit hook for kernels that notes which of the watched files a notebook opens.

It runs in a kernel before the notebook does. PRESS_WATCHED names the watched files and folders,
PRESS_OPENED the file that gets a line for each one opened. Listing a folder counts as opening all
of the watched folder that it is in, and starting a program, which may open anything, as opening
everything that is watched.
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

    def hook(event: str, arguments: tuple) -> None:
        if event in starting:
            for path in watched:
                note(path)
        if event not in opening and event not in listing:
            return
        try:
            path = os.path.realpath(os.fsdecode(arguments[0] or "."))
        except (TypeError, ValueError):
            return  # a file descriptor, or no valid file name
        for part in watched:
            if path == part or path.startswith(part + os.sep):
                note(part if event in listing else path)

    sys.addaudithook(hook)


_watch()
del _watch
