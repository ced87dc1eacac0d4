"""Reading files of every kind as text: one module for each, chosen by what the bytes are.

``read`` is the way in. What a program cannot look through is a fault, because it would be
published unseen.
"""

from study.screening.reading.contents import Reader

__all__ = ["Reader"]
