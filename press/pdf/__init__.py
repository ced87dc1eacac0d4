"""The printed book: resolved doctrees to one Typst file to one tagged PDF."""

from press.pdf.builder import TypstBuilder, compile_source, write_pdf
from press.pdf.meta import BookMeta, PdfError

__all__ = ["BookMeta", "PdfError", "TypstBuilder", "compile_source", "write_pdf"]
