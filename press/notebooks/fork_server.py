"""The process that kernels are forked from, with the packages that notebooks need imported once.

It reads a line of JSON for every kernel wanted (arguments, environment and working directory); the
kernel answers with a line that holds its process id. Nothing of ``study`` or ``press`` is imported
here: each kernel does that itself, so that it runs the current code. When the build that started
this process ends, for whatever reason, all kernels are killed.
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

PRELOADED = (
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
"""The slow imports of a kernel, of pandas and of drawing."""

GARBAGE_THRESHOLD = 50_000
"""New objects after which Python collects garbage; its default of 700 costs a notebook time."""


def main() -> None:
    """Import, then fork on request until the build closes our input."""
    # No kernel is waited for: without this, those that ended would stay as zombies.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    prepare()
    kernels = []
    try:
        while line := _request():
            kernel = os.fork()
            if kernel == 0:
                _run_kernel(json.loads(line))
            kernels.append(kernel)
    finally:
        for kernel in kernels:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(kernel, signal.SIGKILL)


def prepare() -> None:
    """Do once what each kernel would have to do at its start."""
    for name in PRELOADED:
        import_module(name)
    # A collection in a kernel would touch the imported objects, and so copy their memory pages.
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)


def _request() -> bytes:
    """The next line; unbuffered, because a kernel must not inherit a buffer with later requests."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return b""
        line += byte
    return line


def _run_kernel(request: dict[str, Any]) -> NoReturn:
    """Turn this forked process into a kernel with a process group of its own."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        os.write(1, f"{os.getpid()}\n".encode())
    except BrokenPipeError:  # the build has ended, and said why
        os._exit(0)
    os.dup2(2, 1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["folder"])
    # By argument, because ipykernel read the environment when it was imported.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    sys.argv = ["ipykernel_launcher", parent, *request["arguments"]]
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
