"""Organisations that a name or a place in their own name tells apart from others of their kind."""

import re
from collections.abc import Iterator

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.folding import fold
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import ENDINGS_OF_NOUNS

_PROPER = r"[A-Z][\w&'-]*[a-z0-9][\w&'-]*|[A-Z]{2,10}\b"
_TELLING = (
    "[Ss]tichting|[Bb]ureau|[Vv]ereniging|[Pp]olitie(?:-?\\s?[Ee]enheid)?|[Ee]enheid|GGD|GGz|GGZ"
    "|[Zz]orggroep|(?:[Zz]org- en )?[Vv]eiligheidshuis|(?:[Ss]ociaal )?[Ww]ijkteam|[Bb]uurtteam"
    "|[Ww]ijkcentrum|[Oo]mgevingsdienst|[Vv]eiligheidsregio|RIEC|[Ww]oningcorporatie"
    "|[Ww]oonstichting|[Oo]pvanghuis|[Oo]pvang|[Hh]otel|[Cc]afe|[Rr]estaurant|[Bb]ordeel|[Ss]eksclub|[Cc]lub"
    "|[Bb]asisschool|[Cc]ollege|[Ll]yceum|[Zz]iekenhuis|[Zz]orginstelling|[Aa]dvocatenkantoor"
    "|[Uu]itzendbureau|[Pp]arket|[Aa]rrondissementsparket|[Rr]echtbank|[Gg]erechtshof|[Aa][Zz][Cc]"
    "|[Ww]elzijnsorganisatie|[Ii]nstelling|[Zz]orgaanbieder|[Zz]orgboerderij|[Kk]erk|[Mm]oskee"
    "|[Bb]edrijf|[Ff]irma|[Ff]oundation|[Ss]afety [Hh]ouse|[Oo]penbaar Ministerie|OM"
    "|[Vv]eilig Thuis|[Cc]oncern|[Mm]assagesalon|[Nn]agelstudio|[Ss]choonmaakbedrijf"
    "|[Pp]olitiebureau|[Tt]eam|[Hh]uize|ROC"
)
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?:{_TELLING})(?P<link>\s(?:van|de|het|der|den|voor|De|Het|Van|'t)){{0,2}}\s"
    rf"(?P<quote>[\"'])?(?P<name>{_PROPER})"
)
# What follows these is more often a task ("team Handhaving") than a name.
_ALSO_IN_GENERAL = (
    *("bureau", "vereniging", "politie", "eenheid", "ggd", "ggz", "opvang", "college", "rechtbank"),
    *("instelling", "bedrijf", "om", "openbaar", "veilig", "concern", "team", "sociaal"),
    *("wijkteam", "stichting", "club", "kerk"),
)
_COMPANY = re.compile(
    r"(?<![\w-])(?:[A-Z][\w&'-]{0,30}\s){1,4}(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH"
    r"|Ltd|Inc|Holding)(?!\w)"
)


def find_organisations(text: str) -> Iterator[Finding]:
    """Organisations in a folded text."""
    for match in _ORGANISATION.finditer(text):
        name = fold(match.group("name")).text.lower()
        parts = lexicon.words(name)
        if not parts or name in lexicon.telling("national"):
            continue
        article = (match.group("link") or "").strip().istitle()
        if lexicon.no_names().issuperset(parts) and not article:
            continue
        place = (parts[0],) in lexicon.phrases().kinds
        proper = place or article or match.group("quote")
        general = match.group().lower().startswith(_ALSO_IN_GENERAL)
        if general and not proper and ENDINGS_OF_NOUNS.search(parts[-1]):
            continue
        if match.group("name").isupper() and match.group(0).startswith(("OM", "GGD", "GGZ")):
            continue
        yield Finding("organisation", match.start(), match.end("name"))
    for match in _COMPANY.finditer(text):
        if match.group().split()[0].lower() not in lexicon.no_names():
            yield Finding("organisation", *match.span())
