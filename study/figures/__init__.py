"""One function per figure: from tables to a `Figure` (study/figures/figure.py)."""

from study.figures.breakdowns import melders, meldingen, vormen
from study.figures.factors import factoren, groepen, landelijk, richting
from study.figures.framework import model, opzet
from study.figures.interviews import nieuw, overeenstemming, respondenten
from study.figures.municipalities import gemeentebeleid, tijdlijn, zorgcoordinatie
from study.figures.overview import overzicht
from study.figures.public_texts import uitspraken
from study.figures.relations import fasemodel, samenhang, verhouding
from study.figures.victims import registraties, schattingen

__all__ = [
    "factoren",
    "fasemodel",
    "gemeentebeleid",
    "groepen",
    "landelijk",
    "melders",
    "meldingen",
    "model",
    "nieuw",
    "opzet",
    "overeenstemming",
    "overzicht",
    "registraties",
    "respondenten",
    "richting",
    "samenhang",
    "schattingen",
    "tijdlijn",
    "uitspraken",
    "verhouding",
    "vormen",
    "zorgcoordinatie",
]
