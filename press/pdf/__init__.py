"""The printed book: resolved doctrees to one Typst file to one tagged PDF."""

from press.pdf.builder import Print, TypstBuilder, compile_source
from press.pdf.meta import BookMeta, PdfError

__all__ = ["BookMeta", "PdfError", "Print", "TypstBuilder", "compile_source"]
