"""An import hook that compiles our own modules from source, and never from ``__pycache__``.

Python takes a module for unchanged when its modification time and size are, so after an edit that
keeps both it would run the old code. Runs in a build as a module, and in a kernel before its
notebook.
"""


def _install() -> None:
    import sys
    from importlib.machinery import PathFinder, SourceFileLoader

    class FromSource(SourceFileLoader):
        """Without time and size the loader can neither use nor write compiled code."""

        def path_stats(self, path: str) -> dict[str, float]:
            raise OSError(path)

    class Finder:
        @staticmethod
        def find_spec(name: str, path=None, target=None):
            if name.partition(".")[0] not in ("press", "study"):
                return None
            spec = PathFinder.find_spec(name, path, target)
            if spec is not None and type(spec.loader) is SourceFileLoader:
                spec.loader = FromSource(spec.loader.name, spec.loader.path)
            return spec

    sys.meta_path.insert(0, Finder)


_install()
del _install
