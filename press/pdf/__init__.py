"""The printed book: resolved doctrees to one Typst file to one tagged PDF."""

from press.pdf.builder import TypstBuilder, write_pdf
from press.pdf.meta import BookMeta, PdfError

__all__ = ["BookMeta", "PdfError", "TypstBuilder", "write_pdf"]
