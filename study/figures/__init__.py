"""One function per figure: from tables to a ``study.figure.Figure``."""

from study.figures.framework import model, opzet
from study.figures.municipalities import gemeentebeleid, tijdlijn, zorgcoordinatie
from study.figures.victims import registraties, schattingen

__all__ = [
    "gemeentebeleid",
    "model",
    "opzet",
    "registraties",
    "schattingen",
    "tijdlijn",
    "zorgcoordinatie",
]
