"""The press: everything that makes a book of the study. A Sphinx extension."""

from press.extension import setup

__all__ = ["setup"]
