"""The pages as they are served to a writer: on this machine only, each with a script that watches.

What lies on disk is not changed by it.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from press import labels
from press.live.channel import Kind, Message
from press.web import halves
from press.web.addresses import MISSING
from press.web.theme import CONTENT_SECURITY_POLICY
from study.files import digest

HOST = "127.0.0.1"
HOSTS = [HOST, "localhost"]
"""Names under which pages are given; under others, a page from elsewhere might read them."""

OWN = "/_live"
"""Start of the addresses of what is not the book's."""

_PARTS = Path(__file__).with_name("page")
_POLICY = f"{CONTENT_SECURITY_POLICY}; connect-src 'self'"
_EMPTY = '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{}</title></head>\n'

_words = labels.of("live")


@dataclass(frozen=True)
class State:
    """What a writer has to know beside the pages."""

    building: bool = True
    wrong: tuple[str, ...] = ()
    """What is wrong with the texts; the last good pages are shown."""

    refused: tuple[str, ...] = ()
    """What the gate or the PDF refused in the pages that it saw last."""

    checked: bool = False
    """Whether it saw those that are shown."""

    stale: tuple[str, ...] = ()
    """What stands on the pages in the language of the book, for want of a translation."""

    def after(self, message: Message) -> "State":
        """The state that follows a message of a build."""
        match message.kind:
            case Kind.BEGUN:
                return replace(self, building=True, checked=False)
            case Kind.SHOWN:
                return replace(self, building=False, wrong=())
            case Kind.WRONG:
                return replace(self, building=False, wrong=message.lines)
            case Kind.STALE:
                return replace(self, stale=message.lines)
            case Kind.CHECKED:
                return replace(self, refused=message.lines, checked=True)
        return self

    def words(self) -> tuple[str, str, tuple[str, ...]]:
        """What is shown: a kind for the look, a sentence, and lines below it."""
        if self.wrong:
            return "wrong", _words("wrong"), self.wrong
        if self.refused:
            return "wrong", _words("refused"), self.refused
        if self.stale:
            return "wrong", _words("stale"), self.stale
        if self.building:
            return "quiet", _words("building"), ()
        return "quiet", _words("checked" if self.checked else "checking"), ()


@dataclass
class Show:
    """The pages in ``folder``, and the state of each edition, told to all who look at it."""

    folder: Path
    editions: tuple[str, ...]
    states: dict[str, State] = field(init=False)
    closing: bool = False
    _version: int = 0
    """Counts what is told, so that nobody misses what comes while he is told the last."""

    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.states = dict.fromkeys(self.editions, State())

    async def take(self, language: str, message: Message) -> None:
        """Tell what follows from a message of the build of an edition."""
        self.states[language] = self.states[language].after(message)
        await self._tell_all()

    async def close(self) -> None:
        """End what is told."""
        self.closing = True
        await self._tell_all()

    async def _tell_all(self) -> None:
        self._version += 1
        async with self._changed:
            self._changed.notify_all()

    def edition(self, path: str) -> str:
        """The language of the edition that an address belongs to."""
        own = (
            each
            for each in self.editions[1:]
            if f"/{path.strip('/')}/".startswith(f"/{halves.folder(each)}")
        )
        return next(own, self.editions[0])

    def file(self, path: str) -> Path | None:
        """The file of an address; None if there is none below the folder."""
        found = (self.folder / path.strip("/")).resolve()
        found = found / "index.html" if found.is_dir() else found
        inside = self.folder.resolve() in found.parents
        return found if inside and found.is_file() else None

    def digest(self, path: str) -> str:
        """Digest of the page at an address; empty if there is none."""
        found = self.file(path)
        return digest(found.read_bytes()) if found else ""

    async def page(self, request: Request) -> Response:
        """A file of the book; a page with the script that watches."""
        path = request.path_params["path"]
        if not path and (front := halves.folder(self.editions[0])):  # a translation alone
            return RedirectResponse(f"/{front}")
        found, status = self.file(path), 200
        if found is None:
            front = halves.folder(self.edition(path))
            found, status = self.file(f"{front}{MISSING}.html"), 404
        if found is None:
            return _watched(_EMPTY.format(escape(_words("building"))), self.digest(path), 503)
        if found.suffix != ".html":
            return FileResponse(found, headers={"Cache-Control": "no-cache"})
        return _watched(found.read_text(encoding="utf-8"), self.digest(path), status)

    async def events(self, request: Request) -> Response:
        """The state now and whenever it changes, with the digest of the page that asks."""
        path = request.query_params.get("page", "")
        return StreamingResponse(self._told(path), media_type="text/event-stream")

    async def _told(self, path: str) -> AsyncIterator[str]:
        told = -1
        while True:
            async with self._changed:
                await self._changed.wait_for(
                    lambda seen=told: self.closing or self._version != seen
                )
            if self.closing:
                return
            told = self._version
            kind, sentence, lines = self.states[self.edition(path)].words()
            news = {"page": self.digest(path), "kind": kind, "words": sentence, "lines": lines}
            yield f"data: {json.dumps(news)}\n\n"


def application(show: Show) -> Starlette:
    """What answers to a browser."""
    return Starlette(
        routes=[
            Route(f"{OWN}/events", show.events),
            Mount(OWN, StaticFiles(directory=_PARTS)),
            Route("/{path:path}", show.page),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
    )


def _watched(page: str, known: str, status: int) -> HTMLResponse:
    """A page with the script that loads it again when it is no longer the one with this digest."""
    added = (
        f'<link rel="stylesheet" href="{OWN}/live.css">\n'
        f'<script src="{OWN}/live.js" data-page="{known}" defer></script>\n</head>'
    )
    page = page.replace(CONTENT_SECURITY_POLICY, _POLICY, 1).replace("</head>", added, 1)
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})
