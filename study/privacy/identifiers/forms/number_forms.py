"""Numbers that an office gave: of a citizen, a card, a case, a company, a document, a car."""

import re
from collections.abc import Iterable

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.forms.checks import (
    check_card,
    check_citizen,
    check_document,
    check_label,
    check_spoken_digits,
    check_spoken_phone,
    check_vat,
)
from study.privacy.identifiers.forms.rule import AtCapitals, AtDigits, AtShape, Rule, at_words, rule
from study.privacy.identifiers.forms.spoken_numbers import BELOW_HUNDRED, NOT_COUNTED, SPOKEN

_NUMBER_WORD = r"[\s-]?(?:nummers?|numbers?|nr|no|id|code|kenmerk)\b\.?"
_CODE = r"(?=[A-Z/.\-]{0,8}\d)[A-Z0-9](?:[ ]?[/.\-]?[A-Z0-9]){1,24}"
_CASES = (
    "zaaks?|dossier|parket|rol|rekest|proces-?verbaal|pv|bvh|mutatie|incident|registratie"
    "|referentie|client|klant|melding|meldings|aangifte|casus|polis|personeels|signalement"
    "|strafzaak|case|file|reference|ons kenmerk|uw kenmerk|medewerkers?|pas|badge|lidmaatschaps?"
    "|patient|patienten|verzekerden?|bsn-?dossier"
)
_RUN_OF_SPOKEN = rf"(?<!\w){BELOW_HUNDRED}(?:(?:\s|,\s|\s?-\s?){BELOW_HUNDRED}){{4,15}}(?!\w)"
# Series of licence plates of the RDW from 1951 on: X is a letter, 9 a digit.
_PLATE_SERIES = (
    *("XX/99/99", "99/99/XX", "99/XX/99", "XX/99/XX", "XX/XX/99", "99/XX/XX"),
    *("99/XXX/9", "9/XXX/99", "XX/999/X", "X/999/XX", "XXX/99/X", "X/99/XXX"),
    *("9/XX/999", "999/XX/9"),
)


def _plates(gap: str, series: Iterable[str] = _PLATE_SERIES) -> str:
    """A pattern for all series with something else in the place of the hyphens."""
    forms = {"X": "[A-Z]", "9": r"\d", "/": gap}
    return "|".join("".join(forms[character] for character in each) for each in series)


RULES: tuple[Rule, ...] = (
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
        r"\W{1,4}(?:is\s)?(?P<id>\d(?:[ .\-]?\d){7,8})(?!\d)",
    ),
    rule("phone", at_words(*SPOKEN), _RUN_OF_SPOKEN, check=check_spoken_phone),
    rule("citizen number", at_words(*SPOKEN), _RUN_OF_SPOKEN, check=check_spoken_digits),
    rule(
        "payment card",
        AtDigits(13),
        r"(?<![\w.])(?<!\d,)\d(?:[ .\-]?\d){12,18}(?![ .\-]?\d|\w)",
        check=check_card,
    ),
    rule(
        "licence plate",
        AtShape(r"-[A-Za-z\d]{1,3}-"),
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
    rule(
        "licence plate",
        at_words(begin="kenteken|nummerplaat|nummerbord|plate"),
        rf"\b(?:kenteken|nummerplaat|nummerbord|plate)s?\W{{1,3}}(?:is\s|met\s|van\s)?"
        rf"(?P<id>{_plates('[ .-]?')})\b",
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
        r"|case)\s?:?\s?#?(?P<id>(?=[\w/.-]{5,30})[A-Z]{0,4}-?\d{2,8}[-/.]\d{2,10}(?:[-/.]\d{1,6})?"
        r"|[A-Z]{0,4}\d{5,12})(?!\w)",
    ),
    rule("case number", AtDigits(10), r"(?<![\w/-])\d{2}\s?[/.-]\s?\d{6}\s?-\s?\d{2}(?![\w-])"),
    rule(
        "case number",
        at_words("pl"),
        r"(?<!\w)PL\s?\d{4}[\s-]?\d{6,10}(?:-\d{1,4})?(?!\w)",
    ),
    rule("case number", at_words("c"), r"(?<!\w)C\s?/\s?\d\d\s?/\s?\d{6}(?!\d)"),
    rule(
        "company number",
        at_words(
            *("kvk", "k", "kamer", "handelsregister", "vestiging", "vestigings", "rsin", "fiscaal"),
            *("btw", "vat", "bsn", "vestigingsnummer", "kvknummer", "btwnummer"),
        ),
        r"\b(?:kvk|k\.v\.k\.|kamer van koophandel|handelsregister|vestiging|vestigings|rsin"
        rf"|fiscaal|btw|vat|bsn/rsin)(?:{_NUMBER_WORD})?\W{{1,4}}(?:is\s|onder\s)?"
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
        r"\b(?:paspoort|id-?kaart|id-?bewijs|identiteits(?:kaart|bewijs)|rijbewijs|verblijfs?document"
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
            *("coa", "ind", "a", "zorg", "coanummer", "indnummer"),
        ),
        r"\b(?:v-?\s?(?:nummer|nr\.?)|vreemdelingen-?\s?nummer|bvv(?:[\s-]?(?:nummer|nr\.?))?"
        r"|(?:coa|ind|a|zorg)-?nummer)\W{1,4}(?:is\s)?(?P<id>\d(?:[ .\-]?\d){5,10})(?!\d)",
    ),
    rule(
        "professional number",
        at_words(begin="big|agb|skj"),
        r"\b(?:big|agb|skj)[\s-]?(?:registratie)?(?:nummer|nr\.?|code)?\W{1,4}(?:is\s)?"
        r"(?P<id>\d(?:[ .]?\d){7,10})(?!\d)",
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
        r"\b[Rr]espondente?\s[A-HJ-Z](?![\w.'])",
        exact=True,
    ),
)
