"""What each build needs, imported once in the process that builds are forked from."""

import gc
from importlib import import_module

from sphinx.application import builtin_extensions

_MODULES = (
    *("press.live.build_process", "press.live.live_build", "press.notebooks.kernels", "nbclient"),
    "study.figures.canvas",
    *("jupyter_book.sphinx", "myst_nb", "sphinx_comments", "sphinx_external_toc"),
    *("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering", "sphinxcontrib.bibtex"),
    *builtin_extensions,
)
for _name in _MODULES:
    import_module(_name)
# A collection in a build would touch the imported objects, and so copy their memory pages.
gc.freeze()
