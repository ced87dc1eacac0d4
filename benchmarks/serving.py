"""How many readers a small host can serve: the built book behind a static server, on loopback.

    python -m benchmarks.serving

Needs a built book in _build/html. First it checks that the book can be cached: every response is
the file as it is on disk, a conditional request for it gives 304, and files that pages load from
_static/ have their own digest in their address. Then readers in another process each fetch five
pages with all their figures, the last one for the second time, with a browser's cache. Every
response is checked; a wrong one ends the run.

Serves with nginx, if it is installed, which compresses each response or sends files that were
compressed before; and with Python's http.server, which does not compress. Prints a table, and what
a line of 100 Mbit/s would carry, because loopback has no such limit. Ends with a non-zero status,
and a sentence for each problem, if anything was wrong. Readers and server share one machine, so
pages per second vary with what else runs on it; pages per second of the server's processor time
hardly do.
"""

import asyncio
import gzip
import hashlib
import itertools
import math
import os
import platform
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from html.parser import HTMLParser
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from study import paths

BOOK = paths.ROOT / "_build" / "html"
FIRST = "index.html"
MISSING = "404.html"
STATIC = "_static/"
HOST = "127.0.0.1"
CONNECTIONS = (1, 16)
SECONDS, VIEWS = 10.0, 100_000
"""A run ends at whichever comes first."""
ANSWER_TIMEOUT = 10.0
"""Seconds."""
PAGES = 5
"""Pages that each reader sees: the front page, others, and the front page again."""
LINE = 100e6 / 8
"""Bytes per second of a line of 100 Mbit/s."""
SEED = 7
COMPRESSED = {".html", ".css", ".js", ".svg"}
COLUMNS = (
    *("server", "readers at once", "requests/s", "page views/s", "median, ms", "95%, ms"),
    *("longest, ms", "MB/s", "processor, server", "processor, readers", "memory, server, MiB"),
)

_DIGEST = 12
_CSS_ADDRESS = re.compile(r"""url\(["']?([^"')]+)""")
_NGINX = """\
daemon off;
master_process off;  # one process, whose time and memory are all there is
pid nginx.pid;
error_log error.log;
events { worker_connections 256; }
http {
  types {
    text/html html;
    text/css css;
    text/javascript js;
    image/svg+xml svg;
    font/woff2 woff2;
  }
  access_log access.log;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  sendfile on;
  etag on;
  GZIP on;
  gzip_comp_level 6;
  gzip_types text/css text/javascript image/svg+xml;
  map $arg_v $kept {
    "" "no-cache";
    default "public, max-age=31536000, immutable";
  }
  server {
    listen HOST:PORT;
    root "BOOK";
    location / { add_header Cache-Control "no-cache"; }
    location /STATIC { add_header Cache-Control $kept; }
  }
}
"""


class Problem(Exception):
    """A book that cannot be cached, or a wrong response; the message is a sentence on it."""


class Server(NamedTuple):
    """A running server: its port, and its process id."""

    port: int
    process: int


class Answer(NamedTuple):
    """The response to one request; ``received`` counts all bytes, headers included."""

    status: int
    headers: dict[str, str]
    body: bytes
    received: int


class Load(NamedTuple):
    """What readers received in one run, and how long each response took (``waits``)."""

    views: int
    received: int
    seconds: float
    waits: list[float]
    busy: float
    """Seconds of processor time that the readers themselves took."""


