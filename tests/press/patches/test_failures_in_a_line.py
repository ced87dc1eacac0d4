"""A full disk is one line, and Ctrl-C is no success."""

import errno
import inspect
import os
import shutil

import pytest
from jupyter_book import sphinx as runner
from jupyter_book.cli import main
from sphinx.errors import ExtensionError

from press.patches import failures_in_a_line
from study import interrupts


@pytest.fixture
def handle(monkeypatch):
    """How a build of Jupyter Book answers a failure, and whether it showed a traceback."""
    shown = []
    monkeypatch.setattr(runner, "handle_exception", lambda *given: shown.append(given[2]))
    failures_in_a_line.apply()

    def handled(error: BaseException) -> list[BaseException]:
        runner.handle_exception(None, None, error, None)
        return shown

    return handled


def _caused(error: BaseException) -> ExtensionError:
    return ExtensionError("Handler failed", error, "press.extension")


def _chained(error: BaseException) -> RuntimeError:
    found = RuntimeError("x")
    found.__cause__ = error
    return found


@pytest.mark.parametrize("wrapped", [lambda error: error, _caused, _chained])
@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Make room"),
        (errno.EROFS, "make book OUT="),
        (errno.EACCES, "make book OUT="),
        (errno.EIO, "make clean"),
    ],
)
def test_what_lies_outside_the_book_ends_the_build_in_a_line(
    handle, monkeypatch, number, remedy, wrapped
):
    said = []
    monkeypatch.setattr(failures_in_a_line.logger, "error", lambda *given: said.append(given))
    with pytest.raises(SystemExit) as ended:
        handle(wrapped(OSError(number, os.strerror(number), "/a/file")))
    assert ended.value.code == 1
    ((template, *words),) = said
    assert "/a/file" in words and remedy in template % tuple(words)


@pytest.mark.parametrize("wrapped", [lambda error: error, _caused, _chained])
def test_an_interrupt_is_no_success(handle, wrapped):
    with pytest.raises(SystemExit) as ended:
        handle(wrapped(KeyboardInterrupt()))
    assert ended.value.code == interrupts.STOPPED


def test_a_mistake_of_ours_still_shows_where_it_is(handle):
    error = FileNotFoundError(errno.ENOENT, "No such file", "chapters/x.md")
    assert handle(error) == [error]


def test_the_library_still_takes_an_interrupt_for_success():
    assert "(Exception, KeyboardInterrupt)" in inspect.getsource(runner.build_sphinx)
    assert "isinstance(result, Exception)" in inspect.getsource(main.builder_specific_actions)


def test_a_folder_that_could_not_be_copied_whole_is_told_as_a_full_disk(handle, monkeypatch):
    said = []
    monkeypatch.setattr(failures_in_a_line.logger, "error", lambda *given: said.append(given))
    full = str(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    with pytest.raises(SystemExit):
        handle(shutil.Error([("/a/file", "/b/file", full)]))
    assert "Make room" in said[0][-1]
