"""Where kernels are born: a process that has imported what notebooks import, and forks for each.

It reads a line of JSON for every kernel wanted (its arguments, surroundings and folder); the kernel
answers with a line that holds its process number. Nothing of ours is imported here: each kernel
does that itself, so that it runs the code as it is now. When the build that started this process is
gone, by whatever cause, all kernels go with it.
"""

import contextlib
import gc
import json
import os
import signal
import sys
import time
from importlib import import_module
from typing import Any, NoReturn

SHARED = (
    "IPython.core.completerlib",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "matplotlib.style",
    "pandas",
    "psutil",
)
"""What starting a kernel, pandas and drawing cost is paid here, once."""

GARBAGE = 50_000
"""New objects after which Python looks for those that nobody needs; its own choice is 700."""


def main() -> None:
    """Import, then fork on demand until the build closes our input, or is interrupted."""
    signal.signal(signal.SIGINT, lambda *_: sys.exit(1))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a kernel that ended
    prepare()
    kernels = []
    try:
        # Without a buffer: a kernel must not inherit what was read ahead.
        while line := _line():
            kernel = os.fork()
            if kernel == 0:
                _live(json.loads(line))
            kernels.append(kernel)
    finally:
        for kernel in kernels:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(kernel, signal.SIGKILL)


def prepare() -> None:
    """Bring this process to where a kernel begins."""
    for name in SHARED:
        import_module(name)
    gc.freeze()  # or a kernel looks for garbage among all that was imported, and copies it by that
    gc.set_threshold(GARBAGE)


def _line() -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return b""
        line += byte
    return line


def _live(order: dict[str, Any]) -> NoReturn:
    """Become a kernel, and never come back."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.write(1, f"{os.getpid()}\n".encode())
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    os.chdir(order["folder"])
    # By argument, as ipykernel read its surroundings when it was imported.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    sys.argv = ["ipykernel_launcher", parent, *order["arguments"]]
    from ipykernel.kernelapp import IPKernelApp

    status = 1
    try:
        IPKernelApp.launch_instance(sys.argv[1:])
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