class _Loaded(HTMLParser):
    """Addresses of what a browser with a wide window loads with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img"):
            self.found.append(given.get("src") or "data:")
        elif tag == "link" and given.get("rel") == "stylesheet":
            self.found.append(given["href"] or "data:")


def loaded(book: Path, page: str) -> list[str]:
    """Addresses within the book that a page loads, and its style sheets after it, each once."""
    parser = _Loaded()
    parser.feed((book / page).read_text(encoding="utf-8"))
    found = []
    for address in parser.found:
        if address.startswith("data:"):
            continue
        # The page for addresses that are not there names files from the root of the host.
        at = address[address.index(STATIC) :] if page == MISSING else urljoin(page, address)
        found.append(at)
        if at.partition("?")[0].endswith(".css"):
            style = file_of(book, at).read_text(encoding="utf-8")
            found += [urljoin(at, inner) for inner in _CSS_ADDRESS.findall(style)]
    return list(dict.fromkeys(found))


def file_of(book: Path, address: str) -> Path:
    """The file at an address within the book."""
    file = book / urlsplit(address).path
    if not file.is_file():
        raise Problem(f"A page asks for {address}, which is not in the book.")
    return file


def without_digest(book: Path, loads: dict[str, list[str]]) -> Iterator[str]:
    """A sentence for each file of _static/ that pages load by an address without its digest."""
    users: dict[str, list[str]] = {}
    for page, addresses in loads.items():
        for address in addresses:
            if address.startswith(STATIC):
                users.setdefault(address, []).append(page)
    for address, pages in sorted(users.items()):
        digest = hashlib.sha256(file_of(book, address).read_bytes()).hexdigest()[:_DIGEST]
        if urlsplit(address).query != f"v={digest}":
            others = f" and {len(pages) - 1} more pages" if len(pages) > 1 else ""
            yield f"{pages[0]}{others}: {address} must end in ?v={digest}, the digest of its file."


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


@contextmanager
def _running(command: list[str], port: int) -> Iterator[Server]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise Problem(f"{command[0]} did not begin to serve within five seconds.")
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def nginx(program: str, book: Path, how: str) -> Iterator[Server]:
    """The book served by an nginx of one process, from a temporary copy.

    ``how`` it compresses: ``gzip``, each response; or ``gzip_static``, the files beforehand.
    """
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        shutil.copytree(book, root)
        if how == "gzip_static":
            for file in [path for path in root.rglob("*") if path.suffix in COMPRESSED]:
                zipped = gzip.compress(file.read_bytes())
                file.with_name(f"{file.name}.gz").write_bytes(zipped)
        config = Path(folder) / "nginx.conf"
        words = {"HOST": HOST, "PORT": str(port), "BOOK": str(root), "STATIC": STATIC, "GZIP": how}
        text = re.sub("|".join(words), lambda found: words[found[0]], _NGINX)
        config.write_text(text, encoding="utf-8")
        with _running([program, "-p", folder, "-c", str(config)], port) as server:
            yield server


@contextmanager
def python(book: Path) -> Iterator[Server]:
    """The book served as by ``make serve``, with a thread and a connection for each request."""
    port = _free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", HOST]
    with _running([*command, "--directory", str(book)], port) as server:
        yield server


class Connection:
    """A connection to the server, kept as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, address: str, kept: dict[str, str] | None = None) -> Answer:
        """Request an address; with the headers of a cached response (``kept``), conditionally."""
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                return await self._ask(address, kept or {})
        except (OSError, EOFError) as error:
            raise Problem(f"{address}: no whole answer ({error!r}).") from error

    async def _ask(self, address: str, kept: dict[str, str]) -> Answer:
        if self.streams is None:
            self.streams = await asyncio.open_connection(HOST, self.port)
        reader, writer = self.streams
        lines = [f"GET /{address} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: gzip"]
        for name, given in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
            if given in kept:
                lines.append(f"{name}: {kept[given]}")
        writer.write("\r\n".join([*lines, "", ""]).encode("ascii"))
        head = await reader.readuntil(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").strip().split("\r\n")
        pairs = (line.partition(":") for line in rest)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        version, status = first.split()[:2]
        body, received = b"", 0
        if headers.get("transfer-encoding") == "chunked":
            body, received = await _chunks(reader)
        elif status != "304":
            body = await reader.readexactly(int(headers["content-length"]))
            received = len(body)
        if version == "HTTP/1.0" or headers.get("connection") == "close":
            await self.close()
        return Answer(int(status), headers, body, len(head) + received)

    async def close(self) -> None:
        """Close the connection, if it is open."""
        if self.streams is not None:
            writer = self.streams[1]
            self.streams = None
            writer.close()
            await writer.wait_closed()


async def _chunks(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    body, received = b"", 0
    while True:
        line = await reader.readline()
        chunk = (await reader.readexactly(int(line, 16) + 2))[:-2]
        received += len(line) + len(chunk) + 2
        if not chunk:
            return body, received
        body += chunk


async def lengths(port: int, book: Path, addresses: set[str]) -> dict[str, int]:
    """The length of each response, after a check of its content and of a conditional request."""
    found = {}
    connection = Connection(port)
    for address in sorted(addresses):
        answer = await connection.get(address)
        zipped = answer.headers.get("content-encoding") == "gzip"
        body = gzip.decompress(answer.body) if zipped else answer.body
        if answer.status != 200 or body != file_of(book, address).read_bytes():
            raise Problem(f"{address}: the answer ({answer.status}) is not the file.")
        again = await connection.get(address, answer.headers)
        if again.status != 304:
            raise Problem(f"{address}: asked for again it gives {again.status} and not 304.")
        found[address] = len(answer.body)
    await connection.close()
    return found


def _visits(
    pages: set[str], chance: random.Random
) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """The pages that readers see one after another, each with the cache of that reader."""
    others = sorted(pages - {FIRST})
    while True:
        kept: dict[str, dict[str, str]] = {}
        for page in (FIRST, *chance.sample(others, PAGES - 2), FIRST):
            yield page, kept


async def _read(
    port: int,
    loads: dict[str, list[str]],
    expected: dict[str, int],
    chance: random.Random,
    goes_on: Callable[[], bool],
) -> tuple[list[float], int, int]:
    """The time of each response in seconds, the pages seen and the bytes received."""
    waits: list[float] = []
    views = received = 0
    connection = Connection(port)
    for page, kept in _visits(set(loads), chance):
        if not goes_on():
            break
        for address in (page, *loads[page]):
            has = kept.get(address)
            if has and "immutable" in has.get("cache-control", ""):
                continue
            asked = time.perf_counter()
            answer = await connection.get(address, has)
            waits.append(time.perf_counter() - asked)
            received += answer.received
            wanted = (304, 0) if has else (200, expected[address])
            if (answer.status, len(answer.body)) != wanted:
                raise Problem(
                    f"{address}: {answer.status} with {len(answer.body)} bytes under load, "
                    f"and not {wanted[0]} with {wanted[1]}."
                )
            kept.setdefault(address, answer.headers)
        views += 1
    await connection.close()
    return waits, views, received


def load(
    port: int, loads: dict[str, list[str]], expected: dict[str, int], connections: int
) -> Load:
    """Read as many pages as this process can, with ``connections`` readers at once."""
    started = time.perf_counter()
    busy = time.process_time()
    begun = itertools.count()

    def goes_on() -> bool:
        return time.perf_counter() - started < SECONDS and next(begun) < VIEWS

    async def together() -> list[tuple[list[float], int, int]]:
        chances = [random.Random(SEED + number) for number in range(connections)]
        return await asyncio.gather(
            *(_read(port, loads, expected, chance, goes_on) for chance in chances)
        )

    parts = asyncio.run(together())
    seconds = time.perf_counter() - started
    return Load(
        views=sum(views for _, views, _ in parts),
        received=sum(received for _, _, received in parts),
        seconds=seconds,
        waits=[wait for waits, _, _ in parts for wait in waits],
        busy=time.process_time() - busy,
    )


def spent(process: int) -> tuple[float, float]:
    """Processor time in seconds and peak memory in MiB of a process; ``nan`` without /proc."""
    folder = Path("/proc") / str(process)
    if not folder.exists():
        return math.nan, math.nan
    times = (folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    most = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text(encoding="ascii"))
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK"), int(most[1]) / 1024


def measure(
    title: str, serving: AbstractContextManager[Server], book: Path, loads: dict[str, list[str]]
) -> tuple[float, float]:
    """Print a row for each number of readers at once.

    Returns, of the last row, page views per second of the server's processor time, and bytes per
    page view.
    """
    read = {page: addresses for page, addresses in loads.items() if page != MISSING}
    files = {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}
    with serving as server, ProcessPoolExecutor(1, get_context("spawn")) as client:
        asked = files.union(*read.values())
        expected = asyncio.run(lengths(server.port, book, asked))
        for connections in CONNECTIONS:
            before, _ = spent(server.process)
            got = client.submit(load, server.port, read, expected, connections).result()
            after, memory = spent(server.process)
            columns = (
                *(title, connections),
                *(f"{each / got.seconds:.0f}" for each in (len(got.waits), got.views)),
                f"{statistics.median(got.waits) * 1000:.1f}",
                f"{statistics.quantiles(got.waits, n=20)[-1] * 1000:.1f}",
                f"{max(got.waits) * 1000:.0f}",
                f"{got.received / got.seconds / 1e6:.1f}",
                *(f"{each / got.seconds:.0%}" for each in (after - before, got.busy)),
                f"{memory:.0f}",
            )
            print(f"| {' | '.join(map(str, columns))} |", flush=True)
    return got.views / (after - before), got.received / got.views


def sent(file: Path) -> int:
    """The bytes that a host sends for a file."""
    content = file.read_bytes()
    return len(gzip.compress(content) if file.suffix in COMPRESSED else content)


def main() -> int:
    """Check, measure, and print what the numbers mean for a host."""
    wrong = []
    try:
        if not (BOOK / FIRST).is_file():
            raise Problem("There is no book in _build/html. Build it first: make book")
        pages = sorted(path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*.html"))
        loads = {page: loaded(BOOK, page) for page in pages}
        # Downloads of notebooks are pages that load nothing.
        loads = {page: addresses for page, addresses in loads.items() if addresses}
        wrong += without_digest(BOOK, loads)
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        servers = {}
        if program:
            servers["nginx, compressing"] = nginx(program, BOOK, "gzip")
            servers["nginx, compressed before"] = nginx(program, BOOK, "gzip_static")
        servers["Python's http.server"] = python(BOOK)
        print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        print(f"\n| {' | '.join(COLUMNS)} |\n{'| --- ' * len(COLUMNS)}|")
        carried = {
            title: measure(title, serving, BOOK, loads) for title, serving in servers.items()
        }
        print()
        for title, (views, size) in carried.items():
            print(
                f"{title}: a core has time for {views:.0f} page views a second, or "
                f"{views / PAGES * 3.6:.0f} thousand readers an hour with {PAGES} pages each. "
                f"At {size / 1000:.0f} kB a page view, 100 Mbit/s carries {LINE / size:.0f}, or "
                f"{LINE / size / PAGES * 3.6:.0f} thousand readers."
            )
        first = sum(sent(file_of(BOOK, address)) for address in (FIRST, *loads[FIRST]))
        print(
            f"A first visit to the front page is {first / 1000:.0f} kB, compressed: "
            f"100 Mbit/s carries {LINE / first:.0f} of them a second."
        )
    except Problem as problem:
        wrong.append(str(problem))
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
