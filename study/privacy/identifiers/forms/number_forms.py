"""Numbers that an office gave: of a citizen, a card, a case, a company, a document, a car."""

import re
from collections.abc import Iterable

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.forms.checks import (
    YEAR,
    behind,
    check_card,
    check_citizen,
    check_document,
    check_foreign_plate,
    check_label,
    check_office_code,
    check_spoken_digits,
    check_spoken_phone,
    check_vat,
    spoken_digits,
)
from study.privacy.identifiers.forms.rule import (
    AtCapitals,
    AtDigits,
    AtShape,
    Rule,
    at_words,
    rule,
)
from study.privacy.identifiers.forms.spoken_numbers import (
    BELOW_HUNDRED,
    ENGLISH_DIGITS,
    ENGLISH_ORDINAL,
    NOT_COUNTED,
    ORDINAL,
    SPOKEN,
    TENS,
)

_OFFICE_WORDS = (
    "zaak|strafzaak|dossier|casus|case|file|polis|badge|pas|client|klant|patient|melding|incident"
    "|ticket|aanvraag|registratie|beschikking|besluit|rapport|aangifte|mutatie|personeel|kenmerk"
    "|klacht|bezwaar|referentie|volgnr|policy|staff|member|employee|client|customer|stam|lid"
)
_NUMBER_WORD = r"[\s-]?(?:nummers?|numbers?|nr|no|id|code|kenmerk)\b\.?"
_CODE = r"(?=[A-Z/.\-]{0,8}\d)[A-Z0-9](?:[ ]?[/.\-]?[A-Z0-9]){1,24}"
_CODE_OF_ONE_WORD = r"[A-Z0-9](?:[/.\-]?[A-Z0-9]){1,24}(?: \d{2,6}(?!\w)){0,4}"
_CASES = (
    "zaaks?|dossier|parket|rol|rekest|proces-?verbaal|pv|bvh|mutatie|incident|registratie"
    "|referentie|client|klant|melding|meldings|aangifte|casus|polis|personeels|signalement"
    "|strafzaak|case|file|reference|ons kenmerk|uw kenmerk|medewerkers?|pas|badge|lidmaatschaps?"
    "|patient|patienten|verzekerden?|bsn-?dossier"
)
_RUN_OF_SPOKEN = rf"(?<!\w){BELOW_HUNDRED}(?:(?:\s|,\s|\s?-\s?){BELOW_HUNDRED}){{4,15}}(?!\w)"
_INTERVIEWED = (
    "respondent|respondente|geinterviewde|gesprekspartner|informant|informante|participant"
    "|interviewee|deelnemer|deelneemster"
)
# Series of licence plates of the RDW from 1951 on: X is a letter, 9 a digit.
_PLATE_SERIES = (
    *("XX/99/99", "99/99/XX", "99/XX/99", "XX/99/XX", "XX/XX/99", "99/XX/XX"),
    *("99/XXX/9", "9/XXX/99", "XX/999/X", "X/999/XX", "XXX/99/X", "X/99/XXX"),
    *("9/XX/999", "999/XX/9", "9/XXX/999"),
)


_CARS = (
    *("auto", "autootje", "busje", "bestelbus", "bus", "golf", "bmw", "audi", "mercedes", "opel"),
    *("polo", "ford", "seat", "toyota", "volvo", "peugeot", "renault", "skoda", "fiat", "kia"),
    *("volkswagen", "taxi", "scooter", "aanhanger", "brommer", "vrachtwagen", "wagen", "leaseauto"),
)


def _plates(gap: str, series: Iterable[str] = _PLATE_SERIES) -> str:
    """A pattern for all series with something else in the place of the hyphens."""
    forms = {"X": "[A-Z]", "9": r"\d", "/": gap}
    return "|".join("".join(forms[character] for character in each) for each in series)


