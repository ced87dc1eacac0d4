"""What a browser on this machine gets, and nobody else."""

import asyncio
import json

import pytest

from press.live.channel import Kind, Message
from press.live.serving import Show, State, application
from press.web.theme import CONTENT_SECURITY_POLICY

PAGE = f'<html><head><meta content="{CONTENT_SECURITY_POLICY}"></head><body>x</body></html>'


@pytest.fixture
def show(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "secret.html").write_text("private", encoding="utf-8")
    return Show(tmp_path / "html", ("nl", "en"))


def get(show: Show, path: str, host: str = "127.0.0.1:8000") -> tuple[int, str]:
    """Status and text of the answer to a browser."""
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode()}
    scope |= {"query_string": b"", "headers": [(b"host", host.encode())], "root_path": ""}
    asyncio.run(application(show)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], body.decode()


def test_a_page_comes_with_the_script_and_stays_as_it_is_on_disk(show):
    page = show.folder / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    for address in ("/", "/index.html"):
        status, text = get(show, address)
        assert status == 200
        assert "/_live/live.js" in text and "connect-src 'self'" in text
        assert f'data-page="{show.digest(address)}"' in text
    assert page.read_text(encoding="utf-8") == PAGE


def test_before_the_first_page_is_there_the_browser_waits_for_it(show):
    status, text = get(show, "/chapters/kader.html")
    assert status == 503
    assert 'data-page=""' in text


def test_under_the_name_of_another_host_nothing_is_given(show):
    (show.folder / "index.html").write_text(PAGE, encoding="utf-8")
    assert get(show, "/", host="example.org")[0] == 400


@pytest.mark.parametrize("path", ["/../secret.html", "/_live/../../secret.html", "//secret.html"])
def test_nothing_outside_the_pages_is_given(show, path):
    assert "private" not in get(show, path)[1]


def test_a_refusal_stands_until_the_gate_has_seen_other_pages():
    state = State().after(Message(Kind.SHOWN)).after(Message(Kind.CHECKED, ("a.md: a name",)))
    for kind in (Kind.BEGUN, Kind.SHOWN, Kind.KEPT):
        state = state.after(Message(kind))
        assert state.words()[2] == ("a.md: a name",)
    assert state.after(Message(Kind.CHECKED)).words()[2] == ()


def test_what_is_wrong_stands_until_pages_are_shown():
    state = State().after(Message(Kind.WRONG, ("a.md:1: no",)))
    assert state.after(Message(Kind.BEGUN)).words()[2] == ("a.md:1: no",)
    assert state.after(Message(Kind.SHOWN)).words()[2] == ()


def test_a_page_is_told_what_concerns_its_own_edition(show):
    asyncio.run(show.take("en", Message(Kind.STALE, ("a.po: no entry",))))
    for address, edition in (("/", "nl"), ("/enquete.html", "nl"), ("/en/", "en"), ("/en", "en")):
        assert show.edition(address) == edition
    assert show.states["en"].words()[2] == ("a.po: no entry",)
    assert show.states["nl"].words()[2] == ()


def test_a_translation_alone_is_found_at_the_front(tmp_path):
    assert get(Show(tmp_path, ("en",)), "/")[0] == 307


def test_nothing_is_missed_by_who_is_still_told_the_last(show):
    async def hear() -> list[tuple[str, ...]]:
        heard, stream = [], show._told("/en/")
        heard.append(json.loads((await anext(stream)).removeprefix("data: "))["lines"])
        await show.take("en", Message(Kind.STALE, ("a.po: no entry",)))  # while nobody waits
        heard.append(json.loads((await anext(stream)).removeprefix("data: "))["lines"])
        await show.close()
        return [*heard, [line async for line in stream]]

    assert asyncio.run(asyncio.wait_for(hear(), 20)) == [[], ["a.po: no entry"], []]
