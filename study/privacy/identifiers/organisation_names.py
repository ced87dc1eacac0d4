"""Organisations that a name or a place in their own name tells apart from others of their kind."""

import re
from collections.abc import Iterator

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.folding import fold
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.text_words import ENDINGS_OF_NOUNS, Words

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
    *("wijkteam", "club", "kerk"),
)
_COMPANY = re.compile(
    r"(?<![\w-])(?:[A-Z][\w&'-]{0,30}\s){1,4}(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH"
    r"|Ltd|Inc|Holding)(?!\w)"
)


_FIRST_WORDS = frozenset(
    word.lower()
    for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"\[[A-Z]([a-z])\]", r"\1", _TELLING))
)
_LAST_WORDS = frozenset(("b", "bv", "n", "nv", "v", "vof", "gmbh", "ltd", "inc", "holding"))
_LONGEST_COMPANY = 130


def find_organisations(words: Words) -> Iterator[Finding]:
    """Organisations in the words of a folded text."""
    yield from _by_first_word(words)
    yield from _companies(words)


def _by_first_word(words: Words) -> Iterator[Finding]:
    """What begins with a kind of organisation: "Stichting De Brug", "GGD Twente"."""
    starts = [words.starts[i] for i, word in enumerate(words.lower) if word in _FIRST_WORDS]
    done = 0
    for start in starts:
        match = _ORGANISATION.match(words.text, start) if start >= done else None
        if match is None:
            continue
        done = match.end()
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


def _companies(words: Words) -> Iterator[Finding]:
    """What ends with a legal form: "Schoonmaak Direct B.V."."""
    ends = [words.starts[i] for i, word in enumerate(words.lower) if word in _LAST_WORDS]
    done = 0
    for end in ends:
        if end < done or not words.text[end].isupper():
            continue
        match = _COMPANY.search(words.text, max(done, end - _LONGEST_COMPANY), end + 12)
        if match:
            done = match.end()
            if match.group().split()[0].lower() not in lexicon.no_names():
                yield Finding("organisation", *match.span())
