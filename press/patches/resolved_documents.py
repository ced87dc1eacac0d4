"""Documents as they are printed, kept between builds: resolving them takes longest of all.

A document is taken from the build before if it was read from the very same text, if all that it
could refer to is the same, and if every other document that was looked at meanwhile is.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.build import digests, unchanged
from press.patches import read_once

KEPT = ".doctree"

_ASIDE = frozenset(
    {
        *("app", "domains", "doctreedir", "events", "project", "srcdir"),
        *("all_docs", "dependencies", "files_to_rebuild", "included", "metadata", "reread_always"),
        *("config", "config_status", "config_status_extra", "settings", "titles_old"),
        *read_once.REPLACED,
        *("press_contents", "press_seen", "press_uses"),
        *("ref_context", "temp_data", "_pickled_doctree_cache", "_write_doc_doctree_cache"),
    }
)
"""Of an environment, what documents do not refer to; their own texts are compared by themselves."""

_SEARCH = "_search_index_"


@dataclass(frozen=True)
class _Kept:
    """A resolved document, pickled; and the digests of the documents it was made from."""

    looked_at: dict[str, str]
    pickled: bytes


class ResolvedDocuments:
    """The documents of this build, resolved for print."""

    def __init__(self, app: Sphinx, folder: Path) -> None:
        """``folder`` keeps them. To be made while ``app`` has the builder of the printed book."""
        self._app = app
        self._folder = folder
        self._common = hashlib.sha256(_all_that_is_shown(app).encode()).hexdigest()[:20]
        self._asked: set[str] = set()
        self._digests: dict[str, str] = {}
        self._new: dict[str, tuple[dict[str, str], nodes.document]] = {}

    def get(self, docname: str) -> nodes.document:
        """One of them; nobody may change it before ``keep``."""
        self._asked.add(docname)
        return self._from_before(docname) or self._resolve(docname)

    def keep(self) -> None:
        """Keep those that were asked for, for the next build."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for docname, (looked_at, doctree) in self._new.items():
            kept = _Kept(looked_at, pickle.dumps(_alone(doctree)))
            part = self._folder / f".{os.getpid()}.part"
            part.write_bytes(pickle.dumps(kept))
            part.replace(self._file(docname))
        for path in {*self._folder.iterdir()} - {*map(self._file, self._asked)}:
            path.unlink()

    def _from_before(self, docname: str) -> nodes.document | None:
        try:
            kept: _Kept = pickle.loads(self._file(docname).read_bytes())
        except FileNotFoundError:
            return None
        same = all(self._digest(name) == digest for name, digest in kept.looked_at.items())
        return pickle.loads(kept.pickled) if same else None

    def _resolve(self, docname: str) -> nodes.document:
        """Resolve a document, and note which others are read for that."""
        env, warned = self._app.env, self._app._warncount
        looked_at = {docname: self._digest(docname)}
        read = env.get_doctree

        def noting(name: str) -> nodes.document:
            looked_at[name] = self._digest(name)
            return read(name)

        env.get_doctree = noting
        try:
            doctree = read_once.fresh(env, docname)
            env.apply_post_transforms(doctree, docname)
        finally:
            env.get_doctree = read
        if self._app._warncount == warned:
            self._new[docname] = (looked_at, doctree)
        return doctree

    def _digest(self, docname: str) -> str:
        """Stands for a document as it was read; empty if it is gone."""
        if docname not in self._digests:
            path = Path(self._app.doctreedir) / f"{docname}.doctree"
            content = path.read_bytes() if path.exists() else b""
            self._digests[docname] = hashlib.sha256(content).hexdigest()
        return self._digests[docname]

    def _file(self, docname: str) -> Path:
        """Where a document is kept that was resolved with what all documents can show now."""
        return self._folder / f"{docname.replace('/', '-')}-{self._common}{KEPT}"


def _alone(doctree: nodes.document) -> nodes.document:
    """A document without what belongs to this build only, as Sphinx leaves it on disk."""
    doctree.reporter = None
    doctree.transformer = None
    for name in ("env", "record_dependencies", "warning_stream"):
        setattr(doctree.settings, name, None)
    return doctree


def _all_that_is_shown(app: Sphinx) -> str:
    """All that a document can show of others, and what decides how, in words."""
    env: BuildEnvironment = app.env
    shared = {
        name: value
        for name, value in vars(env).items()
        if name not in _ASIDE and not name.startswith(_SEARCH)
    }
    if cited := env.domaindata.get("cite"):
        # In the order in which pages were read last, which no page shows.
        in_order = sorted(_in_words(each, set()) for each in cited["citation_refs"])
        shared["domaindata"] = env.domaindata | {"cite": cited | {"citation_refs": in_order}}
    settings = {each.name: each.value for each in app.config if each.rebuild == "env"}
    packages = digests.environment(unchanged.LOCK)
    return _in_words([shared, settings, {*app.builder.tags}, packages], set())


def _in_words(value: Any, within: set[int]) -> str:
    """A value written out, the same in every process; objects by what they hold."""
    if value is None or isinstance(value, str | bytes | int | float | Path):
        return repr(value)
    if isinstance(value, nodes.Node):
        return value.pformat()
    if isinstance(value, type) or callable(value):
        return f"{value.__module__}.{value.__qualname__}"
    if id(value) in within:  # it is being written out already
        return "…"
    within = {*within, id(value)}
    if isinstance(value, Mapping):
        pairs = (f"{_in_words(k, within)}: {_in_words(v, within)}" for k, v in value.items())
        return f"{{{', '.join(sorted(pairs))}}}"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(_in_words(each, within) for each in value))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_in_words(each, within) for each in value)}]"
    # As pickle sees it: environments and settings are pickled.
    maker, made_of, *rest = value.__reduce_ex__(2)
    held = [part if part is None or isinstance(part, Mapping) else list(part) for part in rest]
    return _in_words([maker, made_of, held], within)
