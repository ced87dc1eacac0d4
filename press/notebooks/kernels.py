"""Kernels for the notebooks of a build: gone when the build is.

Where the system allows it they are forked from one process that has imported, once, what all of
them need.
"""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import zmq
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

PROGRAM = Path(__file__).with_name("fork_server.py")
NAME = "forked"
FORKS = sys.platform == "linux"
"""Windows cannot fork, and what macOS gives numpy does not survive it."""

# One kernel for each core is all that the cores can do; more threads only get in their way.
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}


class Kernels:
    """Each kernel a new Python, in surroundings that are the same on every machine."""

    def __init__(self, settings: Path) -> None:
        """``settings`` is the folder where matplotlib keeps its list of typefaces."""
        self.environment = (
            os.environ
            | _ONE_THREAD
            | {
                "MPLCONFIGDIR": str(settings),
                # What a kernel that imports matplotlib sets itself.
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                "PYTHONHASHSEED": "0",
                "TZ": "UTC",
            }
        )
        self._managers: list[AsyncKernelManager] = []
        # Short, as the address of a socket may not be long.
        self._sockets = tempfile.TemporaryDirectory(prefix="press-")
        settings.mkdir(parents=True, exist_ok=True)
        self._prepare(bool(list(settings.glob("fontlist*.json"))))

    def _prepare(self, fonts_listed: bool) -> None:
        if not fonts_listed:
            # Otherwise every kernel makes this list at the same time, and says so in its output.
            command = [sys.executable, "-c", "import matplotlib.font_manager"]
            subprocess.run(command, env=self.environment, check=True, capture_output=True)

    def manager(self) -> AsyncKernelManager:
        """A manager of a kernel that is not there yet."""
        manager = AsyncKernelManager(
            # Without folders to search, "python3" is the kernel of this very Python.
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            **self._transport(len(self._managers)),
        )
        # A kernel that is not there yet is looked for again soon, and not after 100 ms.
        manager.context.setsockopt(zmq.RECONNECT_IVL, 10)
        self._managers.append(manager)
        return manager

    def _transport(self, number: int) -> dict[str, str]:
        """How we talk to a kernel: by sockets in a folder of our own, where the system has those.

        Else by ports, which are looked for first and taken later, so that builds at the same time
        can take them from each other; and encrypted, so that a kernel writes its connection file
        again, just when a manager whose kernel was forked reads it.
        """
        if zmq.has("ipc"):
            address = str(Path(self._sockets.name) / str(number))
            return {"transport": "ipc", "ip": address, "transport_encryption": "disabled"}
        return {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}

    def close(self) -> None:
        """End those that still run, at once."""
        for manager in self._managers:
            if manager.has_kernel and manager.provisioner.process is not None:
                manager.provisioner.process.kill()
        self._sockets.cleanup()


class Nursery(Kernels):
    """The process that kernels are forked from; it starts at once and imports while we go on."""

    def _prepare(self, fonts_listed: bool) -> None:
        self.process = subprocess.Popen(
            # -P: our own modules have names that Python's have too. -X: as kernels are started.
            [sys.executable, "-P", "-X", "frozen_modules=off", str(PROGRAM)],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def manager(self) -> AsyncKernelManager:
        """See the base class; its kernel is to be forked here."""
        factory = KernelProvisionerFactory.instance()
        factory.provisioners[NAME] = EntryPoint(NAME, f"{__name__}:Forked", factory.GROUP_NAME)
        manager = super().manager()
        manager.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": NAME}
        manager.nursery = self
        return manager

    def fork(self, arguments: list[str], environment: Mapping[str, str], folder: str) -> int:
        """Start a kernel, and give its process number, which is also that of its group.

        Raises:
            ChildProcessError: the process that forks is gone, or could not import.
        """
        order = {"arguments": arguments, "environment": dict(environment), "folder": folder}
        try:
            self.process.stdin.write(f"{json.dumps(order)}\n".encode())
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except (BrokenPipeError, ValueError):  # it is gone, or this side was closed
            answer = b""
        if not answer:
            raise ChildProcessError(f"no kernel can start ({PROGRAM.name} stopped)")
        return int(answer)

    def close(self) -> None:
        """End all kernels, and wait until this is done."""
        with contextlib.suppress(BrokenPipeError):  # it is gone, with an order that it never read
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self._sockets.cleanup()


class Forked(LocalProvisioner):
    """Tells jupyter_client how a kernel of the nursery is started, seen and stopped."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Fork, with the arguments that a new Python would have had."""
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        self.pid = self.pgid = self.parent.nursery.fork(arguments, kwargs["env"], kwargs["cwd"])
        self.process = _Process(self.pid)
        return self.connection_info

    async def wait(self) -> None:
        """Until it is gone; the base class looks ten times a second."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self.process = None


class _Process:
    """As much of ``subprocess.Popen`` as a provisioner asks of somebody else's child."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 1  # how it ended is not known, and nobody asks
        return None

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):  # gone before, which is what was wanted
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def open_kernels(settings: Path) -> Kernels:
    """Kernels in the fastest way that this system has; see ``Kernels``."""
    return Nursery(settings) if FORKS else Kernels(settings)
