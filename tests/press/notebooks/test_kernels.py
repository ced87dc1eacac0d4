"""Forked kernels cannot be reached by anybody else."""

import asyncio
from pathlib import Path

import pytest

from press.notebooks import kernels

only_where_it_forks = pytest.mark.skipif(not kernels.CAN_FORK, reason="kernels are not forked here")


@only_where_it_forks
def test_kernels_are_reached_by_sockets_that_nobody_else_can_take(tmp_path):
    """And leave their connection file alone, which is read while they start."""

    async def start() -> tuple[str, bool]:
        opened = kernels.open_kernels(tmp_path / "matplotlib")
        manager = opened.manager()
        try:
            await manager.start_kernel(env=opened.environment, cwd=str(tmp_path))
            written = Path(manager.connection_file).stat()
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=60)
            client.stop_channels()
            now = Path(manager.connection_file).stat()
            same = (now.st_ino, now.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
            await manager.shutdown_kernel(now=True)
        finally:
            opened.close()
        assert not Path(manager.ip).parent.exists()
        return manager.transport, same

    assert asyncio.run(start()) == ("ipc", True)