RULES: tuple[Rule, ...] = (
    # An account number of before the IBAN.
    rule(
        "bank account",
        at_words("giro", "rek", "reknr", begin="rekening|bankrekening|gironummer"),
        r"\b(?:bank)?(?:giro|rekening|rek)\.?(?:nummer|nr\.?)?\W{1,3}"
        r"(?P<id>\d(?:[. ]?\d){6,9})(?![\d,])",
    ),
    rule(
        "citizen number",
        AtDigits(8),
        rf"(?<![\w€$+])(?<!\d[.,\-/ ])(?<![€$] )\d(?:[ .\-]?\d){{7,8}}"
        rf"(?![.,\-/ ]?\d|\w){NOT_COUNTED}",
        check=check_citizen,
    ),
    rule(
        "citizen number",
        at_words(
            *("bsn", "burgerservicenummer", "sofinummer", "sofi", "onderwijsnummer", "pgn"),
            *("bsnnummer", "bsnnr"),
        ),
        r"\b(?:bsn|burgerservicenummer|sofi-?nummer|onderwijsnummer|pgn)(?:[\s-]?(?:nummer|nr))?"
        r"\W{0,4}(?:is\s|was\s|luidt\s)?(?P<id>\d(?:[ .\-]?\d){7,8})(?!\d)",
    ),
    rule("phone", at_words(*SPOKEN), _RUN_OF_SPOKEN, check=check_spoken_phone),
    rule(
        "phone",
        at_words("nul", "zero"),
        rf"(?<!\w)(?:nul|zero)(?:[\s,-]{{1,3}}(?:dubbel\s)?(?:{BELOW_HUNDRED}|\d{{1,4}})(?!\w)){{3,12}}",
        check=check_spoken_phone,
    ),
    rule(
        "phone",
        at_words(*SPOKEN, end=TENS),
        rf"(?<!\w)0\d{{1,3}}(?:[\s,-]{{1,3}}(?:{BELOW_HUNDRED}|\d{{1,4}})(?!\w)){{3,9}}",
        before=14,
        check=lambda match: spoken_digits(match[0]) + len(re.findall(r"\d", match[0])) in (10, 11),
    ),
    rule(
        "phone",
        at_words("zero", "oh", "double"),
        rf"(?<!\w)(?:zero|oh)(?:[\s,-]{{1,3}}(?:{ENGLISH_DIGITS}|double)(?!\w)){{7,13}}",
    ),
    rule(
        "phone",
        at_words("dan", "daarna", "vervolgens", "streepje", "spatie", "then"),
        r"(?<!\w)0\d{1,3}(?:(?:\W|en|dan|daarna|vervolgens|streepje|spatie|als|laatste|tot|slot|nog|weer|then"
        r"|and|finally|eindigt|op|met){1,12}\d{1,4}){2,8}(?!\d)",
        before=8,
        check=lambda match: len(re.findall(r"\d", match[0])) in (9, 10, 11),
    ),
    # The letter o for a nought.
    rule(
        "phone",
        AtDigits(5),
        r"(?<!\w)(?=[\doO .-]{0,16}[oO])[0oO][ .-]?6(?:[ .-]?[\doO]){8}(?!\w)",
        before=3,
    ),
    rule("citizen number", at_words(*SPOKEN), _RUN_OF_SPOKEN, check=check_spoken_digits),
    rule(
        "payment card",
        AtDigits(13),
        r"(?<![\w.])(?<!\d,)\d(?:[ .\-]?\d){12,18}(?![ .\-]?\d|\w)",
        check=check_card,
    ),
    rule(
        "licence plate",
        AtShape(r"-[A-Za-z\d]{1,3}-", "-"),
        rf"(?<![\w-])(?:{_plates('-')})(?![\w-])",
        before=3,
        check=lambda match: lexicon.telling("no_postcode").isdisjoint(match[0].split("-")),
    ),
    rule(
        "licence plate",
        AtCapitals(),
        rf"(?<![\w-])(?:{_plates(' ?', _PLATE_SERIES[6:])})(?![\w-])",
        before=6,
        check=lambda match: (
            not re.search(r"\b(?:EU|GGD|GGZ|WMO|AVG|VNG|IND|BOA|MOD|AND|XOR|DIV)\b", match[0])
        ),
        exact=True,
    ),
    # Letters and figures as one word: since 1978 there are no vowels among them.
    rule(
        "licence plate",
        AtCapitals(),
        r"(?<![\w-])(?:[BDFGHJKLNPRSTVXZ]{2}\d\d[BDFGHJKLNPRSTVXZ]{2}|\d\d[BDFGHJKLNPRSTVXZ]{4}"
        r"|[BDFGHJKLNPRSTVXZ]{4}\d\d)(?![\w-])",
        before=2,
        exact=True,
    ),
    rule(
        "licence plate",
        at_words(begin="kenteken|nummerplaat|nummerbord|plate"),
        r"\b(?:kenteken|nummerplaat|nummerbord|plate)\w{0,3}\s(?:\w{1,6}\s){0,3}"
        rf"(?P<id>(?:(?-i:[A-Z]{{1,3}})|dubbel|{BELOW_HUNDRED}|\d{{1,3}})"
        rf"(?:[\s,-]{{1,2}}(?:(?-i:[A-Z]{{1,3}})|dubbel|{BELOW_HUNDRED}|\d{{1,3}})){{2,7}})(?!\w)",
        check=lambda match: bool(re.search("[A-Z]", match["id"])),
    ),
    rule(
        "licence plate",
        at_words(begin="kenteken|nummerplaat|nummerbord|plate"),
        rf"\b(?:kenteken|nummerplaat|nummerbord|plate)s?\W{{1,3}}(?:is\s|met\s|van\s)?"
        rf"(?P<id>{_plates('[ .-]?')})\b",
    ),
    rule(
        "licence plate",
        at_words(*_CARS),
        r"\b\w{2,20}(?:[\s,(:]{1,2}\w{2,12}){0,2}?[\s,(:]{1,2}"
        r"(?P<id>(?-i:[A-Z]{1,3}[ -]?\d{2,5}[ -]?[A-Z]{0,3}))(?!\w)",
        check=check_foreign_plate,
    ),
    # In small letters and without hyphens only beside a car.
    rule(
        "licence plate",
        at_words(*_CARS, begin="kenteken|nummerplaat|nummerbord"),
        rf"\b\w{{3,20}}(?:[\s,(:]{{1,2}}\w{{2,12}}){{0,3}}?[\s,(:]{{1,2}}"
        rf"(?P<id>{_plates('[ -]?')})(?!\w)",
    ),
    rule(
        "licence plate",
        at_words(begin="kenteken|nummerplaat|nummerbord"),
        rf"(?<!\w)(?P<id>{_plates('[ -]?')})[\s,(]{{1,3}}(?:als\s|was\s|is\s|het\s)?"
        r"(?:kenteken|nummerplaat|nummerbord)",
        before=18,
    ),
    # A foreign one, or one of a series to come.
    rule(
        "licence plate",
        at_words("kent", "plaat", "plaatnummer", begin="kenteken|nummerplaat|nummerbord|plate"),
        r"\b(?:kent\.|plaat|plaatnummer|(?:kenteken|nummerplaat|nummerbord|plate)(?:nummer|s)?)\W{1,3}"
        r"(?:is\s|met\s|van\s|nr\.?\s)?(?P<id>(?=[A-Z .-]{0,8}\d)(?=[\d .-]{0,6}[A-Z])[A-Z0-9]"
        r"(?:[ .-]?[A-Z0-9]){4,8})(?!\w)",
        check=lambda match: len(re.findall(r"\d", match["id"])) > 1,
    ),
    rule(
        "licence plate",
        AtCapitals(),
        r"(?<![\w-])(?:[A-Z]{1,3}-[A-Z]{1,2}\s\d{2,4}|[A-Z]{1,2}\s\d{2,3}\s[A-Z]{3})(?![\w-])",
        before=6,
        check=check_foreign_plate,
        exact=True,
    ),
    rule(
        "case number",
        at_words(
            begin="zaak|dossier|parket|rol|rekest|proces|pv|bvh|mutatie|incident|registratie"
            "|referentie|client|klant|melding|aangifte|casus|polis|personeel|signalement"
            "|strafzaak|case|file|reference|ons|uw|medewerker|pas|badge|lidmaatschap|patient"
            "|verzekerde"
        ),
        rf"\b(?:{_CASES}){_NUMBER_WORD}\s?:?\s?#?(?:is\s)?(?P<id>{_CODE})",
        check=lambda match: len(re.findall(r"\d", match["id"])) > 1,
    ),
    rule(
        "case number",
        at_words(
            *("zaak", "dossier", "kenmerk", "parket", "proces", "pv", "bvh", "mutatie"),
            *("referentie", "aangifte", "casus", "case"),
        ),
        r"\b(?:zaak|dossier|kenmerk|parket|proces-verbaal|pv|bvh|mutatie|referentie|aangifte|casus"
        r"|case)\s?:?\s?#?(?P<id>(?=[\w/.-]{5,30})[A-Z]{0,4}[-/.]?\d{2,8}[-/.]\d{2,10}(?:[-/.]\d{1,6})?"
        r"|[A-Z]{0,4}\d{5,12})(?!\w)",
    ),
    rule(
        "case number",
        at_words(*_OFFICE_WORDS.split("|")),
        rf"\b(?:{_OFFICE_WORDS})\s(?:met|onder|met het|onder het)\s(?:nummer|nr\.?|kenmerk)\s"
        r"(?P<id>(?=[A-Z/.-]{0,8}\d)[A-Z0-9][\w/.-]{2,24})",
    ),
    rule(
        "case number",
        at_words(*_OFFICE_WORDS.split("|")),
        rf"\b(?:{_OFFICE_WORDS})\s?[:#]?\s?(?P<id>{_CODE_OF_ONE_WORD})(?![\w])",
        check=check_office_code,
    ),
    rule(
        "case number",
        at_words(begin=_OFFICE_WORDS),
        r"\b\w{3,25}\s?(?:nummer|nr\.?|no\.|number|id)(?:\s?\(\w{2,12}\))?\W{1,3}(?:is\s|was\s|met\s|van\s)?"
        rf"(?P<id>{_CODE_OF_ONE_WORD})(?!\w)",
        check=check_office_code,
    ),
    rule(
        "case number",
        at_words(end="nummer|nr"),
        r"\b(?P<what>\w{3,25})(?:nummer|nr\.?)\W{1,3}(?:is\s|was\s|met\s)?"
        rf"(?P<id>{_CODE_OF_ONE_WORD})(?!\w)",
        check=check_office_code,
    ),
    rule(
        "case number",
        AtDigits(9),
        rf"(?<![\w/.-])(?:[A-Z]{{1,5}}[-/.]?)?{YEAR}[-/]\d{{5,8}}(?![\w/-]|\.\d)",
        before=6,
    ),
    rule(
        "case number",
        AtDigits(6),
        rf"(?<![\w/.-])(?!CVE|EU|ISO|NEN)[A-Z]{{1,5}}(?P<by>[-/.]){YEAR}(?P=by)\d{{3,7}}(?![\w/-]|\.\d)"
        r"|(?<![\w/.-])[A-Z]{1,3}[/-]\d\d[/-]\d{4,8}(?![\w/-])",
        before=6,
        exact=True,
    ),
    rule("case number", AtDigits(10), r"(?<![\w/-])\d{2}\s?[/.-]\s?\d{6}\s?-\s?\d{2}(?![\w-])"),
    rule(
        "case number",
        at_words("pl"),
        r"(?<!\w)PL\s?\d{4}[\s-]?\d{6,10}(?:-\d{1,4})?(?!\w)",
    ),
    rule(
        "case number",
        AtCapitals(),
        r"(?<![\w-])(?:AWB|UTR|AMS|SGR|ROT|ARN|ZWO|BRE|SHE|LEE|ROE|MAA|HAA|NHO|DOR|ALM|ASS|BEL|ZUT|GRO)"
        r"[\s-]{0,2}\d\d\s?[/.]\s?\d{3,6}(?!\d)",
        exact=True,
    ),
    rule("case number", at_words("c"), r"(?<!\w)C\s?/\s?\d\d\s?/\s?\d{6}(?!\d)"),
    rule(
        "company number",
        at_words(
            *("k", "kamer", "bsn", "fi", "ob"),
            begin="kvk|handelsregister|vestiging|rsin|fiscaal|btw|vat|loonheffing|onderneming",
        ),
        r"\b(?:kvk|k\.v\.k\.|kamer van koophandel|handelsregister|vestiging|vestigings|rsin|fi|ob"
        rf"|loonheffingen|ondernemings|fiscaal|btw|vat|bsn/rsin)(?:{_NUMBER_WORD})?\W{{1,4}}"
        r"(?:is\s|onder\s|met\s|nummer\s)?"
        r"(?P<id>(?:NL\s?)?\d(?:[ .]?\d){7,11}(?:[ .]?B[ .]?\d\d)?)(?!\d)",
    ),
    rule(
        "company number",
        at_words("nl"),
        r"(?<!\w)NL[ .]?(?:\d[ .]?){9}B[ .]?\d[ .]?\d(?!\w)",
        check=check_vat,
    ),
    rule(
        "identity document",
        at_words(
            *("id", "document", "passport"),
            begin="paspoort|idkaart|idbewijs|identiteits|rijbewijs|verblijfs|reisdocument",
        ),
        r"\b(?:paspoort|id-?kaart|id-?bewijs|identiteits(?:kaart|bewijs)|rijbewijs"
        r"|verblijfs?(?:document|vergunning|kaart|titel)"
        r"|verblijfspas|reisdocument|document|passport|id)"
        rf"(?:{_NUMBER_WORD})?\W{{1,3}}(?:met nummer |nummer |is )?"
        r"(?P<id>[A-Z0-9]{2} ?(?:[A-Z0-9] ?){5,7}\d)(?!\w)",
        check=lambda match: len(re.findall(r"\d", match["id"])) > 2,
    ),
    rule(
        "identity document",
        AtCapitals(),
        r"(?<![\w-])[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![\w-])",
        check=check_document,
        exact=True,
    ),
    rule(
        "alien number",
        at_words(
            *("v", "vnummer", "vnr", "vreemdelingen", "vreemdelingennummer", "bvv", "bvvnummer"),
            *("coa", "ind", "a", "zorg", "coanummer", "indnummer", "crv", "zorgnummer"),
        ),
        r"\b(?:v-?\s?(?:nummer|nr\.?)|vreemdelingen-?\s?nummer|bvv(?:[\s-]?(?:nummer|nr\.?))?"
        r"|(?:coa|ind|a|zorg)[\s-]?(?:nummer|nr\.?|kenmerk)|crv(?:/v)?)\W{1,4}"
        r"(?:is\s)?(?P<id>\d(?:[ .\-]?\d){5,10})(?!\d)",
    ),
    rule(
        "alien number",
        AtDigits(10),
        r"(?<![\w.,+/-])(?:2[789]\d{8}(?!\w|[.,-]\d)|\d(?:[ .-]?\d){9}\s?\(?v-?(?:nummer|nr)\b)",
    ),
    rule(
        "professional number",
        at_words("nip", "nvo", "kp", begin="big|agb|skj|uzi|vektis|rbtv"),
        r"\b(?:big|agb|skj|uzi|vektis|nip|nvo|rbtv|kp)[\s-]?(?:registratie|register|registr\.)?[\s-]?"
        r"(?:nummer|nr\.?|code|pas|nummers)?\W{1,4}(?:is\s|met\s|nummer\s)?"
        r"(?P<id>\d(?:[ .-]?\d){6,10})(?!\d)",
    ),
    rule(
        "network address",
        at_words(
            *(
                "imei",
                "imsi",
                "iccid",
                "serienummer",
                "serial",
                "sim",
                "simkaart",
                "meid",
                "toestel",
            ),
            *(
                "device",
                "apparaat",
                "recorder",
                "telefoontoestel",
                "simkaartnummer",
                "toestelnummer",
            ),
        ),
        r"\b(?:imei|imsi|iccid|serienummer|serial|sim(?:kaart)?|meid|toestel|device|apparaat|recorder"
        r"|telefoontoestel)(?:[\s-]?(?:nummer|nr\.?|number|no\.|id|code))?\W{1,3}(?:is\s|met\s)?"
        r"(?P<id>(?=(?:[A-Z-]{0,8}\d){3})[A-Z0-9](?:[ .-]?[A-Z0-9]){7,22})(?!\w)",
    ),
    rule(
        "network address",
        AtDigits(15),
        r"(?<![\w.-])\d\d[ -]\d{6}[ -]\d{6}[ -]\d\d?(?![\w-])",
    ),
    rule(
        "identity document",
        AtShape(r"[A-Z\d]<<", "<<"),
        r"(?<!\w)(?=[A-Z<]{0,30}\d)[A-Z0-9<]{10,60}<{2,30}[A-Z0-9<]{0,20}|[PIAC][A-Z<][A-Z]{3}"
        r"[A-Z]{1,30}<{1,2}[A-Z]{1,30}<[A-Z<]{0,40}",
        before=45,
        exact=True,
    ),
    rule(
        "respondent label",
        at_words(
            *("respondent", "respondente", "geinterviewde", "interview", "participant"),
            *("deelnemer", "informant", "interviewee", "gesprekspartner", "resp", "transcript"),
            "gesprek",
        ),
        r"\b(?:respondente?|geinterviewde|interview|participant|deelnemer|informant|interviewee"
        r"|gesprekspartner|resp\.|transcript|gesprek)(?:\snummer|\snr\.?)?[\s_#-]{1,3}"
        rf"\d{{1,3}}[a-z]?(?![\w%,.]\d|\w){NOT_COUNTED}(?!\s?(?:van de|of the|tot)\b)",
    ),
    rule(
        "respondent label",
        at_words("respondenten"),
        r"\brespondenten\s(?:nrs?\.?\s)?\d{1,3}(?:,\s\d{1,3})*\s(?:en|&)\s\d{1,3}\b",
    ),
    rule(
        "respondent label",
        at_words("respondent", "respondente", "interview", "gesprek"),
        r"\b(?:respondente?|interview|gesprek)\s(?:nummer\s|nr\.?\s)?"
        r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{3,8}tien)"
        r"(?!\w|\s(?:van|keer|maal|uur|jaar|weken|maanden|dagen|\w+en\b))",
        check=lambda match: not match[0].lower().endswith(" een"),
    ),
    rule(
        "respondent label",
        at_words("int", "resp", "r", "p", "i"),
        r"(?<![\w-])(?:INT|RESP|R|P|I)[-_ .]?0\d{1,2}(?![\w-]|\.\d)"
        r"|(?<![\w-])(?:INT|RESP)[-_ ]?\d{1,3}(?![\w-])|(?<![\w-])[RPI][-_]\d{1,3}(?![\w-])"
        r"|(?<![\w-])R\d{2}(?![\w-])",
        check=check_label,
    ),
    rule(
        "respondent label",
        at_words("r", "int"),
        # Not R2, the share of variance.
        r"(?<![\w-])R[1-9](?![\w-])(?!\s?(?:=|van\s0|of\s0))|\b[Ii]nt\.\s?\d{1,3}(?!\d)",
        exact=True,
    ),
    rule(
        "respondent label",
        at_words("respondent", "respondente"),
        r"\b[Rr]espondente?\s[A-HJ-Z](?![\w']|\.\s?\w)",
        exact=True,
    ),
    rule(
        "respondent label",
        at_words(*_INTERVIEWED.split("|")),
        rf"\b(?:{_INTERVIEWED})(?!\w)",
        check=behind(
            rf"(?!eerste|tweede|first|second)(?:{ORDINAL}|\d{{1,2}}(?:e|de|ste|th|rd)|{ENGLISH_ORDINAL}|laatste)\s$"
        ),
    ),
    rule(
        "respondent label",
        at_words(*_INTERVIEWED.split("|"), "gesprek", "interview", "transcript", "ambtenaar"),
        rf"\b(?:{_INTERVIEWED}|gesprek|interview|transcript|ambtenaar)\s(?:nummer\s|nr\.?\s|no\.?\s)?"
        r"(?-i:[A-HJ-TV-Z])(?![\w.'&/-])",
    ),
    rule(
        "respondent label",
        at_words(
            end="adviseur|coordinator|medewerker|wethouder|burgemeester|ambtenaar|respondentnummer"
        ),
        rf"\b\w{{3,40}}\s#?\d{{1,2}}(?=[.,;:)]|\s(?:zei|zegt|gaf|vond|vindt|zag|ziet|noemt|noemde|en)\b|$)"
        rf"{NOT_COUNTED}",
    ),
    rule(
        "respondent label",
        at_words("p", "i"),
        r"(?<=\()[PI][1-9](?=[,):])|^[PI]\d{1,2}(?=:)|(?<![\w.-])[PI](?!50|90|95|99|75|25|10)\d{2}(?![\w%-]|\.\d)(?!\s?[=<>])",
        exact=True,
    ),
)
