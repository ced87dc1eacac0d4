"""The form of every identifier that has one: one rule or more for each kind.

Every pattern is bounded and starts at a place where no earlier start is possible, so that the time
taken grows with the length of the text and no faster.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.checks import (
    YEAR,
    check_card,
    check_citizen,
    check_coordinates,
    check_document,
    check_eight_words,
    check_ip4,
    check_ip6,
    check_month_of_year,
    check_postcode,
    check_street,
    check_vat,
)

Check = Callable[[re.Match[str]], bool | re.Match[str] | None]


@dataclass(frozen=True)
class Rule:
    """A pattern for one kind, tried only on a text that may have a match.

    The text must have one of the characters in ``needs``, as many ``digits`` and, in small
    letters, one of the ``hints``. The span is that of the group ``id`` if the pattern has one.
    """

    kind: str
    pattern: re.Pattern[str]
    needs: str = ""
    check: Check | None = None
    hints: tuple[str, ...] = ()
    digits: int = 0

    def may_match(self, characters: set[str], digits: int, lower: str) -> bool:
        if digits < self.digits:
            return False
        if self.needs and characters.isdisjoint(self.needs):
            return False
        return not self.hints or any(hint in lower for hint in self.hints)


_TLD = (
    "nl|com|org|net|eu|be|de|info|io|gov|edu|uk|fr|frl|amsterdam|shop|online|site|app|biz|ro|pl|bg"
    "|hu"
)
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january"
    "|february|march|june|july|august|october|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|oct|nov"
    "|dec"
)
_MONTH_HINTS = (
    *(
        "jan",
        "feb",
        "maart",
        "march",
        "mrt",
        "apr",
        "mei",
        "jun",
        "jul",
        "aug",
        "sep",
        "okt",
        "oct",
    ),
    *("nov", "dec"),
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_UNITS = (
    "euro|jaar|jaren|procent|personen|mensen|slachtoffers|inwoners|gemeenten|miljoen|miljard|uur"
    "|minuten|keer|maal|maanden|weken|dagen|meldingen|respondenten|interviews"
)
_NOT_COUNTED = rf"(?!\s?(?:%|(?:{_UNITS})\b))"
_NUMBER_WORD = r"[\s-]?(?:nummers?|numbers?|nr|no|id|code|kenmerk)\b\.?"
_CODE = r"(?=[A-Z/.\-]{0,8}\d)[A-Z0-9](?:[ ]?[/.\-]?[A-Z0-9]){1,24}"
_STREET = (
    "straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|hof|pad|park|dreef|plantsoen|markt|wal"
    "|burgwal|haven|boulevard|baan|ring|erf|hage|oord|brink|voorhout|allee|vest|dam|kamp|veld|akker"
)
_SURE_STREET = "straat|laan|plein|gracht|singel|kade|steeg|dreef|plantsoen|burgwal"
_FILE_TYPES = (
    "docx?|xlsx?|pdf|pptx?|odt|ods|rtf|txt|csv|tsv|mp3|m4a|wav|wma|mp4|mov|nvpx?|qdpx|qde|qdc"
    "|atlproj\\d{0,2}|hpr\\d?|mx\\d\\d|mex\\d\\d|mqda|zip|sav|jpe?g|png|heic|eml|msg|vtt|srt|json"
    "|sqlite3?|db"
)
_NO_AGE_LIMIT = (
    r"(?<!ouder dan )(?<!jonger dan )(?<!onder de )(?<!onder )(?<!boven de )(?<!boven )(?<!vanaf )"
    r"(?<!tot )(?<!minstens )(?<!minimaal )(?<!minder dan )(?<!meer dan )(?<!under )(?<!over )"
    r"(?<!than )(?<!least )"
)
_PERSON = (
    "man|vrouw|meisje|jongen|dame|heer|respondent|respondente|slachtoffer|wethouder|burgemeester"
    "|client|clientes?|verdachte|agent|ambtenaar|dochter|zoon|moeder|vader|jongedame|jongeman|woman"
    "|girl|boy|victim"
)
_NOT_OF_A_PERSON = (
    r"(?!\s(?:samenwerking|looptijd|programma|aanpak|plan|evaluatie|jubileum|bestaan|onderzoek"
    r"|ervaring|periode|strategie|agenda|visie|cyclus|subsidie|traject|contract|termijn|project)\b)"
)
# Series of licence plates of the RDW from 1951 on: X is a letter, 9 a digit.
_PLATE_SERIES = (
    *("XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX"),
    *(
        "99-XXX-9",
        "9-XXX-99",
        "XX-999-X",
        "X-999-XX",
        "XXX-99-X",
        "X-99-XXX",
        "9-XX-999",
        "999-XX-9",
    ),
)


def _plates(gap: str, series: Iterable[str] = _PLATE_SERIES) -> str:
    """A pattern for all series with something else in the place of the hyphens."""
    forms = {"X": "[A-Z]", "9": r"\d", "-": gap}
    return "|".join("".join(forms[character] for character in each) for each in series)


def _compile(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


RULES: tuple[Rule, ...] = (
    # E-mail, also with "at" and "punt" in words, and a local part with the domain left out.
    Rule(
        "e-mail", _compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,6})?"), "@"
    ),
    Rule(
        "e-mail",
        _compile(
            r"(?<![\w.+-])[\w.+-]{1,64}\s{0,2}[\[({<]?\s?(?:@|at|apenstaartje|apestaartje)\s?"
            r"[\])}>]?\s{0,2}[\w-]{1,63}"
            r"(?:(?:\.|\s?[\[({<]\s?(?:\.|dot|punt)\s?[\])}>]\s?|\s(?:dot|punt|\.)\s)[\w-]{1,63}){0,3}?"
            r"(?:\.|\s?[\[({<]\s?(?:\.|dot|punt)\s?[\])}>]\s?|\s(?:dot|punt|\.)\s)"
            rf"(?:{_TLD})(?!\w)"
        ),
        "@aA",
        lambda match: bool(re.search(r"\W(?:at|ape\w+)\W|\s@|@\s|[\[(]", match.group(), re.I)),
        hints=("@", " at ", "at)", "at]", "at}", "at>", "apen", "apes"),
    ),
    Rule(
        "phone",
        _compile(r"(?<![\w.])0(?:800|900|906|909)[ .-]?\d{4}(?:[ ]?\d{3})?(?![\d])"),
        digits=8,
    ),
    Rule(
        "phone",
        _compile(
            r"\b(?:tel|telefoon|mobiel|mob|gsm|whatsapp|bel|phone)\w{0,10}[.:]{0,2}\s?"
            r"(?P<id>[+(]?\d(?:[ .()/-]{0,2}\d){6,13})(?!\d)"
        ),
        digits=7,
        hints=("tel", "mob", "gsm", "app", "bel", "phone"),
    ),
    Rule(
        "citizen number",
        _compile(
            rf"(?<![\w€$+])(?<!\d[.,\-/ ])(?<![€$] )\d(?:[ .\-]?\d){{7,8}}"
            rf"(?![.,\-/ ]?\d|\w){_NOT_COUNTED}"
        ),
        digits=8,
        check=check_citizen,
    ),
    Rule(
        "citizen number",
        _compile(
            r"\b(?:bsn|burgerservicenummer|sofi-?nummer|onderwijsnummer|pgn)(?:[\s-]?(?:nummer|nr))?"
            r"\W{1,4}(?:is\s)?(?P<id>\d(?:[ .\-]?\d){7,8})(?!\d)"
        ),
        digits=8,
        hints=("bsn", "service", "sofi", "onderwijs", "pgn"),
    ),
    Rule(
        "payment card",
        _compile(r"(?<![\w.])\d(?:[ .\-]?\d){12,18}(?![ .\-]?\d|\w)"),
        digits=13,
        check=check_card,
    ),
    Rule(
        "postcode",
        _compile(
            r"(?<![\w.,-])(?<!€ )(?<!€)(?<!artikel )(?<!art\. )(?P<number>[1-9]\d{3})"
            r"(?P<gap>[ .-]{0,2})"
            r"(?P<letters>[a-z]{2})(?![\w-])(?P<place>,? [A-Z][a-z])?"
        ),
        digits=4,
        check=check_postcode,
    ),
    Rule(
        "address",
        _compile(
            rf"(?<![\w-])(?P<street>[A-Z][\w'-]{{0,40}}(?:{_STREET}))\.?,?\s(?:nr\.?\s|nummer\s)?"
            rf"\d{{1,5}}(?:\s?-?\s?[A-Za-z]\b|\s?-\s?\d{{1,4}}|-?[IVX]+\b)?(?!\d){_NOT_COUNTED}",
            0,
        ),
        digits=1,
        check=check_street,
    ),
    Rule(
        "address",
        _compile(
            rf"(?<![\w-])(?P<street>[a-z][\w']{{2,40}}(?:{_SURE_STREET}|str\.))\s(?:nr\.?\s|nummer\s)?"
            rf"\d{{1,5}}(?:\s?-?[A-Za-z]\b)?(?!\d){_NOT_COUNTED}",
            0,
        ),
        digits=1,
        check=check_street,
    ),
    Rule(
        "address",
        _compile(
            r"(?<![\w-])(?:(?:Laan|Weg|Plein|Kade|Singel|Markt|Hof|Pad|Dijk|Straat)"
            r"(?:\s(?:van|der|de|den|het|in|aan|op|'t)){1,3}|Lange|Korte|Nieuwe|Oude|Grote|Kleine|Hoge"
            r"|Lage|Nieuwezijds|Oudezijds|Burg\.|Dr\.|Prof\.)"
            rf"\s(?:[A-Z][\w'-]{{1,30}}\s){{1,3}}\d{{1,5}}(?:\s?-?[A-Za-z]\b)?(?!\d){_NOT_COUNTED}",
            0,
        ),
        digits=1,
    ),
    Rule(
        "address",
        _compile(
            r"\b(?:aan|op|adres:?|bij|naar)\s(?:de|het|den)?\s?(?:Markt|Plein|Dam|Brink|Singel|Rokin"
            rf"|Damrak|Spui|Kade|Haven)\s\d{{1,4}}[A-Za-z]?(?!\d){_NOT_COUNTED}",
            0,
        ),
        digits=1,
    ),
    Rule("address", _compile(r"\bpostbus\s\d{1,6}\b"), digits=1),
    Rule(
        "address",
        _compile(rf"(?<=[a-z,] )(?P<street>[A-Z][\w'-]{{2,40}}(?:{_SURE_STREET}))(?![\w-])", 0),
        check=check_street,
        hints=tuple(_SURE_STREET.split("|")),
    ),
    Rule("web address", _compile(r"\b(?:https?|hxxps?|ftp)\s?:\s?//[^\s\"<>]{1,500}"), ":"),
    Rule("web address", _compile(r"\bwww\s?\.\s?[^\s\"<>]{2,300}"), "."),
    Rule(
        "web address",
        _compile(
            rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{1,62}}\.){{1,4}}(?-i:{_TLD}|{_TLD.upper()})(?![\w@-])"
            r"(?:/[^\s\"<>]{0,300})?"
        ),
        ".",
    ),
    Rule(
        "web address",
        _compile(
            r"(?<![\w.-])[a-z0-9-]{2,63}(?:\s?[\[(]\s?(?:\.|dot|punt)\s?[\])]\s?|\s(?:dot|punt|\.)\s)"
            r"(?:nl|com|org|net|eu)(?!\w)"
        ),
        hints=("dot", "punt", "[.", "(.", "[ .", "( .", " . "),
    ),
    Rule("social handle", _compile(r"(?<![\w.@+-])@\s?[a-z_][\w.]{1,29}"), "@"),
    Rule(
        "social handle",
        _compile(
            r"\b(?:linkedin|twitter|facebook|instagram|insta|tiktok|snapchat|snap|telegram|mastodon"
            r"|bluesky|youtube|skype|kik|discord)(?:\.com)?(?:[\s-]?(?:profiel|account|handle|naam|pagina|kanaal))?"
            r"(?:\s?[:=]\s?@?[\w.-]{3,60}|/(?:in/)?[\w.%-]{3,60}"
            r"|\s(?:van\s|onder\s|als\s|op\s)?(?=[a-z.-]{0,30}[\d_])[\w.-]{3,60})"
        ),
        hints=(
            "linkedin",
            "twitter",
            "facebook",
            "insta",
            "tiktok",
            "snap",
            "telegram",
            "mastodon",
            "bluesky",
            "youtube",
            "skype",
            "kik",
            "discord",
        ),
    ),
    Rule(
        "network address",
        _compile(
            r"(?P<word>\bip\b[\s-]?(?:adres|address|nummer)?\W{0,3})?(?<![\w.])(?P<id>\d{1,3}(?:\.\d{1,3})"
            r"{3})(?![\w]|\.\d)"
        ),
        digits=4,
        check=check_ip4,
    ),
    Rule(
        "network address",
        _compile(r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])"),
        ":",
        check_ip6,
    ),
    Rule(
        "network address", _compile(r"(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])"), ":-"
    ),
    Rule("network address", _compile(r"(?<![\w.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\w.])"), "."),
    Rule(
        "date",
        _compile(
            rf"(?<![\w.,/-]){_DAY}(?:\s?(?:e|ste|de|st|nd|rd|th))?(?:\sof)?[\s.-]{{1,2}}(?:{_MONTH})(?!\w)"
            rf"\.?(?:[\s,-]{{1,2}}(?:'\d\d|{YEAR}|\d\d)\b)?"
        ),
        digits=1,
        hints=_MONTH_HINTS,
    ),
    Rule(
        "date",
        _compile(
            rf"\b(?:{_MONTH})\b\.?(?:\s{_DAY}(?:st|nd|rd|th)?,)?(?:\svan)?\s?-?(?:{YEAR}|'\d\d)\b"
        ),
        digits=1,
        hints=_MONTH_HINTS,
    ),
    Rule(
        "date",
        _compile(rf"\b(?:{_DAY}\sMay|May\s{_DAY},?)(?:\s{YEAR})?\b|\bMay\s{YEAR}\b", 0),
        digits=1,
        hints=("may",),
    ),
    Rule(
        "date",
        _compile(rf"\b(?:{_MONTH})\s{_DAY}(?:st|nd|rd|th)?(?:,?\s{YEAR})\b"),
        digits=1,
        hints=_MONTH_HINTS,
    ),
    Rule(
        "date",
        _compile(
            rf"(?<![\w./-]){_DAY}(?P<by>\s?[-/]\s?){_MONTH_NUMBER}(?P=by)(?:{YEAR}|\d\d)(?![\w/-]|\.\d)"
        ),
        digits=4,
    ),
    Rule(
        "date",
        _compile(rf"(?<![\w./-]){_DAY}\s?\.\s?{_MONTH_NUMBER}\s?\.\s?{YEAR}(?!\w)"),
        digits=4,
    ),
    Rule(
        "date",
        _compile(r"(?<![\w./-])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?![\w.])"),
        digits=6,
    ),
    Rule(
        "date",
        _compile(
            rf"(?<![\w.-]){YEAR}\s?(?P<by>[-/.])\s?{_MONTH_NUMBER}\s?(?P=by)\s?{_DAY}(?!\d)"
            r"(?:T?\s?\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?"
        ),
        digits=4,
    ),
    Rule(
        "date",
        _compile(rf"(?<!\w){YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{{4,6}}Z?)?(?!\w)"),
        digits=6,
    ),
    Rule(
        "date",
        _compile(rf"(?<![\w./-])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w/-])"),
        digits=6,
        check=check_month_of_year,
    ),
    Rule(
        "date",
        _compile(rf"\b(?:d\.d\.|dd\.?|datum:?|gedateerd)\s{_DAY}[-/.]{_MONTH_NUMBER}\b"),
        digits=1,
        hints=("dd", "d.d", "dat"),
    ),
    Rule(
        "birth or age",
        _compile(
            r"\b(?:geb\.?|geboren|geboortejaar|geboortedatum|geboortedag|born|bouwjaar)\s?:?"
            rf"(?:\s(?:is|was|in|op|on|rond|omstreeks|te|het|jaar|[A-Z][a-z]+)){{0,3}}\W{{1,3}}"
            rf"(?:{YEAR}|'\d\d|{_DAY}\s?[-/. ]\s?\w{{1,9}}\s?[-/. ]\s?\d{{2,4}})\b"
        ),
        digits=1,
        hints=("geb", "born", "jaar"),
    ),
    Rule(
        "birth or age",
        _compile(
            rf"(?<![\w-]){_NO_AGE_LIMIT}\d{{1,2}}\s?-?(?:jaar oud|years? old|-?year-old"
            rf"|jarige\b{_NOT_OF_A_PERSON})"
        ),
        digits=1,
        hints=("jaar oud", "jarige", "year"),
    ),
    Rule(
        "birth or age",
        _compile(
            rf"(?<!\w){_NO_AGE_LIMIT}[a-z]{{0,20}}(?:tien|twaalf|elf|tig)[\s-]?"
            rf"(?:jarige\b{_NOT_OF_A_PERSON}|jaar oud)"
        ),
        hints=("jarige", "jaar oud"),
    ),
    Rule(
        "birth or age",
        _compile(
            rf"\b(?:{_PERSON})\s?(?:,|van|\(|of|aged)\s?\(?\d{{1,2}}(?=\)|\sjaar\b|,|\.|\syears|$)"
            r"(?!\sjaar (?:en|of) (?:ouder|jonger))"
        ),
        digits=1,
    ),
    Rule(
        "birth or age",
        _compile(
            r"\b(?:man|vrouw|meisje|jongen|dame|woman|girl|boy)\s(?:van|of)\s\d\d\b"
            r"(?!\s?%|,\d|\s(?:procent|miljoen|euro|gemeenten|tot|jaar (?:en|of)))"
        ),
        digits=2,
    ),
    Rule(
        "birth or age",
        _compile(
            rf"\b{YEAR}\sgeboren\b|\b(?:zij|ze|hij|ik|jij|she|he)\s(?:was|is|ben|werd)\s"
            r"(?:toen\s|pas\s|net\s|bijna\s|al\s)?\d{1,2}(?:\sjaar\b(?!\sgeleden)|(?=[.,]?$))"
        ),
        digits=1,
    ),
    Rule(
        "birth or age",
        _compile(r"\b(?:leeftijd|age|aged)\s?(?::|=|is|was)?\s?\d{1,2}\b(?!\s?(?:-|tot|to\b|%))"),
        digits=1,
        hints=("leeftijd", "age"),
    ),
    Rule(
        "licence plate",
        _compile(rf"(?<![\w-])(?:{_plates('-')})(?![\w-])"),
        "-",
        lambda match: lexicon.telling("no_postcode").isdisjoint(match.group().split("-")),
        digits=2,
    ),
    Rule(
        "licence plate",
        _compile(rf"(?<![\w-])(?:{_plates(' ?', _PLATE_SERIES[6:])})(?![\w-])", 0),
        digits=2,
        check=lambda match: not re.search(r"\b(?:EU|GGD|GGZ|WMO|AVG|VNG|IND|BOA)\b", match.group()),
    ),
    Rule(
        "licence plate",
        _compile(
            rf"\b(?:kenteken|nummerplaat|nummerbord|plate)s?\W{{1,3}}(?:is\s|met\s|van\s)?"
            rf"(?P<id>{_plates('[ .-]?')})\b"
        ),
        digits=2,
        hints=("kenteken", "nummer", "plate"),
    ),
    Rule("file", _compile(r"(?<!\w)[A-Z]:[\\/][^\s\"<>|]{0,300}"), ":"),
    Rule("file", _compile(r"\\\\[\w.$-]{1,60}\\[^\s\"<>|]{0,300}"), "\\"),
    Rule("file", _compile(r"(?<![\w/.])(?:~|file:/{2,3})/?[\w.-]{1,80}/[^\s\"<>|]{0,300}"), "/"),
    Rule(
        "file",
        _compile(
            r"(?<![\w/.])/(?:home|users|mnt|media|var|tmp|data|srv|volumes|root|opt|etc)/[^\s\"<>|]{1,300}"
        ),
        "/",
    ),
    Rule("file", _compile(rf"(?<![\w.-])\w[\w.()-]{{0,120}}\.(?:{_FILE_TYPES})(?!\w)"), "."),
    Rule(
        "guid",
        _compile(r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])"),
        "-",
    ),
    Rule("guid", _compile(r"(?<!\w)(?=[a-f]{0,31}\d)[0-9a-f]{32}(?!\w)"), digits=1),
    Rule(
        "case number",
        _compile(
            r"\b(?:zaaks?|dossier|parket|rol|rekest|proces-?verbaal|pv|bvh|mutatie|incident|registratie"
            r"|referentie|client|klant|melding|meldings|aangifte|casus|polis|personeels|signalement"
            rf"|strafzaak|case|file|reference|ons kenmerk|uw kenmerk){_NUMBER_WORD}"
            rf"\s?:?\s?#?(?:is\s)?(?P<id>{_CODE})"
        ),
        digits=2,
        hints=("nummer", "number", "nr", "no.", "no ", " id", "-id", "code", "kenmerk"),
    ),
    Rule(
        "case number",
        _compile(
            r"\b(?:zaak|dossier|kenmerk|parket|proces-verbaal|pv|bvh|mutatie|referentie|aangifte|casus"
            r"|case)\s?:?\s?#?(?P<id>(?=[\w/.-]{5,30})[A-Z]{0,4}-?\d{2,8}[-/.]\d{2,10}(?:[-/.]\d{1,6})?"
            r"|[A-Z]{0,4}\d{5,12})(?!\w)"
        ),
        digits=2,
        hints=(
            "zaak",
            "dossier",
            "kenmerk",
            "parket",
            "verbaal",
            "pv",
            "bvh",
            "mutatie",
            "referentie",
            "aangifte",
            "casus",
            "case",
        ),
    ),
    Rule(
        "case number",
        _compile(r"(?<![\w/-])\d{2}\s?[/.-]\s?\d{6}\s?-\s?\d{2}(?![\w-])"),
        digits=10,
    ),
    Rule("case number", _compile(r"(?<!\w)PL\s?\d{4}[\s-]?\d{6,10}(?:-\d{1,4})?(?!\w)"), digits=10),
    Rule(
        "company number",
        _compile(
            r"\b(?:kvk|k\.v\.k\.|kamer van koophandel|handelsregister|vestiging|vestigings|rsin"
            rf"|fiscaal|btw|vat|bsn/rsin)(?:{_NUMBER_WORD})?\W{{1,4}}(?:is\s|onder\s)?"
            r"(?P<id>(?:NL\s?)?\d(?:[ .]?\d)"
            r"{7,11}(?:[ .]?B[ .]?\d\d)?)(?!\d)"
        ),
        digits=8,
        hints=(
            "kvk",
            "k.v.k",
            "koophandel",
            "register",
            "vestiging",
            "rsin",
            "fiscaal",
            "btw",
            "vat",
        ),
    ),
    Rule(
        "company number",
        _compile(r"(?<!\w)NL[ .]?(?:\d[ .]?){9}B[ .]?\d[ .]?\d(?!\w)"),
        digits=8,
        check=check_vat,
    ),
    Rule(
        "identity document",
        _compile(
            r"\b(?:paspoort|id-?kaart|id-?bewijs|identiteits(?:kaart|bewijs)|rijbewijs|verblijfs?document"
            r"|verblijfspas|reisdocument|document|passport|id)"
            rf"(?:{_NUMBER_WORD})?\W{{1,3}}(?:met nummer |nummer |is )?"
            r"(?P<id>[A-Z0-9]{2} ?(?:[A-Z0-9] ?)"
            r"{5,7}\d)(?!\w)"
        ),
        digits=2,
        check=lambda match: len(re.findall(r"\d", match.group("id"))) > 2,
        hints=("pas", "kaart", "bewijs", "document", "id"),
    ),
    Rule(
        "identity document",
        _compile(r"(?<![\w-])[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![\w-])", 0),
        digits=2,
        check=check_document,
    ),
    Rule(
        "alien number",
        _compile(
            r"\b(?:v-?\s?(?:nummer|nr\.?)|vreemdelingen-?\s?nummer|bvv(?:[\s-]?(?:nummer|nr\.?))?"
            r"|(?:coa|ind|a|zorg)-?nummer)\W{1,4}(?:is\s)?(?P<id>\d(?:[ .\-]?\d){5,10})(?!\d)"
        ),
        digits=6,
        hints=("nummer", "nr", "bvv"),
    ),
    Rule(
        "coordinates",
        _compile(
            r"(?P<word>\b(?:gps|coordina\w{1,6}|lat|locatie)\b\W{0,3})?(?<![\w.,])(?P<north>-?\d{1,2}[.,]"
            r"\d{3,12})\s?°?\s?[NS]?\s?[,;/ ]\s?(?P<east>-?\d{1,3}[.,]\d{3,12})(?!\d)"
        ),
        digits=6,
        check=check_coordinates,
    ),
    Rule(
        "coordinates",
        _compile(
            r"[NS]\s?\d{1,2}\s?°[\d.,' ]{1,12}\"?\s?[EOW]\s?\d{1,3}\s?°[\d.,' ]{0,12}|"
            r"\d{1,3}\s?[°º]\s?\d{1,2}\s?'\s?(?:[\d.,]{1,8}\s?(?:\"|'')?)?\s?[NS][\s,;]{0,3}\d{1,3}\s?[°º]"
            r"\s?\d{1,2}\s?'\s?(?:[\d.,]{1,8}\s?(?:\"|'')?)?\s?[EOW]\b"
        ),
        "°º",
    ),
    Rule(
        "professional number",
        _compile(
            r"\b(?:big|agb|skj)[\s-]?(?:registratie)?(?:nummer|nr\.?|code)?\W{1,4}(?:is\s)?"
            r"(?P<id>\d(?:[ .]?\d){7,10})(?!\d)"
        ),
        digits=8,
        hints=("big", "agb", "skj"),
    ),
    Rule(
        "respondent label",
        _compile(
            r"\b(?:respondente?|geinterviewde|interview|participant|deelnemer|informant|interviewee"
            r"|gesprekspartner|resp\.|transcript|gesprek)(?:\snummer|\snr\.?)?[\s_#-]{1,3}"
            rf"\d{{1,3}}[a-z]?(?![\w%,.]\d|\w){_NOT_COUNTED}(?!\s?(?:van de|of the|tot)\b)"
        ),
        digits=1,
        hints=(
            "respondent",
            "interview",
            "participant",
            "deelnemer",
            "informant",
            "gesprek",
            "resp.",
            "transcript",
        ),
    ),
    Rule(
        "respondent label",
        _compile(r"\brespondenten\s(?:nrs?\.?\s)?\d{1,3}(?:,\s\d{1,3})*\s(?:en|&)\s\d{1,3}\b"),
        digits=1,
    ),
    Rule(
        "respondent label",
        _compile(r"(?<![\w-])(?:INT|RESP|R|P|I)[-_ .]?0\d{1,2}(?![\w-]|\.\d)"),
        digits=1,
    ),
    Rule(
        "respondent label",
        _compile(
            r"(?<![\w-])(?:INT|RESP)[-_ ]?\d{1,3}(?![\w-])|(?<![\w-])[RPI][-_]\d{1,3}(?![\w-])"
            r"|(?<![\w-])R\d{2}(?![\w-])"
        ),
        digits=1,
    ),
    Rule(
        "respondent label",
        # Not R2, the share of variance.
        _compile(
            r"(?<![\w-])R[1-9](?![\w-])(?!\s?(?:=|van\s0|of\s0))|\b[Ii]nt\.\s?\d{1,3}(?!\d)",
            0,
        ),
        digits=1,
    ),
    Rule(
        "respondent label",
        _compile(r"\b[Rr]espondente?\s[A-HJ-Z](?![\w.'])", 0),
        hints=("respondent",),
    ),
    Rule("case number", _compile(r"(?<!\w)C\s?/\s?\d\d\s?/\s?\d{6}(?!\d)"), "/", digits=8),
    Rule("quotation", _compile(r"\"(?P<id>[^\"]{20,3000})\""), '"', check_eight_words),
    Rule(
        "quotation",
        _compile(r"(?<!\w)'(?P<id>(?:[^'\n]|(?<=\w)'(?=\w)){20,1500})'(?!\w)"),
        "'",
        check_eight_words,
    ),
)
