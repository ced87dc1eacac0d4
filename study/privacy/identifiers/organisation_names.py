"""Organisations that a name or a place in their own name tells apart from others of their kind."""

import re
from collections.abc import Iterator, Sequence

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
    "|[Bb]edrijf|Firma|firma|[Ff]oundation|[Ss]afety [Hh]ouse|[Oo]penbaar Ministerie|OM"
    "|[Vv]eilig Thuis|[Cc]oncern|[Mm]assagesalon|[Nn]agelstudio|[Ss]choonmaakbedrijf"
    "|[Pp]olitiebureau|[Tt]eam|[Hh]uize|ROC|AOC|[Jj]eugdhulp|[Jj]eugdzorg|[Oo]pvangorganisatie"
    "|[Oo]pvangcentrum|[Oo]pvanglocatie|[Oo]pvangvoorziening|[Vv]rouwenopvang|[Mm]annenopvang"
    "|[Cc]risisopvang|[Nn]oodopvang|[Dd]agopvang|[Vv]rouwenhuis|[Zz]orgcentrum|[Zz]orgcombinatie"
    "|[Zz]orghuis|[Zz]orgbureau|[Zz]orglocatie|[Vv]erzorgingshuis|[Vv]erpleeghuis|[Ww]oonzorgcentrum"
    "|[Kk]liniek|[Ii]nloophuis|[Tt]huiszorg|[Hh]uisartsenpraktijk|[Pp]raktijk|[Hh]ospice|[Gg]ezinshuis"
    "|[Kk]inderdagverblijf|[Ss]ociaal team|[Jj]eugddorp|[Jj]eugdteam|[Ww]elzijn|[Ss]helter"
    "|[Mm]aatschappelijke [Oo]pvang|[Bb]uurthuis|[Dd]orpshuis|[Jj]ongerencentrum|[Gg]gz-instelling"
    "|[Aa]mbulante [Zz]org|[Bb]eschermd [Ww]onen|[Ww]oongroep|[Ww]oonvorm|[Hh]ulpverlening"
    "|[Bb]asisteam|[Dd]istrict|[Pp]olitieteam|[Pp]olitiedistrict|[Pp]olitiepost|[Rr]egiokorps"
    "|[Bb]rigade|[Mm]eldkamer|[Ww]aterschap|[Rr]obuust team|[Ww]erkplein|[Ii]nterventieteam"
    "|[Hh]andhavingsteam|[Gg]ebiedsteam|[Rr]echercheteam|[Dd]orpsteam|[Rr]egiobureau|AVIM|RUD|DCC"
    "|[Pp]olitieregio|[Aa]rrondissement|[Kk]antongerecht|[Bb]elastingkantoor|[Bb]elastingsamenwerking"
    "|[Pp]raktijkschool|[Vv]akschool|[Bb]rede [Ss]chool|[Mm]iddelbare [Ss]chool"
    "|[Ss]cholengemeenschap"
    "|[Ss]cholengroep|[Hh]ogeschool|[Gg]ymnasium|[Aa]theneum|[Mm]avo|[Kk]indcentrum|[Ii]nternaat"
    "|[Pp]euterspeelzaal|[Kk]inderopvang|[Vv]rije [Ss]chool|[Ss]chool|IKC|CSG|OSG|RSG|SG|OBS|KBS"
    "|RKBS|PCBS|PCB|CBS|SBO|VSO|ISK|KSG|PSG|MBO|VMBO|[Ii]slamitische [Ss]chool"
    "|[Tt]uincentrum|[Kk]wekerij|[Ss]lagerij|[Bb]akkerij|[Ss]upermarkt|[Cc]amping"
    "|[Bb]ungalowpark|[Aa]utobedrijf"
    "|[Gg]arage|[Pp]ension|[Hh]erberg|[Ss]hishalounge|[Bb]elhuis|[Ww]asserette|[Aa]utowasserij"
    "|[Tt]ransportbedrijf|[Bb]ouwbedrijf|[Ee]scortbureau|[Ss]auna"
    "|[Ss]tg\\.|BV|VOF|[Mm]aatschap|[Kk]erkgenootschap|[Pp]arochie|[Gg]emeenschap|[Ll]oket|[Mm]eldpunt"
    "|[Vv]akantiepark|[Rr]ecreatiepark|[Pp]artycentrum|[Ww]okrestaurant|[Nn]achtclub|[Bb]eautysalon"
    "|[Kk]apsalon|[Dd]iscotheek|[Ss]portschool"
    "|[Ee]etcafe|[Bb]rasserie|[Pp]izzeria|[Ss]nackbar|[Cc]afetaria|[Cc]asino|[Ss]lachterij|[Mm]anege"
)
_ORGANISATION = re.compile(
    rf"(?<!\w)(?:{_TELLING})(?P<link>[ \n](?:van|de|het|der|den|voor|De|Het|Van|'t)){{0,2}}"
    # Not from the last cell of a row of a table to the first of the next.
    r"(?: {1,2}|\n(?![^\n\t|;]{0,60}[\t|;]))"
    rf"(?P<quote>[\"'])?(?P<name>{_PROPER})"
)
# What follows these is more often a task ("team Handhaving") than a name.
_ALSO_IN_GENERAL = (
    *("bureau", "vereniging", "politie", "eenheid", "ggd", "ggz", "opvang", "college", "rechtbank"),
    *("instelling", "bedrijf", "om", "openbaar", "veilig", "concern", "team", "sociaal"),
    *(
        "wijkteam",
        "club",
        "kerk",
        "jeugdhulp",
        "jeugdzorg",
        "praktijk",
        "welzijn",
        "school",
        "district",
    ),
    *("brigade", "maatschappelijke", "cbs", "mbo", "vmbo", "vso", "sbo", "isk", "hulpverlening"),
    *("thuiszorg", "kinderopvang", "sg", "avim", "ambulante", "beschermd", "rud", "dcc"),
    *("waterschap", "noodopvang", "crisisopvang", "vrouwenopvang", "mannenopvang", "garage"),
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
    yield from _by_compound(words)
    yield from _companies(words)
    yield from _in_part_of_country(words)
    yield from _schools(words)
    yield from _with_article(words)


def _by_first_word(words: Words) -> Iterator[Finding]:
    """What begins with a kind of organisation: "Stichting De Naam", "GGD Streek"."""
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
        direction = parts[0] in lexicon.telling("directions") and start != match.start("name")
        if lexicon.no_names().issuperset(parts) and not article and not direction:
            continue
        place = (parts[0],) in lexicon.phrases().kinds
        proper = place or article or match.group("quote")
        general = match.group().lower().startswith(_ALSO_IN_GENERAL)
        if (
            general
            and not proper
            and not direction
            and (ENDINGS_OF_NOUNS.search(parts[-1]) or _is_plain(parts))
        ):
            continue
        if match.group("name").isupper() and match.group(0).startswith(("OM", "GGD", "GGZ")):
            continue
        yield Finding("organisation", match.start(), match.end("name"))


_COMPOUND = re.compile(
    r"[A-Za-z]{3,25}(?: (?:De|Het|'t|Van|Ten|Ter|El|La))? [\"']?"
    r"(?P<name>[A-Z][\w&'-]*[a-z][\w&'-]*)"
)
_ENDS_OF_COMPOUNDS = (
    *("kwekerij", "bedrijf", "kantoor", "winkel", "salon", "fabriek", "makelaar", "stichting"),
    *("genootschap", "praktijk", "kliniek", "hotel", "restaurant", "school", "club", "boerderij"),
    *("slachterij", "wasserij", "corporatie", "aanbieder", "vereniging", "bureau", "centrale"),
)


def _by_compound(words: Words) -> Iterator[Finding]:
    """What begins with a compound that is a kind of organisation: "champignonkwekerij Prime"."""
    for index, word in enumerate(words.lower):
        if not word.endswith(_ENDS_OF_COMPOUNDS) or word in _FIRST_WORDS:
            continue
        match = _COMPOUND.match(words.text, words.starts[index])
        if match is None:
            continue
        name = match["name"].lower()
        field = ENDINGS_OF_NOUNS.search(name) and match[0].count(" ") == 1
        if name not in lexicon.no_names() and name not in lexicon.telling("national") and not field:
            yield Finding("organisation", match.start(), match.end())


def _in_part_of_country(words: Words) -> Iterator[Finding]:
    """Part of a national organisation: "Vluchtelingenwerk Oost", "Humanitas Streek"."""
    for index in words.with_capital:
        before = index - 1
        if before < 0 or words.gaps[index] not in (" ", "-"):
            continue
        if words.lower[before] in lexicon.telling("with_parts") and words.capital(before):
            word = words.lower[index]
            if word in lexicon.telling("directions") or (word,) in lexicon.phrases().kinds:
                yield Finding("organisation", *words.span(before, index))


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
            parts = [part for part in match.group().lower().split() if part not in lexicon.PREFIXES]
            if parts[0] not in lexicon.no_names():
                yield Finding("organisation", *match.span())


_LAST_OF_SCHOOLS = ("college", "lyceum", "gymnasium", "atheneum", "mavo", "scholengemeenschap")
_SHORTEST_NAMING_STEM = 5
_SCHOOLS = (*_LAST_OF_SCHOOLS, "school", "ziekenhuis", "kerk", "moskee", "huis")


def _schools(words: Words) -> Iterator[Finding]:
    """What ends with its kind: "Sint-Naamcollege", "Naam Lyceum", "Naamschool"."""
    for index in words.with_capital:
        word = words.lower[index]
        if not word.endswith(_SCHOOLS):
            continue
        before = index - 1
        if word in _LAST_OF_SCHOOLS:
            named = (
                before >= 0
                and words.joined(index)
                and words.capital(before)
                and not words.in_capitals(before)
                and not (words.opens(before) and _is_plain([words.lower[before]]))
                and words.lower[before] not in lexicon.no_names()
            )
            if named:
                yield Finding("organisation", *words.span(before, index))
            continue
        stem = next(word.removesuffix(end) for end in _SCHOOLS if word.endswith(end))
        saint = before >= 0 and words.joined(index) and words.lower[before] in ("sint", "st")
        plain = _is_plain([word] if len(stem) < _SHORTEST_NAMING_STEM else [stem])
        if saint or (len(stem) > 3 and not words.opens(index) and not plain):
            yield Finding("organisation", *words.span(before if saint else index, index))


def _with_article(words: Words) -> Iterator[Finding]:
    """A name that begins with an article: "bij De" and a word with a capital."""
    for index in words.with_capital:
        if words.written[index] not in ("De", "Het") or index + 1 >= len(words):
            continue
        if index == 0 or words.gaps[index] != " " or words.gaps[index + 1] != " ":
            continue
        before = words.lower[index - 1]
        kind = before.endswith(_KINDS) or before in lexicon.telling("before_name")
        led = kind and (not words.capital(index - 1) or words.opens(index - 1))
        name = words.lower[index + 1]
        named = words.capital(index + 1) and words.written[index + 1][1:].islower()
        public = name in lexicon.no_names() or name in lexicon.telling("press")
        if led and named and not public:
            yield Finding("organisation", *words.span(index, index + 1))


_KINDS = (
    *("instelling", "opvang", "organisatie", "aanbieder", "huis", "school", "centrum", "groep"),
    *("stichting", "boerderij", "bedrijf", "winkel", "salon", "restaurant", "kliniek", "praktijk"),
    *("team", "locatie", "flat", "pension", "club", "park", "zaak", "bureau", "kerk"),
)


def _is_plain(parts: Sequence[str]) -> bool:
    """Whether a name consists of words of Dutch."""
    return all(lexicon.is_word(part) or lexicon.is_compound(part) for part in parts)
