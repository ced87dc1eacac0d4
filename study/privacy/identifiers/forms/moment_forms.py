"""Days, weeks, months and quarters, dates of birth and ages, in figures and in words."""

from study.privacy.identifiers.forms.checks import YEAR, check_month_of_year
from study.privacy.identifiers.forms.rule import AtDigits, Rule, at_words, rule
from study.privacy.identifiers.forms.spoken_numbers import (
    BELOW_HUNDRED,
    FROM_TEN,
    NOT_COUNTED,
    ORDINAL,
    YEAR_IN_WORDS,
)

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december", "january", "february", "march", "june", "july", "august"),
    *("october", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sept", "sep", "okt"),
    *("oct", "nov", "dec"),
)
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_WEEKDAY = (
    "(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday"
    "|thursday|friday|saturday|sunday)"
)
_WEEKDAYS = tuple(_WEEKDAY[3:-1].split("|"))
_FEASTS = (
    *("koningsdag", "koninginnedag", "bevrijdingsdag", "dodenherdenking", "sinterklaas", "kerst"),
    *(
        "kerstmis",
        "kerstavond",
        "oudejaarsavond",
        "oudjaar",
        "nieuwjaarsdag",
        "pasen",
        "pinksteren",
    ),
    *("hemelvaart", "hemelvaartsdag", "carnaval", "suikerfeest", "offerfeest", "prinsjesdag"),
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_ROMAN_MONTH = r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
_SHORT_YEAR = rf"(?:{YEAR}|'\d\d)"
_WEEK = r"(?:[1-4]?\d|0\d|5[0-3])"
_NO_AGE_LIMIT = (
    r"(?<!ouder dan )(?<!jonger dan )(?<!onder de )(?<!onder )(?<!boven de )(?<!boven )(?<!vanaf )"
    r"(?<!tot )(?<!minstens )(?<!minimaal )(?<!minder dan )(?<!meer dan )(?<!under )(?<!over )"
    r"(?<!than )(?<!least )"
)
_PEOPLE = (
    *("man", "vrouw", "meisje", "jongen", "dame", "heer", "respondent", "respondente"),
    *("slachtoffer", "wethouder", "burgemeester", "client", "cliente", "clientes", "verdachte"),
    *("agent", "ambtenaar", "dochter", "zoon", "moeder", "vader", "jongedame", "jongeman", "woman"),
    *("girl", "boy", "victim", "zus", "broer", "partner", "collega"),
)
_PERSON = f"(?:{'|'.join(_PEOPLE)})"
_NOT_OF_A_PERSON = (
    r"(?!\s(?:samenwerking|looptijd|programma|aanpak|plan|evaluatie|jubileum|bestaan|onderzoek"
    r"|ervaring|periode|strategie|agenda|visie|cyclus|subsidie|traject|contract|termijn|project)\b)"
)
_BORN = (
    r"(?:geb\.?|geboren|geboortejaar|geboortedatum|geboortedag|born|bouwjaar)\s?:?"
    r"(?:\s(?:is|was|in|op|on|rond|omstreeks|te|het|jaar|[A-Z][a-z]+)){0,3}\W{1,3}"
)

RULES: tuple[Rule, ...] = (
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<![\w.,/-]){_DAY}(?:\s?(?:e|ste|de|st|nd|rd|th))?(?:\sof)?[\s.-]{{1,2}}{_MONTH}(?!\w)"
        rf"\.?(?:[\s,-]{{1,2}}(?:'\d\d|{YEAR}|\d\d)\b)?",
        before=14,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<![\w.,/-]){_DAY}{_MONTH}(?:{YEAR}|\d\d)(?!\w)",
        before=2,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b{_MONTH}\b\.?(?:\s{_DAY}(?:st|nd|rd|th)?,)?(?:\svan)?(?:\s?-?{_SHORT_YEAR}"
        rf"|\s{YEAR_IN_WORDS})\b",
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<!\w)(?:{ORDINAL}|{BELOW_HUNDRED})(?<!een)\s{_MONTH}(?![\w-])"
        rf"(?:\s(?:{YEAR_IN_WORDS}|{YEAR})\b)?|(?<!\w)een\s{_MONTH}\s(?:{YEAR_IN_WORDS}|{YEAR})\b",
        before=32,
    ),
    rule(
        "date",
        at_words("may"),
        rf"\b(?:{_DAY}\sMay|May\s{_DAY},?)(?:\s{YEAR})?\b|\bMay\s{YEAR}\b",
        before=3,
        exact=True,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b{_MONTH}\s{_DAY}(?:st|nd|rd|th)?(?:,?\s{YEAR})\b",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){_DAY}(?P<by>\s?[-/]\s?){_MONTH_NUMBER}(?P=by)(?:{YEAR}|\d\d)(?![\w/-]|\.\d)",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){_DAY}\s?\.\s?{_MONTH_NUMBER}\s?\.\s?{YEAR}(?!\w)",
    ),
    rule(
        "date",
        AtDigits(6),
        r"(?<![\w./-])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?![\w.])",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w.=-]){YEAR}\s?(?P<by>[-/.])\s?{_MONTH_NUMBER}\s?(?P=by)\s?{_DAY}(?!\d)"
        r"(?:T?\s?\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?",
    ),
    rule(
        "date",
        AtDigits(6),
        rf"(?<!\w){YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{{4,6}}Z?)?(?!\w)",
    ),
    rule(
        "date",
        AtDigits(6),
        rf"(?<![\w./-])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w/-])",
        check=check_month_of_year,
    ),
    rule("date", AtDigits(6), rf"(?<![\w./,-])(?:0[1-9]|1[0-2])\s?[-/]\s?{YEAR}(?![\w/-])"),
    rule(
        "date",
        at_words("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
        rf"(?<![\w./-]){_DAY}(?P<by>[-./\s]){_ROMAN_MONTH}(?P=by){YEAR}(?!\w)",
        before=3,
        exact=True,
    ),
    rule(
        "date",
        at_words("d", "dd", "datum", "gedateerd"),
        rf"\b(?:d\.d\.|dd\.?|datum:?|gedateerd)\s{_DAY}[-/.]{_MONTH_NUMBER}\b",
    ),
    rule(
        "date",
        at_words(*_WEEKDAYS),
        rf"\b{_WEEKDAY},?\s(?:de\s)?(?:{_DAY}\s?(?:e|ste|de|st|nd|rd|th)\b|{ORDINAL}(?!\w)"
        rf"|{_DAY}[-/]{_MONTH_NUMBER}(?!\w))",
    ),
    rule(
        "date",
        at_words(*_FEASTS, "goede", "eerste", "tweede", "oud"),
        rf"\b(?:(?:eerste|tweede)\s(?:kerst|paas|pinkster)dag|goede vrijdag|oud en nieuw"
        rf"|{'|'.join(_FEASTS)})\s(?:van\s|in\s)?(?:{_SHORT_YEAR}|{YEAR_IN_WORDS})(?!\w)",
    ),
    rule(
        "date",
        at_words("week", "wk", "weeknr", "weeknummer"),
        rf"(?<![\w-])(?:week|weeknr\.?|weeknummer|wk\.?)\s?(?:nummer\s|nr\.?\s)?"
        rf"(?:{_WEEK}(?:\s?(?:,|van|in|-|/)?\s?{_SHORT_YEAR}(?!\d)|(?<=\d\d)(?![\w%,.:/-]?\d|\w)"
        rf"{NOT_COUNTED})|{FROM_TEN}(?:\s(?:van|in)\s(?:{YEAR}|{YEAR_IN_WORDS}))?(?!\w){NOT_COUNTED})",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){YEAR}[\s,-]{{0,2}}(?:W|week\s|wk\s?){_WEEK}(?![\w-])",
    ),
    rule(
        "date",
        at_words("w"),
        rf"(?<![\w./-])W{_WEEK}[\s-]{{1,2}}{YEAR}(?!\w)",
        exact=True,
    ),
    rule(
        "date",
        at_words("kwartaal", "quarter", "trimester", "tertaal"),
        rf"(?<!\w)(?:(?:{ORDINAL}|(?:first|second|third|fourth|laatste|last)|[1-4]\s?(?:e|ste|de|st|nd|rd|th))\s"
        rf"(?:kwartaal|quarter|trimester|tertaal)|(?:kwartaal|quarter)\s[1-4])\s?,?\s?"
        rf"(?:van\s|in\s|of\s)?(?:het\sjaar\s)?(?:{_SHORT_YEAR}|{YEAR_IN_WORDS})(?!\w)",
        before=16,
    ),
    rule(
        "date",
        at_words("q", "k", "kw"),
        rf"(?<![\w.])(?:Q|K|KW)[1-4][\s/'-]{{1,2}}(?:van\s)?(?:{YEAR}|\d\d)(?!\w)"
        rf"|(?<![\w./-]){YEAR}[\s/-]?(?:Q|K|KW)[1-4](?!\w)",
        before=5,
        exact=True,
    ),
    rule(
        "birth or age",
        at_words(
            *("geb", "geboren", "geboortejaar", "geboortedatum", "geboortedag", "born", "bouwjaar")
        ),
        rf"\b{_BORN}(?:{YEAR}|'\d\d|{_DAY}\s?[-/. ]\s?\w{{1,9}}\s?[-/. ]\s?\d{{2,4}}"
        rf"|{YEAR_IN_WORDS})\b",
    ),
    rule(
        "birth or age",
        at_words("jaar", "jarige", "year", "years"),
        rf"(?<![\w-]){_NO_AGE_LIMIT}\d{{1,2}}\s?-?(?:jaar oud|years? old|-?year-old"
        rf"|jarige\b{_NOT_OF_A_PERSON})",
        before=5,
    ),
    rule(
        "birth or age",
        at_words("jaar", end="jarige"),
        rf"(?<!\w){_NO_AGE_LIMIT}[a-z]{{0,20}}(?:tien|twaalf|elf|tig)[\s-]?"
        rf"(?:jarige\b{_NOT_OF_A_PERSON}|jaar oud)",
        before=28,
    ),
    rule(
        "birth or age",
        at_words(*_PEOPLE),
        rf"\b{_PERSON}(?:\s?,|\svan|\s\(|\sof|\saged)\s?\(?\d{{1,2}}(?=\)|\sjaar\b|,|\.|\syears|$)"
        r"(?!\sjaar (?:en|of) (?:ouder|jonger))",
    ),
    rule(
        "birth or age",
        at_words("man", "vrouw", "meisje", "jongen", "dame", "woman", "girl", "boy"),
        r"\b(?:man|vrouw|meisje|jongen|dame|woman|girl|boy)\s(?:van|of)\s\d\d\b"
        r"(?!\s?%|,\d|\s(?:procent|miljoen|euro|gemeenten|tot|jaar (?:en|of)))",
    ),
    rule(
        "birth or age",
        at_words("man", "vrouw", "meisje", "jongen", "dame", "heer", "dochter", "zoon"),
        rf"\b(?:man|vrouw|meisje|jongen|dame|heer|dochter|zoon)\svan\s(?:bijna\s|ruim\s)?{FROM_TEN}"
        rf"(?!\w)(?!\s(?:procent|miljoen|euro|gemeenten|tot|jaar (?:en|of)))",
    ),
    rule("birth or age", at_words("geboren"), rf"\b{YEAR}\sgeboren\b", before=5),
    rule(
        "birth or age",
        at_words("zij", "ze", "hij", "ik", "jij", "she", "he"),
        rf"\b(?:zij|ze|hij|ik|jij|she|he)\s(?:was|is|ben|werd)\s"
        rf"(?:toen\s|pas\s|net\s|bijna\s|al\s)?(?:\d{{1,2}}|{FROM_TEN})"
        rf"(?:\sjaar\b(?!\sgeleden)|(?=[.,]?$))",
    ),
    rule(
        "birth or age",
        at_words("leeftijd", "age", "aged"),
        rf"\b(?:leeftijd|age|aged)\s?(?::|=|is|was)?\s?(?:\d{{1,2}}\b(?!\s?(?:-|tot|to\b|%))"
        rf"|{FROM_TEN}\b)",
    ),
)
