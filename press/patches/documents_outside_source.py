"""Sphinx: documents may lie outside the source folder; here, the generated pages in ``_build``.

Tried instead: a source folder of links below ``_build``. It takes as many lines, needs a privilege
on Windows, and every message then names a file in that folder and not the chapter.

Waits for: a Sphinx that takes documents from more than one folder.
"""

from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.project import Project


class _ProjectWithGenerated(Project):
    """The documents of the checkout, and generated ones: ``generated`` gives a file by docname."""

    generated: Mapping[str, str]

    def doc2path(self, docname: str, absolute: bool) -> str:
        """The file of a document; see the base class.

        A relative path ends up in the published book, so it is the one that the document would
        have in the checkout.
        """
        if docname in self.generated:
            return self.generated[docname] if absolute else f"{docname}.md"
        return super().doc2path(docname, absolute)

    def discover(self, *args, **kwargs) -> set[str]:
        """Find all documents; see the base class."""
        super().discover(*args, **kwargs)
        for docname, file in self.generated.items():
            self.docnames.add(docname)
            self._path_to_docname[file] = docname
            self._docname_to_path[docname] = file
        return self.docnames


def add(app: Sphinx, generated: Mapping[str, str]) -> None:
    """Let Sphinx find these documents, given by docname, whenever it looks for documents."""
    project = _ProjectWithGenerated(app.srcdir, app.config.source_suffix)
    project.generated = generated
    project.restore(app.project)
    app.project = app.env.project = project
