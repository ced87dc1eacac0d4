"""An audit hook for kernels that keeps a notebook from writing into the checkout.

It runs in a kernel before the notebook does. PRESS_ROOT names the checkout; below it a notebook may
write only to the folder of its results (STUDY_RESULTS) and to what Matplotlib keeps
(MPLCONFIGDIR). A program that a notebook starts is not held back.
"""


def _guard() -> None:
    import os
    import sys

    root = os.path.realpath(os.environ["PRESS_ROOT"])
    free = [os.environ["STUDY_RESULTS"], os.environ["MPLCONFIGDIR"], sys.prefix]
    free = [os.path.realpath(folder) for folder in free]
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    changing = {
        **dict.fromkeys(("os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod"), 1),
        **dict.fromkeys(("os.rename", "os.link", "os.symlink"), 2),
    }

    def below(path: str, folder: str) -> bool:
        return path == folder or path.startswith(folder + os.sep)

    def refuse(given: object) -> None:
        try:
            path = os.path.realpath(os.fsdecode(given))
        except (TypeError, ValueError):
            return  # a file descriptor, or no valid file name
        if below(path, root) and not any(below(path, folder) for folder in free):
            where = os.path.relpath(path, root).replace(os.sep, "/")
            raise PermissionError(f"a notebook may write only to its results, and not to {where}")

    def hook(event: str, arguments: tuple) -> None:
        if event == "open" and (arguments[2] or 0) & writing:
            refuse(arguments[0])
        for given in arguments[: changing.get(event, 0)]:
            refuse(given)

    sys.addaudithook(hook)


_guard()
del _guard
