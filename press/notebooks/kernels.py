"""Kernels for the notebooks of a build: how they are started, reached, and ended with the build.

Where the system allows it they are forked from one process that has imported what all of them
need (``ForkServer``); the plain way, a new Python for each, stands beside it (``Kernels``).
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
PROVISIONER = "forked"
CAN_FORK = sys.platform == "linux"
"""Windows has no fork, and on macOS numpy's Accelerate library crashes after one."""

# Kernels already use every core; threads of theirs would only compete.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}


class Kernels:
    """Each kernel a new Python, in an environment that is the same on every machine."""

    def __init__(self, matplotlib_folder: Path) -> None:
        """``matplotlib_folder`` is where matplotlib keeps its list of fonts."""
        self.environment = (
            os.environ
            | ONE_THREAD
            | {
                "MPLCONFIGDIR": str(matplotlib_folder),
                # What ipykernel sets where matplotlib was not imported before.
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                "PYTHONHASHSEED": "0",
                "TZ": "UTC",
            }
        )
        self._managers: list[AsyncKernelManager] = []
        # In the system's folder, because the path of a Unix socket has at most some 100 bytes.
        self._sockets = tempfile.TemporaryDirectory(prefix="press-")
        matplotlib_folder.mkdir(parents=True, exist_ok=True)
        self._prepare(matplotlib_folder)

    def _prepare(self, matplotlib_folder: Path) -> None:
        if not list(matplotlib_folder.glob("fontlist*.json")):
            # Otherwise every kernel makes this list at the same time, and says so in its output.
            command = [sys.executable, "-c", "import matplotlib.font_manager"]
            subprocess.run(command, env=self.environment, check=True, capture_output=True)

    def manager(self) -> AsyncKernelManager:
        """A manager of a kernel that is still to be started."""
        manager = AsyncKernelManager(
            # Without folders to search, "python3" is the kernel of this very Python.
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            **self._transport(len(self._managers)),
        )
        # The default is to try again after 100 ms to connect to a kernel that is still starting.
        manager.context.setsockopt(zmq.RECONNECT_IVL, 10)
        self._managers.append(manager)
        return manager

    def _transport(self, number: int) -> dict[str, str]:
        """Unix sockets in a folder of our own where the system has them, and else TCP.

        A free TCP port is looked up first and bound later, so that another build can take it in
        between. With encryption, which sockets of our own do not need, a kernel writes its
        connection file again while the manager of a forked kernel reads it.
        """
        if zmq.has("ipc"):
            address = str(Path(self._sockets.name) / str(number))
            return {"transport": "ipc", "ip": address, "transport_encryption": "disabled"}
        return {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}

    def close(self) -> None:
        """Kill the kernels that still run."""
        for manager in self._managers:
            if manager.has_kernel and manager.provisioner.process is not None:
                manager.provisioner.process.kill()
        self._sockets.cleanup()


class ForkServer(Kernels):
    """Kernels forked from one process, which starts at once and imports while the build goes on."""

    def _prepare(self, matplotlib_folder: Path) -> None:
        self.process = subprocess.Popen(
            # -P: without the program's own folder, whose modules would come before installed ones.
            # -X: as jupyter_client starts kernels.
            [sys.executable, "-P", "-X", "frozen_modules=off", str(PROGRAM)],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the build; this ends when its input does
        )

    def manager(self) -> AsyncKernelManager:
        """See the base class; its kernel is forked here."""
        factory = KernelProvisionerFactory.instance()
        factory.provisioners[PROVISIONER] = EntryPoint(
            PROVISIONER, f"{__name__}:ForkedProvisioner", factory.GROUP_NAME
        )
        manager = super().manager()
        manager.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": PROVISIONER}
        manager.fork_server = self
        return manager

    def fork(self, arguments: list[str], environment: Mapping[str, str], folder: str) -> int:
        """Start a kernel, and give its process id, which is also the id of its process group.

        Raises:
            ChildProcessError: the fork server has ended; an import of its may have failed.
        """
        request = {"arguments": arguments, "environment": dict(environment), "folder": folder}
        try:
            self.process.stdin.write(f"{json.dumps(request)}\n".encode())
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except (BrokenPipeError, ValueError):  # the process ended, or `close` was called
            answer = b""
        if not answer:
            raise ChildProcessError(f"no kernel can start ({PROGRAM.name} stopped)")
        return int(answer)

    def close(self) -> None:
        """Kill all kernels, and wait until the fork server has ended."""
        with contextlib.suppress(BrokenPipeError):  # it ended before it read the last request
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self._sockets.cleanup()


class ForkedProvisioner(LocalProvisioner):
    """How jupyter_client starts, polls and signals a kernel of a ``ForkServer``."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Fork a kernel with the arguments that a new Python would get."""
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        server: ForkServer = self.parent.fork_server
        self.pid = self.pgid = server.fork(arguments, kwargs["env"], kwargs["cwd"])
        self.process = _Process(self.pid)
        return self.connection_info

    async def wait(self) -> None:
        """Wait until the kernel has ended; the base class polls only every 100 ms."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self.process = None


class _Process:
    """What a provisioner uses of ``subprocess.Popen``, for a process that is no child of ours."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 1  # only its parent can know the exit status, and it is not used
        return None

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def open_kernels(matplotlib_folder: Path) -> Kernels:
    """Kernels in the fastest way that this system has; see ``Kernels``."""
    return ForkServer(matplotlib_folder) if CAN_FORK else Kernels(matplotlib_folder)
