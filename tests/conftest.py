"""The tiers of the tests, and what is made once and shared: the demonstration and a built book.

A test below ``tests/book``, ``tests/recipes``, ``tests/sceptic`` or ``tests/browser`` has the
marker of its folder; no other test may build a book. A test of a module that imports one of
``WHOLE`` has the marker ``whole``: it takes a study all the way to its tables, holds all of these
before the gate, or runs notebooks; so has, by hand, what searches this whole repository or runs
our commands as a user does. ``make check`` leaves all of these tests out. The marker ``campaign``
is set by hand, on what belongs in ``make test-full`` only.
"""

import gc
import os
import shutil
import signal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

gc.disable()  # until all tests are collected: that takes a seventh less
pytest.register_assert_rewrite("tests.support")

from tests.support import shipped  # noqa: E402

shipped.use()

from tests.support import demonstration  # noqa: E402
from tests.support import other_book as other  # noqa: E402
from tests.support import short_book as short  # noqa: E402
from tests.support.books import Book, built_once, checkout  # noqa: E402
from tests.support.demonstration import Study  # noqa: E402

HERE = Path(__file__).parent
MARKED_FOLDERS = {"book": "book", "recipes": "book", "sceptic": "book", "browser": "browser"}
WHOLE = {"study.workflow", "study.gate.decision", "tests.support.designs"}
WHOLE |= {"press.notebooks.execution", "press.notebooks.twice"}
BOOKS = {"book", "dutch_book", "other_book", "own_book", "short_book", "own_short_book"}
BOOKS |= {"own_editions"}
# Drawn at random in the campaigns only, so that before these what passed passes again. No example
# fails by the clock: a busy machine is no fault.
BY_NO_CLOCK = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("many", max_examples=100, **BY_NO_CLOCK)
settings.register_profile("few", max_examples=10, derandomize=True, database=None, **BY_NO_CLOCK)
NOT_HERE = "a test that needs a built book belongs below tests/book, tests/recipes or tests/browser"


def pytest_configure(config: pytest.Config) -> None:
    """Try many examples in the campaigns and where no tier is asked for; hear Ctrl-C anywhere."""
    settings.load_profile("few" if "not campaign" in config.option.markexpr else "many")
    # A shell lets what it starts in the background not hear Ctrl-C, nor all that this starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never in what was imported: it took a tenth of the time."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test the marker of its folder or module, before `-m` chooses."""
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(MARKED_FOLDERS[folder])
        elif BOOKS & set(item.fixturenames):
            raise pytest.UsageError(f"{item.nodeid}: {NOT_HERE}")
        elif WHOLE & {v.__name__ for v in vars(item.module).values() if isinstance(v, ModuleType)}:
            item.add_marker("whole")


@pytest.fixture(autouse=True)
def no_build_elsewhere(request, monkeypatch) -> None:
    """Fail a test that builds a checkout of its own where no books are built."""
    if not any(map(request.node.get_closest_marker, MARKED_FOLDERS)):
        monkeypatch.setattr(Book, "command", lambda *_: pytest.fail(NOT_HERE))


@pytest.fixture(scope="session", autouse=True)
def demonstration_folder(shared) -> None:
    """Let all workers take the demonstration that one of them makes."""
    demonstration.FOLDER = shared / "demonstration"
    demonstration.FOLDER.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def demo_study() -> Study:
    """The demonstration; tests only look at it."""
    return demonstration.made()


@pytest.fixture
def own_study(demo_study, tmp_path) -> Study:
    """A copy of the demonstration that a test may spoil."""
    return Study(Path(shutil.copytree(demo_study.root, tmp_path / "own")))


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that is the same one for all workers, if there are any."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def book(shared) -> Book:
    """The whole book of the demonstration in both editions, built once; tests only look at it."""
    return built_once(Book(shared / "book"), lambda root: checkout(root, "nl", "en"))


@pytest.fixture(scope="session")
def dutch_book(shared) -> Book:
    """The same in Dutch alone, to copy: who changes a text in it need not translate it."""
    return built_once(Book(shared / "dutch book"), checkout)


@pytest.fixture
def own_editions(book, tmp_path) -> Book:
    """A copy of it that a test may spoil; its first build is behind it."""
    return Book(Path(shutil.copytree(book.root, tmp_path / "own", symlinks=True)))


@pytest.fixture(scope="session")
def other_book(shared) -> Book:
    """Another study's book with an address, built once outside its checkout; only to look at."""
    return built_once(Book(shared / "other book", shared / "elsewhere"), other.prepare)


@pytest.fixture
def own_book(dutch_book, tmp_path) -> Book:
    """A copy of the Dutch book that a test may spoil; its first build is behind it."""
    return Book(Path(shutil.copytree(dutch_book.root, tmp_path / "own", symlinks=True)))


@pytest.fixture(scope="session")
def short_book(shared) -> Book:
    """A book of a few pages, built once for all workers; tests only look at it."""
    return built_once(Book(shared / "short book"), short.prepare)


@pytest.fixture
def own_short_book(short_book, tmp_path) -> Book:
    """A copy of it that a test may spoil; its first build is behind it."""
    return Book(Path(shutil.copytree(short_book.root, tmp_path / "own", symlinks=True)))
